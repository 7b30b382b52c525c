// The sample town's groups, classes, activities, publicity, rules, difficulties, preparations and papers of the batch.
import * as z from 'zod'
import type { PhaseKey } from '#shared/campaign/index.ts'
import { officeDuties } from '#shared/ledgers/leading-groups.ts'
import { pollPhases } from '#shared/ledgers/polls.ts'
import { formItem } from '#shared/ledgers/preparations.ts'
import { preparatoryWork } from '#shared/rules/preparation.ts'
import { publicParts } from '#shared/rules/records.ts'
import { addDays, daysBetween } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import {
  deedsOf,
  publicForms,
  publicityTopics,
  publicityWays,
  rulesMade,
  troubles,
  type RuleMade,
} from './branch-texts.ts'
import type { Fill, SampleStage, SampleTown, SampleUnit } from './fill.ts'

const Story = z.object({
  group: z.object({ members: z.array(z.object({ name: z.string(), units: z.array(z.string()) })) }),
  organisations: z.array(
    z.object({
      shortName: z.string(),
      health: z.string().nullable(),
      class: z.string().nullable(),
      unfinishedSteps: z.array(z.string()),
    }),
  ),
  plans: z.array(
    z.object({
      unit: z.string(),
      theme: z.string(),
      decision: z.string(),
      reviewedOn: z.string().nullable(),
    }),
  ),
})
type Story = z.infer<typeof Story>

interface Cast {
  readonly town: SampleTown
  readonly story: Story
  /** Steps of the first stage that the storyline says are not done, by unit. */
  readonly unfinished: ReadonlyMap<string, readonly string[]>
}

const castOf = (town: SampleTown): Cast => {
  const story = Story.parse(town.story)
  const unfinished = new Map(
    story.organisations.map(({ shortName, unfinishedSteps }) => [shortName, unfinishedSteps]),
  )
  return { town, story, unfinished }
}

/** No initials: a row of these ledgers is named by its unit. */
const blank = { extra: null, initials: '' } as const

const allUnits = ({ units, committees }: SampleTown): readonly SampleUnit[] => [...committees, ...units]

/** By the storyline of the first stage; what is not done on the day it stands at is done when the unit has moved on. */
const isUndone = ({ unfinished }: Cast, unit: SampleUnit, step: string): boolean =>
  unfinished.get(unit.name)?.includes(step) === true && unit.stage('review') === null

/** A day of the stage, `share` of the way through it, and never after the day the sample stands at. */
function dayIn({ until }: SampleTown, stage: SampleStage, share: number): string {
  const end = stage.end === null || stage.end > until ? until : stage.end
  return addDays(stage.start, Math.floor(Math.max(0, daysBetween(stage.start, end)) * share))
}

/** Where a group was formed late, and where somebody else than the secretary leads it. */
const LATE = '印刷公司支部'
const LED_BY_OTHER = '第二卫生院支部'

function groupOf(cast: Cast, unit: SampleUnit, n: number): NewRecord<'leading_group'>[] {
  if (isUndone(cast, unit, 'P1-04')) return []
  const { town } = cast
  const people = unit.members.map(({ name }) => name).filter((name) => name !== unit.secretary)
  const acting = unit.informant ?? people[0] ?? null
  const head = unit.secretary ?? acting
  const isTown = unit.level === '党委'
  return [
    {
      ...blank,
      org_id: unit.id,
      name: isTown ? '清溪镇先进性教育活动领导小组' : '先进性教育活动领导小组',
      leader: unit.name === LED_BY_OTHER ? (people[0] ?? head) : head,
      deputies: people[1] ?? null,
      members: people.slice(2, 5).join('、') || null,
      office: isTown ? '清溪镇先教办' : '活动办公室（设在支部）',
      office_head: people[5] ?? acting,
      office_members: people.slice(6, 8).join('、') || null,
      duties: JSON.stringify(officeDuties),
      formed_on: unit.name === LATE ? '2005-07-09' : `2005-07-0${isTown ? 1 : 2 + (n % 4)}`,
      doc_no: isTown
        ? '清委〔2005〕18号'
        : `支字〔2005〕${String(1 + Math.floor(town.draw(unit.name, '文号') * 6))}号`,
      responsible: head,
      responsible_title: isTown || unit.level === '支部' ? '第一责任人' : '直接责任人',
      acting_head: unit.secretary === null ? acting : null,
      remark: null,
    },
  ]
}

const RATED = '2005-07-02'
const RATED_BY = '清溪镇党委'

const GROUNDS: Readonly<Record<string, string>> = {
  示范: '班子团结，制度健全，党员作用明显',
  中间: '班子正常，活动能开展，特色不明显',
  后进: '班子力量弱，组织生活不正常',
}

/** Rated anew in the first stage: the roster follows in one case, in the other it does not yet. */
const FELL = '包装公司支部'
const ROSE = '城西社区支部'

function classesOf({ story }: Cast, unit: SampleUnit): NewRecord<'branch_class'>[] {
  const onRoster = story.organisations.find(({ shortName }) => shortName === unit.name)?.class ?? null
  if (onRoster === null) return []
  const row = (on_day: string, name: string, reason: string | undefined) => ({
    ...blank,
    org_id: unit.id,
    on_day,
    class: name as '示范',
    reason: reason ?? null,
    decided_by: RATED_BY,
    remark: null,
  })
  if (unit.name === FELL)
    return [
      row(RATED, '中间', GROUNDS['中间']),
      row('2005-08-12', '后进', '学时和篇目都没有完成，满意度测评两次没有过关'),
    ]
  const first = row(RATED, onRoster, GROUNDS[onRoster])
  return unit.name === ROSE ? [first, row('2005-08-10', '示范', '主题实践活动有特色，测评满意率高')] : [first]
}

interface Reorganised {
  readonly unit: string
  readonly state: '软弱涣散' | '不健全'
  readonly problems: string
  readonly measures: string
  readonly by: string
  readonly dueOn: string
  readonly doneOn: string
  readonly result: string
}

const REORGANISED: readonly Reorganised[] = [
  {
    unit: '供销社支部',
    state: '软弱涣散',
    problems: '半年没有开过支部大会，党员意见不统一',
    measures: '镇党委派员驻点，逐人谈心，重新分工，定期过组织生活',
    by: '沈立本',
    dueOn: '2005-09-30',
    doneOn: '2005-09-28',
    result: '组织生活恢复正常，党员大会通过支部工作制度',
  },
  {
    unit: '五金公司支部',
    state: '不健全',
    problems: '支委缺两人，没有信息员',
    measures: '补选支委，确定信息员，与邻近企业支部结对',
    by: '孙大川',
    dueOn: '2005-08-31',
    doneOn: '2005-08-30',
    result: '补选支委两名，确定信息员一名',
  },
]

function reorganisations({ town }: Cast): NewRecord<'reorganisation'>[] {
  const weak = REORGANISED.map((each) => {
    const isDone = each.doneOn <= town.until
    return {
      ...blank,
      org_id: town.idOf(each.unit),
      state: each.state,
      listed_on: '2005-07-06',
      problems: each.problems,
      measures: each.measures,
      responsible: each.by,
      due_on: each.dueOn,
      done_on: isDone ? each.doneOn : null,
      result: isDone ? each.result : null,
      enterprises: null,
      enterprises_built: null,
      remark: null,
    }
  })
  const firms = {
    ...blank,
    org_id: town.idOf('企业党总支'),
    state: '非公企业组建' as const,
    listed_on: '2005-07-06',
    problems: null,
    measures: '党员3名以上的非公企业单独组建，不足3名的就近联合组建',
    responsible: '吴学勤',
    due_on: '2005-12-31',
    done_on: null,
    result: null,
    enterprises: 21,
    enterprises_built: town.until >= '2005-10-01' ? 20 : 18,
    remark: null,
  }
  return [...weak, firms]
}

const HAS_TROUBLE = 0.24

function difficultyOf({ town }: Cast, unit: SampleUnit): NewRecord<'difficulty'>[] {
  const stage = unit.stage('study')
  if (stage === null || town.draw(unit.name, '困难') >= HAS_TROUBLE) return []
  const trouble = town.pick(troubles, unit.name, '困难事项')
  const raisedOn = dayIn(town, stage, 0.2 + town.draw(unit.name, '提出') * 0.5)
  const isPromised = town.draw(unit.name, '承诺') < 0.75
  const solvedOn = addDays(raisedOn, 14 + Math.floor(town.draw(unit.name, '解决') * 60))
  const isSolved = isPromised && solvedOn <= town.until
  return [
    {
      ...blank,
      org_id: unit.id,
      matter: trouble.matter,
      kind: trouble.kind,
      raised_on: raisedOn,
      promised_by: isPromised ? (unit.contactLeader ?? '吴学勤') : null,
      promise: isPromised ? trouble.promise : null,
      due_on: isPromised ? addDays(raisedOn, 60) : null,
      solved_on: isSolved ? solvedOn : null,
      outcome: isSolved ? trouble.outcome : null,
      remark: null,
    },
  ]
}

/** Days on which a unit held an activity: after its plan was approved, and now and then before it. */
function activityDays(cast: Cast, unit: SampleUnit, approvedOn: string | null): string[] {
  const { town } = cast
  const stages = pollPhases.flatMap(([phase]) => unit.stage(phase) ?? [])
  const days = stages.map((stage, i) => dayIn(town, stage, 0.35 + town.draw(unit.name, '活动', i) * 0.5))
  if (approvedOn === null) return days.slice(0, 1)
  const isEarly = town.draw(unit.name, '活动早') < 0.06
  const first = addDays(approvedOn, isEarly ? -2 : 3 + Math.floor(town.draw(unit.name, '首次') * 8))
  return [first, ...(isEarly ? [] : days.filter((day) => day > first))].filter((day) => day <= town.until)
}

function activitiesOf(cast: Cast, unit: SampleUnit): NewRecord<'theme_activity'>[] {
  const { town, story } = cast
  if (isUndone(cast, unit, 'P1-15') || unit.stage('study') === null) return []
  if (town.draw(unit.name, '不开展') < 0.05) return []
  const versions = story.plans.filter((plan) => plan.unit === unit.name)
  const approvedOn = versions.find(({ decision }) => decision === '批准')?.reviewedOn ?? null
  const theme = versions.at(-1)?.theme ?? ''
  if (theme === '') return []
  const days = [...new Set(activityDays(cast, unit, approvedOn))].filter((day) => day >= '2005-07-05')
  const deeds = deedsOf(unit.unitType)
  return days.map((on_day, i) => {
    const deed = deeds[(i + unit.index) % deeds.length] ?? town.pick(deeds, unit.name, i)
    const share = 0.5 + town.draw(unit.name, '参加', i) * 0.45
    return {
      ...blank,
      org_id: unit.id,
      theme,
      activity: deed.what,
      on_day,
      place: null,
      organiser: unit.secretary ?? unit.informant,
      participants: Math.max(1, Math.round(unit.members.length * share)),
      result: deed.result,
      evidence: '活动照片、签到册',
      remark: null,
    }
  })
}

type FilledPhase = keyof typeof publicityTopics

const isFilled = (phase: PhaseKey): phase is FilledPhase => phase in publicityTopics

interface InPhase {
  readonly unit: SampleUnit
  readonly phase: FilledPhase
  readonly phaseName: string
  readonly stage: SampleStage
}

/** Every unit in every phase it has begun. */
const phasesOf = (town: SampleTown, units: readonly SampleUnit[]): InPhase[] =>
  units.flatMap((unit) =>
    pollPhases.flatMap(([phase, phaseName]) => {
      const stage = unit.stage(phase)
      return stage === null || !isFilled(phase) ? [] : [{ unit, phase, phaseName, stage }]
    }),
  )

const NO_PUBLICITY = 0.08

function publicityOf({ town }: Cast, { unit, phase, stage }: InPhase): NewRecord<'publicity'>[] {
  if (town.draw(unit.name, phase, '宣传') < NO_PUBLICITY) return []
  const items = 1 + Math.floor(town.draw(unit.name, phase, '宣传次数') * 3)
  return Array.from({ length: items }, (_, i) => {
    const way = publicityWays[(unit.index + i) % publicityWays.length] ?? town.pick(publicityWays, unit.name)
    return {
      ...blank,
      org_id: unit.id,
      kind: way.kind,
      on_day: dayIn(town, stage, (i + 0.4) / (items + 0.4)),
      count: way.kind === '广播' ? 2 + (unit.index % 4) : 1,
      content: town.pick(publicityTopics[phase], unit.name, phase, i),
      maker: unit.informant,
      evidence: way.evidence,
      remark: null,
    }
  })
}

/** How far into the stage each of the four comes. */
const SHARES: Readonly<Record<(typeof publicParts)[number], number>> = {
  群众知情: 0.1,
  征求群众意见: 0.3,
  接受群众监督: 0.5,
  接受群众评价: 0.9,
}
const PART_MISSING = 0.04
/** Days into an open stage before people are asked what they think of it. */
const JUDGED_AFTER = 20

function isPartMissing({ town }: Cast, { unit, phase, stage }: InPhase, part: keyof typeof SHARES): boolean {
  const isTooSoon =
    part === '接受群众评价' && stage.end === null && daysBetween(stage.start, town.until) < JUDGED_AFTER
  return isTooSoon || town.draw(unit.name, phase, part) < PART_MISSING
}

const participationOf = (cast: Cast, at: InPhase): NewRecord<'participation'>[] =>
  publicParts
    .filter((part) => !isPartMissing(cast, at, part))
    .map((part) => {
      const { form, content } = publicForms[at.phase][part]
      const { unit, phase, phaseName, stage } = at
      return {
        ...blank,
        org_id: unit.id,
        phase: phaseName as '学习动员',
        part,
        on_day: dayIn(cast.town, stage, SHARES[part]),
        form,
        content,
        people: 8 + Math.floor(cast.town.draw(unit.name, phase, part, '人数') * 50),
        evidence: part === '群众知情' ? '公示照片' : '记录和名单',
        remark: null,
      }
    })

/** Two rules of a class where a unit made more than one; now and then a class is left out. */
function rulesOf({ town }: Cast, unit: SampleUnit): readonly RuleMade[] {
  const isShort = town.draw(unit.name, '缺监督') < 0.1
  return rulesMade.filter((rule, i) => !(isShort && rule.class === '监督机制') && (i + unit.index) % 2 === 0)
}

function mechanismsOf(cast: Cast, unit: SampleUnit): NewRecord<'mechanism'>[] {
  const { town } = cast
  const stage = unit.stage('rectify')
  if (stage === null) return []
  const hasLookedBack = unit.stage('consolidate') !== null
  return rulesOf(cast, unit).map((rule, i) => {
    const passedOn = dayIn(town, stage, 0.4 + i * 0.15)
    const isKept = hasLookedBack && town.draw(unit.name, rule.name, '执行') < 0.85
    return {
      ...blank,
      org_id: unit.id,
      class: rule.class,
      name: rule.name,
      action: rule.action,
      doc_no: `支字〔2005〕${String(8 + i)}号`,
      passed_on: passedOn,
      in_force_on: addDays(passedOn, 5),
      kept: isKept ? rule.kept : null,
      remark: null,
    }
  })
}

interface Prepared {
  readonly by: string
  readonly dueOn: string
  readonly doneOn: string
  readonly outcome: string
  readonly evidence: string
}

const PREPARED: readonly Prepared[] = [
  {
    by: '吴学勤',
    dueOn: '2005-06-25',
    doneOn: '2005-06-24',
    outcome: '查清了党员年龄、文化、思想状况和作用发挥',
    evidence: '调研报告',
  },
  {
    by: '吴学勤',
    dueOn: '2005-06-28',
    doneOn: '2005-06-28',
    outcome: '77个党组织列入第二批',
    evidence: '参学单位一览表',
  },
  {
    by: '何巧云',
    dueOn: '2005-07-04',
    doneOn: '2005-07-01',
    outcome: '推选典型12个，宣讲人员9名',
    evidence: '典型推荐表、宣讲人员名单',
  },
  {
    by: '徐慧敏',
    dueOn: '2005-07-04',
    doneOn: '2005-07-04',
    outcome: '排查出三个支部，逐个定了整顿措施',
    evidence: '组织整顿台账',
  },
  {
    by: '徐慧敏',
    dueOn: '2005-07-04',
    doneOn: '2005-07-01',
    outcome: '成立领导小组和办公室，印发实施方案',
    evidence: '清委〔2005〕18号、19号文件',
  },
  {
    by: '何巧云',
    dueOn: '2005-07-04',
    doneOn: '2005-07-03',
    outcome: '按党员数订购，发到支部',
    evidence: '订购单、发放登记',
  },
]

const FORMS = [
  ['征求意见表', '2005-07-20'],
  ['测评表', '2005-07-22'],
  ['民主评议表', '2005-08-09'],
] as const

function preparations(): NewRecord<'preparation'>[] {
  const work = preparatoryWork.flatMap((item, i) => {
    const done = PREPARED[i]
    return done === undefined
      ? []
      : [
          {
            ...blank,
            item,
            responsible: done.by,
            unit: '清溪镇先教办',
            due_on: done.dueOn,
            done_on: done.doneOn,
            outcome: done.outcome,
            evidence: done.evidence,
            remark: null,
          },
        ]
  })
  const forms = FORMS.map(([form, doneOn]) => ({
    ...blank,
    item: formItem(form),
    responsible: '徐慧敏',
    unit: '清溪镇先教办',
    due_on: '2005-08-05',
    done_on: doneOn,
    outcome: '样张已经定稿，印发各支部',
    evidence: `${form}样张`,
    remark: null,
  }))
  return [...work, ...forms] as NewRecord<'preparation'>[]
}

/** Where the members of the group came from. */
const CAME_FROM: Readonly<Record<string, string>> = {
  田克勤: '示例县委组织部',
  叶素心: '示例县教育局',
  石文博: '税务分局支部',
}

const secondments = ({ story }: Cast): NewRecord<'secondment'>[] =>
  story.group.members.map(({ name, units }) => ({
    ...blank,
    name,
    from_unit: CAME_FROM[name] ?? '示例县直属机关',
    post: null,
    assigned: '督导组',
    duty: '督导检查',
    units: units.slice(0, 3).join('、'),
    from_on: '2005-07-01',
    until_on: null,
    phone: null,
    remark: null,
  }))

/** Handed up when the batch ends; nobody was dealt with, so that is reported. */
const BATCH_PAPERS = [
  ['回头看总结', '清溪镇第二批先进性教育活动“回头看”总结', '清委〔2005〕46号', 12],
  ['零报告', '关于不合格党员处置情况的零报告', '清委〔2005〕47号', 1],
  ['对下一批的意见和建议', '对第三批先进性教育活动的意见和建议', '清委〔2005〕48号', 4],
] as const
const HANDED_UP = '2005-12-28'

const batchReports = ({ until }: SampleTown): NewRecord<'batch_report'>[] =>
  until < HANDED_UP
    ? []
    : BATCH_PAPERS.map(([kind, title, doc_no, pages]) => ({
        ...blank,
        kind,
        title,
        doc_no,
        author: '清溪镇先教办',
        pages,
        reported_on: HANDED_UP,
        reported_to: '示例县委先教办',
        kept_at: null,
        remark: null,
      }))

async function putIn(journal: Journal, cast: Cast): Promise<void> {
  const { town } = cast
  const everywhere = allUnits(town)
  const inPhases = phasesOf(
    town,
    everywhere.filter(({ level }) => level !== '党委'),
  )
  await journal.addMany(
    'leading_group',
    everywhere.flatMap((unit, n) => groupOf(cast, unit, n)),
  )
  await journal.addMany(
    'branch_class',
    town.units.flatMap((unit) => classesOf(cast, unit)),
  )
  await journal.addMany('reorganisation', reorganisations(cast))
  await journal.addMany(
    'difficulty',
    town.units.flatMap((unit) => difficultyOf(cast, unit)),
  )
  await journal.addMany(
    'theme_activity',
    town.units.flatMap((unit) => activitiesOf(cast, unit)),
  )
  await journal.addMany(
    'publicity',
    inPhases.flatMap((at) => publicityOf(cast, at)),
  )
  await journal.addMany(
    'participation',
    inPhases.flatMap((at) => participationOf(cast, at)),
  )
  await journal.addMany(
    'mechanism',
    everywhere.flatMap((unit) => mechanismsOf(cast, unit)),
  )
  await journal.addMany('preparation', preparations())
  await journal.addMany('secondment', secondments(cast))
  await journal.addMany('batch_report', batchReports(town))
}

export const fillBranches: Fill = async (context: Context, town: SampleTown) => {
  const cast = castOf(town)
  await write(context, (journal) => putIn(journal, cast), { reason: '示例数据' })
}
