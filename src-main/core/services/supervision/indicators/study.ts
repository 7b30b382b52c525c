// Figures of study: who took part, hours, courses, the great discussion, notes, making up.
import type { MemberLearning, UnitLearning } from '../../learning/count.ts'
import { nameOf, unitRow, type Indicator, type IndicatorRow } from '../indicator.ts'
import type { SummaryFacts } from '../summary-facts.ts'

const GROUP = '学习'

/** Members who are to take part, in the order of the roster. */
const expected = (facts: SummaryFacts): MemberLearning[] =>
  facts.units.flatMap(({ id }) =>
    (facts.learning.get(id)?.members ?? []).filter(({ isExpected }) => isExpected),
  )

const learnerRow = (
  facts: SummaryFacts,
  each: MemberLearning,
  isPart: boolean,
  detail: string,
): IndicatorRow => ({
  name: each.member.name,
  unit: nameOf(facts, each.member.orgId),
  detail,
  isPart,
  to: `/attendance/${each.member.orgId}`,
})

const hoursText = (tenths: number): string => `${(tenths / 10).toFixed(1)}学时`

const branchRows = (
  facts: SummaryFacts,
  judge: (learning: UnitLearning | undefined) => { isPart: boolean; detail: string },
): IndicatorRow[] =>
  facts.branches.map((unit) => {
    const { isPart, detail } = judge(facts.learning.get(unit.id))
    return unitRow(unit, isPart, detail, `/attendance/${unit.id}`)
  })

const missing = (
  held: readonly { readonly what: string; readonly on: string | null }[] | undefined,
): string => {
  if (held === undefined) return '没有学习记录'
  const lacks = held.filter(({ on }) => on === null).map(({ what }) => what)
  return lacks.length === 0 ? '齐' : `缺${lacks.join('、')}`
}

const isWhole = (held: readonly { readonly on: string | null }[] | undefined): boolean =>
  held !== undefined && held.every(({ on }) => on !== null)

const makeupRows = (
  facts: SummaryFacts,
  isPart: (stand: MemberLearning['makeups'][number]['stand']) => boolean,
): IndicatorRow[] =>
  facts.units.flatMap(({ id }) =>
    (facts.learning.get(id)?.members ?? []).flatMap((each) =>
      each.makeups.map((line) =>
        learnerRow(
          facts,
          each,
          isPart(line.stand),
          `${line.session.date}缺${hoursText(line.missed)}，${line.stand}`,
        ),
      ),
    ),
  )

export const studyIndicators: readonly Indicator[] = [
  {
    key: 'studied',
    group: GROUP,
    title: '参学率',
    measure: '人',
    kind: '比率',
    ledger: () => '/study',
    basis: () =>
      '截至当日有出席、补课、送学寄学任一种参学记录的党员÷应参学党员；每次都经批准不要求集中参加又没有其他参学记录的不在分母内。',
    rows: (facts) =>
      expected(facts).map((each) =>
        learnerRow(facts, each, each.hasStudied, each.hasStudied ? hoursText(each.hours) : '没有参学记录'),
      ),
  },
  {
    key: 'hours',
    group: GROUP,
    title: '集中学习达到规定学时',
    measure: '人',
    kind: '比率',
    ledger: () => '/study',
    basis: ({ hours }) =>
      `集中学习认定学时加补课学时、经认可的送学学时达到${hours}的党员÷应参学党员；自学不计，学习和补课日期在当日或以前。`,
    rows: (facts) =>
      expected(facts).map((each) => learnerRow(facts, each, each.isMet, hoursText(each.hours))),
  },
  {
    key: 'courses',
    group: GROUP,
    title: '五门辅导课齐',
    measure: '个',
    kind: '比率',
    ledger: () => '/study',
    basis: () => '截至当日五门辅导课都上过的支部÷支部数；逾期补上的也算齐。',
    rows: (facts) =>
      branchRows(facts, (own) => ({ isPart: isWhole(own?.courses), detail: missing(own?.courses) })),
  },
  {
    key: 'themes',
    group: GROUP,
    title: '大讨论三主题齐',
    measure: '个',
    kind: '比率',
    ledger: () => '/study',
    basis: () => '截至当日三个主题都有讨论记录的支部÷支部数。',
    rows: (facts) =>
      branchRows(facts, (own) => ({ isPart: isWhole(own?.themes), detail: missing(own?.themes) })),
  },
  {
    key: 'notes',
    group: GROUP,
    title: '笔记抽查达标',
    measure: '人',
    kind: '比率',
    ledger: () => '/ledgers/note_checks',
    basis: () => '最近一次抽查结果为达标的党员÷截至当日抽查过笔记的党员；未设字数标准的不算达标。',
    rows: (facts) =>
      facts.units.flatMap(({ id }) =>
        (facts.learning.get(id)?.members ?? []).flatMap((each) =>
          each.note === null
            ? []
            : [
                {
                  ...learnerRow(
                    facts,
                    each,
                    each.note.result === '达标',
                    `${each.note.date} ${each.note.result}`,
                  ),
                  to: `/ledgers/note_checks?unit=${each.member.orgId}`,
                },
              ],
        ),
      ),
  },
  {
    key: 'makeups_done',
    group: GROUP,
    title: '补课：已补',
    measure: '人次',
    kind: '比率',
    ledger: () => '/ledgers/makeups',
    basis: () => '截至当日已补齐或经批准免补的缺课÷截至当日的全部缺课（请假、缺席各计一人次）。',
    rows: (facts) => makeupRows(facts, (stand) => stand === '已补齐' || stand === '免补'),
  },
  {
    key: 'makeups_open',
    group: GROUP,
    title: '补课：待补',
    measure: '人次',
    kind: '比率',
    ledger: () => '/ledgers/makeups',
    basis: () => '截至当日没有补齐的缺课÷截至当日的全部缺课；只补了一部分的算待补。',
    rows: (facts) => makeupRows(facts, (stand) => stand === '待补课' || stand === '部分补课'),
  },
]
