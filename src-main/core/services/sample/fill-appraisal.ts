// The sample town's meetings and appraisals: the model school as its story tells, the others as far as they have come.
import * as z from 'zod'
import { committeeFor, mostExcellent } from '#shared/rules/appraisal-action.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Grade } from '../../db/appraisal-tables.ts'
import type { Journal } from '../../db/journal.ts'
import { settingsOf } from '../appraisal/store.ts'
import type { Fill, SampleMember, SampleTown, SampleUnit } from './fill.ts'

const Story = z.object({
  modelSchool: z.object({
    unit: z.string(),
    steps: z.array(
      z.object({
        step: z.string(),
        to: z.string(),
        should: z.number().int().optional(),
        actual: z.number().int().optional(),
        guests: z.record(z.string(), z.number().int()).optional(),
      }),
    ),
  }),
})

interface Told {
  readonly unit: string
  readonly on: string
  readonly absent: number
  readonly activists: number
  readonly representatives: number
}

function told(town: SampleTown): Told {
  const { unit, steps } = Story.parse(town.story).modelSchool
  const found = steps.find(({ step }) => step === 'P2-09')
  if (found === undefined) throw new RangeError('the storyline has no step P2-09')
  return {
    unit,
    on: found.to,
    absent: (found.should ?? 0) - (found.actual ?? 0),
    activists: found.guests?.['入党积极分子'] ?? 0,
    representatives: found.guests?.['党外群众代表'] ?? 0,
  }
}

/** Days of the course; each only as far as the sample goes. */
interface Days {
  readonly meeting: string
  readonly madeUp: string
  readonly committee: string
  readonly feedback: string
  readonly notice: string
}

const DAY = 86_400_000
const between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** The meeting in the middle of the stage, what follows in the days before its end. */
function daysOf(unit: SampleUnit, town: SampleTown, meetingOn: string | null): Days | null {
  const stage = unit.stage('review')
  if (stage === null) return null
  const length = stage.end === null ? 38 : Math.max(8, between(stage.start, stage.end))
  const meeting = meetingOn ?? addDays(stage.start, Math.floor(length * 0.55))
  const rest = Math.max(4, between(meeting, addDays(stage.start, length)))
  const at = (share: number): string => addDays(meeting, Math.max(1, Math.floor(rest * share)))
  return {
    meeting,
    madeUp: addDays(meeting, 1),
    committee: at(0.35),
    feedback: at(0.55),
    notice: at(0.8),
  }
}

const PLACES = ['会议室', '党员活动室', '办公楼二楼会议室', '村委会会议室', '党员远程教育室'] as const

interface Cast {
  readonly unit: SampleUnit
  readonly days: Days
  readonly absent: ReadonlySet<string>
  /** Nobody can find them: absent and not heard. */
  readonly lost: ReadonlySet<string>
}

const kept = (town: SampleTown, day: string): boolean => day <= town.until

function castOf(unit: SampleUnit, days: Days, town: SampleTown, story: Told): Cast {
  const lost = new Set(unit.members.filter(({ isLost }) => isLost).map(({ id }) => id))
  if (unit.name === story.unit) {
    const plain = unit.members.filter(({ partyPost, kind }) => partyPost === null && kind === '正式')
    return { unit, days, lost: new Set(), absent: new Set(plain.slice(-story.absent).map(({ id }) => id)) }
  }
  const stays = (member: SampleMember): boolean =>
    lost.has(member.id) ||
    (member.isFloating && town.draw('away', member.id) < 0.6) ||
    (member.partyPost === null && town.draw('absent', member.id) < 0.05)
  return { unit, days, lost, absent: new Set(unit.members.filter(stays).map(({ id }) => id)) }
}

const NO_MEETING = {
  extra: null,
  initials: '',
  place: null,
  host: null,
  others: null,
  no_activists: null,
  feedback_on: null,
  notice_on: null,
  recorder: null,
  remark: null,
} as const

const guestsOf = ({ unit }: Cast, town: SampleTown, story: Told) => {
  if (unit.name === story.unit)
    return { activists: story.activists, representatives: story.representatives, no_activists: null }
  const none = town.draw('activists', unit.id) < 0.12
  return {
    activists: none ? 0 : 1 + Math.floor(town.draw('a', unit.id) * 3),
    // One branch in thirty forgot to ask them.
    representatives: town.draw('r0', unit.id) < 0.03 ? 0 : 2 + Math.floor(town.draw('r', unit.id) * 3),
    no_activists: none ? ('是' as const) : null,
  }
}

async function addMeetings(
  journal: Journal,
  town: SampleTown,
  casts: readonly Cast[],
  story: Told,
): Promise<void> {
  const ids = await journal.addMany(
    'org_meeting',
    casts.map((cast) => {
      const { unit, days, absent } = cast
      const there = unit.members.length - absent.size
      return {
        ...NO_MEETING,
        org_id: unit.id,
        kind: '专题组织生活会' as const,
        date: days.meeting,
        place: town.pick(PLACES, 'place', unit.id),
        host: unit.secretary,
        recorder: unit.informant,
        expected: unit.members.length,
        attended: there,
        examined: there,
        criticisms: there * 2,
        ...guestsOf(cast, town, story),
      }
    }),
  )
  await journal.addMany(
    'org_meeting_member',
    casts.flatMap(({ unit, days, absent, lost }, i) =>
      unit.members.map((member) => {
        const isAbsent = absent.has(member.id)
        const isHeard = isAbsent && kept(town, days.madeUp) && !lost.has(member.id)
        const way = member.isFloating ? ('个别听取' as const) : ('补开' as const)
        return {
          meeting_id: ids[i] ?? '',
          member_id: member.id,
          attendance: isHeard ? way : isAbsent ? ('缺席' as const) : ('到会' as const),
          made_up_on: isHeard ? days.madeUp : null,
          examined: isAbsent && !isHeard ? 0 : 1,
          written: 0,
          criticisms: isAbsent ? null : 1 + Math.floor(town.draw('criticism', member.id) * 4),
          note: '',
        }
      }),
    ),
  )
  await addMadeUp(journal, town, casts)
}

const isMadeUp = (member: SampleMember, { absent, lost }: Cast): boolean =>
  absent.has(member.id) && !lost.has(member.id) && !member.isFloating

async function addMadeUp(journal: Journal, town: SampleTown, casts: readonly Cast[]): Promise<void> {
  const rows = casts.flatMap((cast) => {
    const { unit, days } = cast
    const n = unit.members.filter((member) => isMadeUp(member, cast)).length
    if (n === 0 || !kept(town, days.madeUp)) return []
    const counts = { expected: n, attended: n, examined: n, criticisms: n }
    return [
      {
        ...NO_MEETING,
        org_id: unit.id,
        kind: '补开' as const,
        date: days.madeUp,
        host: unit.secretary,
        activists: null,
        representatives: null,
        ...counts,
        remark: '组织生活会缺席党员补开',
      },
    ]
  })
  await journal.addMany('org_meeting', rows)
}

/** The leaders of a committee: members marked so in the branches under it, else their secretaries; at most nine. */
async function leadersOf(trx: Trx, town: SampleTown): Promise<Map<string, SampleMember[]>> {
  const rows = await trx.selectFrom('organisation').select(['id', 'parent_id']).execute()
  const parents = new Map(rows.map((row) => [row.id, row.parent_id]))
  const above = (id: string): string[] => {
    const parent = parents.get(id) ?? null
    return parent === null ? [] : [parent, ...above(parent)]
  }
  const found = new Map<string, SampleMember[]>()
  const gather = (committee: string, isLeader: (member: SampleMember) => boolean): SampleMember[] =>
    town.units
      .filter((unit) => above(unit.id).includes(committee))
      .flatMap(({ members }) => members.filter(isLeader))
  for (const { id } of town.committees) {
    const marked = gather(id, ({ categories }) => categories.includes('党员领导干部'))
    const own = marked.length > 0 ? marked : gather(id, ({ partyPost }) => partyPost === '书记')
    found.set(id, own.slice(0, 9))
  }
  return found
}

/** Committees: their leaders meet once opinions have been fed back. */
async function addLeadersMeetings(journal: Journal, town: SampleTown): Promise<void> {
  const leaders = await leadersOf(journal.trx, town)
  const rows = town.committees.flatMap((unit) => {
    const days = daysOf(unit, town, null)
    const members = leaders.get(unit.id) ?? []
    return days !== null && kept(town, days.meeting) && members.length > 0 ? [{ unit, days, members }] : []
  })
  const ids = await journal.addMany(
    'org_meeting',
    rows.map(({ unit, days, members: { length: n } }, i) => {
      const notice = addDays(days.meeting, 4)
      // The last of them has not made it known, so that somebody has to be reminded.
      const isTold = kept(town, notice) && (i < rows.length - 1 || rows.length === 1)
      return {
        ...NO_MEETING,
        org_id: unit.id,
        kind: '领导班子专题民主生活会' as const,
        date: days.meeting,
        place: town.pick(PLACES, 'place', unit.id),
        host: unit.secretary,
        expected: n,
        attended: n,
        activists: null,
        representatives: null,
        examined: n,
        criticisms: n * 3,
        feedback_on: addDays(days.meeting, -5),
        notice_on: isTold ? notice : null,
      }
    }),
  )
  await journal.addMany(
    'org_meeting_member',
    rows.flatMap(({ members }, i) =>
      members.map((member) => ({
        meeting_id: ids[i] ?? '',
        member_id: member.id,
        attendance: '到会' as const,
        made_up_on: null,
        examined: 1,
        written: 0,
        criticisms: 3,
        note: '',
      })),
    ),
  )
}

const OPINIONS: Readonly<Record<Grade, readonly string[]>> = {
  优秀: [
    '理想信念坚定，带头学习、带头参加集中活动，岗位工作突出，群众反映好。望继续保持，多帮带年轻党员。',
    '自我剖析实在，主动认领并办好两件群众关心的事，在本单位作用明显。今后在理论联系实际上再下功夫。',
  ],
  合格: [
    '能按时参加学习和组织生活，完成本职工作，自我剖析找到了问题。望加强系统学习，主动联系群众。',
    '遵守纪律，工作踏实。批评与自我批评不够大胆，今后要敢于发表意见，发挥党员作用。',
    '党性观念较强，愿意听取意见。对新知识学得不够，望在学用结合上多下功夫。',
  ],
  基本合格: ['参加学习不够经常，经补课能跟上。群众意见集中在办事拖拉，本人已作出整改，支部继续帮助。'],
  不合格: ['较长时间不参加组织生活，经教育认识到错误。支部确定专人帮助，促使其尽快改正。'],
}

const PROBATION = '能以党员标准要求自己，按时参加学习和组织生活，自我剖析认真。望在预备期内继续接受组织考察。'

interface Graded {
  readonly member: SampleMember
  readonly grade: Grade | null
}

/** The grades of a branch: 优秀 within the cap, except in the one branch that gave one too many. */
function gradesOf(cast: Cast, town: SampleTown, most: number, isOver: boolean, failed: number): Graded[] {
  const heard = cast.unit.members.filter(({ id }) => !cast.lost.has(id))
  const full = heard
    .filter(({ kind }) => kind === '正式')
    .toSorted((a, b) => town.draw('grade', a.id) - town.draw('grade', b.id))
  const best = Math.max(0, isOver ? most + 1 : Math.floor(most * 0.8))
  const excellent = new Set(full.slice(0, best).map(({ id }) => id))
  const bad = new Set(failed === 0 ? [] : full.slice(-failed).map(({ id }) => id))
  return heard.map((member) => {
    if (member.kind === '预备') return { member, grade: null }
    if (bad.has(member.id)) return { member, grade: '不合格' }
    if (excellent.has(member.id)) return { member, grade: '优秀' }
    return { member, grade: town.draw('basic', member.id) < 0.05 ? '基本合格' : '合格' }
  })
}

/** Ballots that lean the way of the grade. */
function ballotsOf(voters: number, grade: Grade | null, draw: number) {
  const part = (share: number): number => Math.floor(voters * share)
  const some = part(0.04 + draw * 0.1)
  const main = voters - 2 * some
  const abstained = some > 0 && draw > 0.5 ? 1 : 0
  const rest = voters - main - some
  if (grade === '优秀')
    return { excellent: main, qualified: some + rest - abstained, basic: 0, unqualified: 0, abstained }
  if (grade === '不合格')
    return { excellent: 0, qualified: rest - abstained, basic: some, unqualified: main, abstained }
  if (grade === '基本合格')
    return { excellent: 0, qualified: some + rest - abstained, basic: main, unqualified: 0, abstained }
  return { excellent: some, qualified: main, basic: rest - abstained, unqualified: 0, abstained }
}

const NO_APPRAISAL = {
  extra: null,
  initials: '',
  feedback_on: null,
  feedback_form: null,
  is_signed: null,
  own_view: null,
  has_objection: null,
  handling: null,
  noticed_on: null,
  notice_form: null,
  remark: null,
} as const

const TOLD = { feedback_form: '书面', is_signed: '是' as const, has_objection: '否' as const }
const OBJECTED = {
  own_view: '评议意见里说我不参加集中学习，其中两次是外出培训，请核实。',
  has_objection: '是' as const,
  handling: '支委会核对考勤和培训通知，情况属实，改正了评议意见并向本人说明。',
}

function appraisalRows(cast: Cast, graded: readonly Graded[], town: SampleTown) {
  const { unit, days, absent } = cast
  const full = unit.members.filter(({ kind }) => kind === '正式').length
  const voters = unit.members.length - absent.size
  const objector = graded.find(({ grade }) => grade === '合格' && town.draw('objects', unit.id) < 0.08)
  return graded.map(({ member, grade }) => {
    const ballots = ballotsOf(voters, grade, town.draw('ballots', member.id))
    const isObjector = objector?.member.id === member.id
    const opinion = grade === null ? PROBATION : town.pick(OPINIONS[grade], 'opinion', member.id)
    return {
      ...NO_APPRAISAL,
      org_id: unit.id,
      member_id: member.id,
      member_kind: member.kind,
      voters,
      ...ballots,
      total: voters,
      grade,
      committee: committeeFor(full),
      committee_on: days.committee,
      opinion,
      ...(kept(town, days.feedback) ? { feedback_on: days.feedback, ...TOLD } : {}),
      ...(kept(town, days.feedback) && isObjector ? OBJECTED : {}),
      ...(kept(town, days.notice)
        ? { noticed_on: days.notice, notice_form: '公开栏张贴，本单位干部群众' }
        : {}),
    }
  })
}

interface CasePlan {
  readonly cast: Cast
  readonly memberId: string
}

const FACTS = {
  circumstances: JSON.stringify(['不参加组织生活', '评议等次不合格']),
  facts: '上半年支部组织生活6次，本人无故缺席5次；民主评议中不合格票过半。',
}

const NO_CASE = {
  extra: null,
  initials: '',
  measures: null,
  educator: null,
  due_on: null,
  outcome: null,
  application: null,
  resolution: null,
  approval: null,
  remark: null,
  educated_on: null,
  converted_on: null,
  applied_on: null,
  reviewed_on: null,
  disposed_on: null,
  closed_on: null,
  result: null,
} as const

interface CaseStep {
  readonly action: string
  readonly from: string
  readonly to: string
  readonly days: number
  readonly text: string
  readonly values: Readonly<Record<string, string>>
}

const EDUCATED: CaseStep = {
  action: '批评教育',
  from: '发现',
  to: '批评教育',
  days: 3,
  text: '书记谈话，指出问题；编入党小组，每周参加一次活动，由支委一人帮助。',
  values: { measures: '书记谈话，指出问题；编入党小组，每周参加一次活动，由支委一人帮助。' },
}

const CONVERTED: CaseStep = {
  action: '认定转化',
  from: '批评教育',
  to: '已转化',
  days: 40,
  text: '两个月来按时参加组织生活和义务劳动，补交了党费，支部党员大会认为已经改正。',
  values: { outcome: '按时参加组织生活，补交了党费，支部党员大会认为已经改正。' },
}
const APPLIED: CaseStep = {
  action: '申请登记',
  from: '批评教育',
  to: '登记申请',
  days: 30,
  text: '本人写出书面申请，承认错误，要求继续留在党内接受考察。',
  values: { application: '本人写出书面申请，承认错误，要求继续留在党内接受考察。' },
}
const REVIEWED: CaseStep = {
  action: '审查',
  from: '登记申请',
  to: '审查',
  days: 38,
  text: '支部审查申请，调查现实表现。',
  values: {},
}

const DAY_COLUMN: Readonly<Record<string, string>> = {
  批评教育: 'educated_on',
  认定转化: 'converted_on',
  申请登记: 'applied_on',
  审查: 'reviewed_on',
}

async function addCase(
  journal: Journal,
  town: SampleTown,
  { cast, memberId }: CasePlan,
  steps: readonly CaseStep[],
): Promise<void> {
  const { unit, days } = cast
  const educator = unit.secretary ?? unit.contactLeader ?? town.unitOf(unit.id).name
  const found = days.committee
  const id = await journal.add('unqualified_case', {
    ...NO_CASE,
    ...FACTS,
    org_id: unit.id,
    member_id: memberId,
    found_on: found,
    state: '发现',
    due_on: addDays(found, 60),
  })
  for (const step of steps) {
    const on = addDays(found, step.days)
    if (!kept(town, on)) return
    const column = DAY_COLUMN[step.action] ?? 'educated_on'
    const own = step.action === '批评教育' ? { educator } : {}
    await journal.change<string>('unqualified_case', id, {
      ...step.values,
      ...own,
      [column]: on,
      state: step.to,
    })
    await journal.add<string>('unqualified_step', {
      unqualified_case_id: id,
      from_state: step.from,
      action: step.action,
      to_state: step.to,
      on_day: on,
      person: step.action === '批评教育' ? educator : (unit.secretary ?? educator),
      text: step.text,
      facts: null,
    })
  }
}

/** Three branches with a member found wanting: two have a case, the third still has to open one. */
async function addAppraisals(
  context: Context,
  journal: Journal,
  town: SampleTown,
  casts: readonly Cast[],
): Promise<void> {
  const settings = settingsOf(context.campaign)
  const decided = casts.filter(({ days }) => kept(town, days.committee))
  const large = decided.filter(({ unit }) => unit.members.length >= 10)
  const over = large[0]
  const wanting = large.slice(2, 5)
  const plans: CasePlan[] = []
  for (const cast of decided) {
    const full = cast.unit.members.filter(({ kind }) => kind === '正式').length
    const failed = wanting.includes(cast) ? 1 : 0
    const graded = gradesOf(cast, town, mostExcellent(full, settings) ?? 0, cast === over, failed)
    await journal.addMany('appraisal', appraisalRows(cast, graded, town))
    for (const { member, grade } of graded) if (grade === '不合格') plans.push({ cast, memberId: member.id })
  }
  const [first, second] = plans
  if (first !== undefined) await addCase(journal, town, first, [EDUCATED, CONVERTED])
  if (second !== undefined) await addCase(journal, town, second, [EDUCATED, APPLIED, REVIEWED])
}

/** Meetings, appraisals and cases of every unit that has come so far by the day of the sample. */
export const fillAppraisal: Fill = (context, town) =>
  write(
    context,
    async (journal) => {
      const story = told(town)
      const casts = town.units.flatMap((unit) => {
        const days = daysOf(unit, town, unit.name === story.unit ? story.on : null)
        return days !== null && kept(town, days.meeting) ? [castOf(unit, days, town, story)] : []
      })
      await addMeetings(journal, town, casts, story)
      await addLeadersMeetings(journal, town)
      await addAppraisals(context, journal, town, casts)
    },
    { reason: '示例数据' },
  )
