// Figures of care, exemplars, opinions and talks.
import { caredFor } from '#shared/ledgers/care-visits.ts'
import { NOBODY } from '#shared/ledgers/exemplars.ts'
import { splitNames } from '#shared/text/name-list.ts'
import { groupBy } from '../../../group-by.ts'
import { nameOf, unitRow, type Indicator, type IndicatorRow } from '../indicator.ts'
import type { MemberFact, SummaryFacts } from '../summary-facts.ts'

/** A name in a list is this member's, with the tail of the number or without. */
const means = (written: string, name: string): boolean => written === name || written.startsWith(`${name}（`)

const CARED: readonly string[] = caredFor

function careRows(facts: SummaryFacts): IndicatorRow[] {
  const visits = groupBy(facts.visits, ({ orgId }) => orgId)
  return facts.members
    .filter(({ categories }) => categories.some((category) => CARED.includes(category)))
    .map((member) => {
      const first = (visits.get(member.orgId) ?? []).find(({ name }) =>
        splitNames(name).some((written) => means(written, member.name)),
      )
      return {
        name: member.name,
        unit: nameOf(facts, member.orgId),
        detail: first === undefined ? '没有走访' : `${first.on}走访`,
        isPart: first !== undefined,
        to:
          first === undefined
            ? `/ledgers/care_visits?unit=${member.orgId}`
            : `/ledgers/care_visits?open=${first.id}`,
      }
    })
}

/** A bad example is never told by name, and nobody recommended is no exemplar. */
const isExemplar = ({ name }: SummaryFacts['exemplars'][number]): boolean => name.trim() !== NOBODY

export const careIndicators: readonly Indicator[] = [
  {
    key: 'care',
    group: '关爱和典型',
    title: '走访覆盖',
    measure: '人',
    kind: '比率',
    ledger: () => '/ledgers/care_visits',
    basis: () =>
      `截至当日走访过至少一次的党员÷花名册标为${caredFor.join('、')}的党员；按走访日期计，类别按现有花名册。`,
    rows: careRows,
  },
  {
    key: 'recommended',
    group: '关爱和典型',
    title: '典型推荐',
    measure: '个',
    kind: '比率',
    ledger: () => '/ledgers/exemplars',
    basis: () => '截至当日推荐过典型的支部÷支部数；写明无推荐的不算，推荐没有日期的按已推荐计。',
    rows: (facts) => {
      const own = groupBy(facts.exemplars.filter(isExemplar), ({ orgId }) => orgId)
      return facts.branches.map((unit) => {
        const found = own.get(unit.id)?.length ?? 0
        const detail = found === 0 ? '没有推荐' : `推荐${String(found)}个`
        return unitRow(unit, found > 0, detail, `/ledgers/exemplars?unit=${unit.id}`)
      })
    },
  },
  {
    key: 'exemplars',
    group: '关爱和典型',
    title: '典型：确定和宣传',
    measure: '个',
    kind: '比率',
    ledger: () => '/ledgers/exemplars',
    basis: () =>
      '状态为确定或宣传的典型÷截至当日推荐的典型；按推荐日期计，状态没有逐日的记录，按现在的状态。反面典型不列名称。',
    rows: (facts) =>
      facts.exemplars.filter(isExemplar).map((each) => ({
        name: each.side === '反面典型' ? '（不列名称）' : each.name,
        unit: nameOf(facts, each.orgId),
        detail: each.state,
        isPart: each.state === '确定' || each.state === '宣传',
        to: `/ledgers/exemplars?open=${each.id}`,
      })),
  },
]

/** One row a channel; a unit that kept no channels counts by its opinions. */
function opinionRows(
  facts: SummaryFacts,
  ofChannel: (channel: SummaryFacts['channels'][number]) => number,
  ofOpinion: ((opinion: SummaryFacts['opinions'][number]) => number) | null,
): IndicatorRow[] {
  const channels = groupBy(facts.channels, ({ org_id: id }) => id)
  const opinions = groupBy(facts.opinions, ({ org_id: id }) => id)
  return facts.units.flatMap((unit): IndicatorRow[] => {
    const to = `/opinions/${unit.id}`
    const own = channels.get(unit.id)
    if (own !== undefined)
      return own.map((channel) => {
        const count = ofChannel(channel)
        const detail = `${channel.kind} ${channel.until_on ?? channel.from_on ?? '没有日期'}　${String(count)}`
        return { name: unit.shortName, unit: unit.shortName, detail, count, isPart: true, to }
      })
    const hasChannels = facts.channelUnits.has(unit.id)
    const put = ofOpinion === null || hasChannels ? [] : (opinions.get(unit.id) ?? [])
    if (ofOpinion === null || put.length === 0) return []
    const count = put.reduce((total, each) => total + ofOpinion(each), 0)
    return [
      {
        name: unit.shortName,
        unit: unit.shortName,
        detail: `逐条登记的意见　${String(count)}`,
        count,
        isPart: true,
        to,
      },
    ]
  })
}

const isWithSecretary = (talk: SummaryFacts['talks'][number], secretary: string): boolean =>
  talk.kind !== '集体谈心' &&
  (means(talk.talker.trim(), secretary) || splitNames(talk.partners).some((name) => means(name, secretary)))

const takesPart = (talk: SummaryFacts['talks'][number], member: MemberFact): boolean =>
  means(talk.talker.trim(), member.name) || splitNames(talk.partners).some((name) => means(name, member.name))

function secretaryRows(facts: SummaryFacts): IndicatorRow[] {
  const talks = groupBy(facts.talks, ({ org_id: id }) => id)
  const members = groupBy(facts.members, ({ orgId }) => orgId)
  return facts.branches.flatMap((unit) => {
    const { secretary } = unit
    const own =
      secretary === '' ? [] : (talks.get(unit.id) ?? []).filter((talk) => isWithSecretary(talk, secretary))
    return (members.get(unit.id) ?? [])
      .filter(({ name }) => name !== secretary)
      .map((member) => {
        const talk = own.find((each) => takesPart(each, member))
        return {
          name: member.name,
          unit: unit.shortName,
          detail: talk === undefined ? '书记没有谈' : (talk.talked_on ?? '没有日期'),
          isPart: talk !== undefined,
          to: `/opinions/${unit.id}`,
        }
      })
  })
}

export const opinionIndicators: readonly Indicator[] = [
  {
    key: 'opinions',
    group: '征求意见和谈心',
    title: '征求意见：条次',
    measure: '条次',
    kind: '数',
    ledger: () => '/ledgers/opinion_channels',
    basis: () =>
      '各渠道征求到的条次之和，按渠道结束（没有结束的按开始）日期计到当日，没有日期的计入；没有登记过渠道的单位按逐条登记的意见计（逐条的没有日期）。',
    rows: (facts) =>
      opinionRows(
        facts,
        ({ opinions }) => opinions ?? 0,
        ({ times }) => times ?? 1,
      ),
  },
  {
    key: 'opinions_merged',
    group: '征求意见和谈心',
    title: '征求意见：梳理后',
    measure: '条',
    kind: '数',
    ledger: () => '/ledgers/opinion_channels',
    basis: () => '各渠道登记的梳理后条数之和，日期口径同条次；没有登记渠道的单位不计。',
    rows: (facts) => opinionRows(facts, ({ merged }) => merged ?? 0, null),
  },
  {
    key: 'talks',
    group: '征求意见和谈心',
    title: '谈心：人次',
    measure: '人次',
    kind: '数',
    ledger: () => '/ledgers/talks',
    basis: () => '截至当日每次谈心的谈话对象人数之和，不计谈话人；没有日期的计入。',
    rows: (facts) =>
      facts.talks.map((talk) => ({
        name: talk.kind,
        unit: nameOf(facts, talk.org_id),
        detail: `${talk.talked_on ?? '没有日期'}　${String(splitNames(talk.partners).length)}人`,
        count: splitNames(talk.partners).length,
        isPart: true,
        to: `/ledgers/talks?open=${talk.id}`,
      })),
  },
  {
    key: 'talks_secretary',
    group: '征求意见和谈心',
    title: '谈心：书记覆盖',
    measure: '人',
    kind: '比率',
    ledger: () => '/ledgers/talks',
    basis: () =>
      '截至当日支部书记单独谈过的党员÷书记以外的在册党员；集体谈心不算，书记空缺的支部都算没有谈。',
    rows: secretaryRows,
  },
]
