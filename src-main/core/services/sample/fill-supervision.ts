// The group's own work in the sample town: its log day by day, the weekly reports issued so far, and two samples.
import { createHash } from 'node:crypto'
import type { PhaseKey } from '#shared/campaign/index.ts'
import type { WeeklySection } from '#shared/contract/supervision.ts'
import { makeWeekly, weeklyPrefix } from '#shared/documents/group-weekly.ts'
import type { Duty } from '#shared/ledgers/supervision.ts'
import { reportWeekOf } from '#shared/rules/reporting.ts'
import { addDays, formatChinese } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import { logRow, showLogDrafts, type LogEntry } from '../supervision/log.ts'
import { takeSample } from '../supervision/sample.ts'
import { countWeek, type Week } from '../supervision/weekly-numbers.ts'
import { draftTexts, weeklyPlace } from '../supervision/weekly.ts'
import type { Fill, SampleTown, SampleUnit } from './fill.ts'

const PHASES: readonly PhaseKey[] = ['study', 'review', 'rectify', 'consolidate']

interface Words {
  readonly content: string
  readonly problems?: string
  readonly suggestions?: string
  readonly feedback?: string
}

/** What the group meets with in a phase, by duty; the unit decides which. */
const WORDS: Readonly<Record<PhaseKey, Partial<Record<Duty, readonly Words[]>>>> = {
  prep: {},
  study: {
    掌握进展: [
      { content: '看学习计划和考勤，了解集中学习进度。', feedback: '按计划推进，月底前学完必学篇目。' },
      { content: '随堂听辅导课，了解到课和讨论情况。', feedback: '到课情况每次登记。' },
      { content: '翻阅学习记录和笔记，了解参学面。', feedback: '外出党员已寄送材料。' },
    ],
    总结经验: [
      { content: '党员分组包干，缺课的由组长上门补，做法简便，可以推广。' },
      { content: '把学习安排在交接班前后，不影响生产，到课齐，可以推广。' },
      { content: '用身边的事讲党员标准，讨论开得起来，可以推广。' },
    ],
    '反映情况、当好参谋': [
      {
        content: '几个企业支部反映生产旺季集中学习时间难保证。',
        suggestions: '建议允许企业支部业余、小型、分散安排，学时照算。',
      },
      {
        content: '一些支部把精力放在写材料上，谈问题的少。',
        suggestions: '建议发一个简短提示，重在联系实际。',
      },
    ],
  },
  review: {
    掌握进展: [
      { content: '了解征求意见和谈心进度，看意见是不是原话登记。', feedback: '意见正在归并。' },
      { content: '列席组织生活会前看材料审阅情况。', feedback: '没有通过的已退回修改。' },
    ],
    总结经验: [
      { content: '意见由党外群众代表一起归并，群众信得过，可以推广。' },
      { content: '书记先谈自己，谈心谈得开，可以推广。' },
    ],
    '反映情况、当好参谋': [
      { content: '有的支部评议怕得罪人，优秀比例偏高。', suggestions: '建议会前把评议标准再讲一遍。' },
      { content: '流动党员参加组织生活会有困难。', suggestions: '建议书面发言并由支部当面反馈。' },
    ],
  },
  rectify: {
    掌握进展: [
      { content: '看整改方案和台账，逐件了解进度。', feedback: '限期的都写到日。' },
      { content: '看公示栏，核整改措施有没有公布。', feedback: '已公布，意见箱同时开着。' },
    ],
    总结经验: [
      { content: '整改一件、公布一件、回访一件，群众看得见，可以推广。' },
      { content: '把整改责任写进岗位职责，可以推广。' },
    ],
    '反映情况、当好参谋': [
      { content: '涉及几个部门的问题，单个支部推不动。', suggestions: '建议由镇党委确定牵头单位。' },
      { content: '有的问题解决了又有反复。', suggestions: '建议销号一个月后抽查回访。' },
    ],
  },
  consolidate: {
    掌握进展: [{ content: '回头看：看制度有没有执行、问题有没有反弹。', feedback: '每月自查一次。' }],
    总结经验: [{ content: '把行之有效的做法写成制度，长期坚持，可以推广。' }],
    '反映情况、当好参谋': [
      { content: '群众关心的长期事项需要上级统筹。', suggestions: '建议列入下一年工作计划。' },
    ],
  },
}

const DUTIES: readonly Duty[] = ['掌握进展', '总结经验', '反映情况、当好参谋']

const endOf = (unit: SampleUnit, phase: PhaseKey, until: string): string => {
  const stage = unit.stage(phase)
  return stage?.end === null || stage === null || stage.end > until ? until : stage.end
}

const isWorkday = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The first working day from a day on, if it is not past the end. */
function workdayFrom(day: string, end: string): string | null {
  for (let on = day; on <= end; on = addDays(on, 1)) if (isWorkday(on)) return on
  return null
}

const LONGEST_PHASE = 200

/** Each supervisor writes up one unit of his a week under a duty; which unit and duty, the week decides. */
function weeklyEntries(town: SampleTown, phase: PhaseKey): LogEntry[] {
  const supervisors = [...new Set(town.units.map(({ supervisor }) => supervisor ?? ''))].filter(
    (name) => name !== '',
  )
  const begun = town.units.filter((unit) => unit.stage(phase) !== null)
  const start = begun.map((unit) => unit.stage(phase)?.start ?? '').toSorted()[0]
  if (start === undefined) return []
  return supervisors.flatMap((person, place) =>
    Array.from({ length: Math.ceil(LONGEST_PHASE / 7) }, (_, week) => week).flatMap((week): LogEntry[] => {
      const day = addDays(start, week * 7 + place + 1)
      const own = begun.filter(
        (unit) =>
          unit.supervisor === person &&
          (unit.stage(phase)?.start ?? '') <= day &&
          endOf(unit, phase, town.until) >= day,
      )
      if (own.length === 0) return []
      const unit = town.pick(own, 'log', phase, person, week)
      const on = workdayFrom(day, endOf(unit, phase, town.until))
      const duty = DUTIES[(week + place) % DUTIES.length] ?? '掌握进展'
      const words = WORDS[phase][duty]
      if (on === null || words === undefined) return []
      return [entryOf(town.pick(words, 'log-words', phase, person, week), { on, unit, person, duty })]
    }),
  )
}

const METHODS: Readonly<Record<Duty, readonly string[]>> = {
  掌握进展: ['听', '查'],
  总结经验: ['看', '问'],
  '发现问题、督促解决': ['查', '看'],
  '反映情况、当好参谋': ['座谈'],
}

const entryOf = (
  words: Words,
  at: { on: string; unit: SampleUnit; person: string; duty: Duty },
): LogEntry => ({
  on_day: at.on,
  org_id: at.unit.id,
  people: at.person,
  methods: JSON.stringify(METHODS[at.duty]),
  content: words.content,
  problems: words.problems ?? null,
  suggestions: words.suggestions ?? null,
  feedback: words.feedback ?? null,
  duty: at.duty,
  source: null,
  source_id: null,
})

/** The last days are left as drafts, so that there is something to write up. */
const LEFT_AS_DRAFTS = 3

async function fillLog(context: Context, town: SampleTown): Promise<void> {
  const last = addDays(town.until, -LEFT_AS_DRAFTS)
  const drafts = await showLogDrafts(context, Infinity)
  const fromRecords = drafts
    .filter(({ on, people }) => on <= last && people !== '')
    .map((draft): LogEntry => ({
      on_day: draft.on,
      org_id: draft.orgId,
      people: draft.people,
      methods: JSON.stringify(draft.methods),
      content: draft.content,
      problems: draft.problems === '' ? null : draft.problems,
      suggestions: draft.suggestions === '' ? null : draft.suggestions,
      feedback: draft.problems === '' ? null : '认可所提问题，按时限整改。',
      duty: draft.duty,
      source: draft.source,
      source_id: draft.key.slice(draft.source.length + 1),
    }))
  const entries = [...fromRecords, ...PHASES.flatMap((phase) => weeklyEntries(town, phase))]
  const inOrder = entries.toSorted((a, b) => (a.on_day < b.on_day ? -1 : a.on_day > b.on_day ? 1 : 0))
  await write(context, (journal) => journal.addMany('supervision_log', inOrder.map(logRow)), {
    reason: '示例数据',
  })
}

/** Weeks that are over, from the first whole one after the mobilisation. */
function weeksOver(began: string, until: string): Week[] {
  const first = reportWeekOf(began).start
  const weeks: Week[] = []
  for (
    let from = first === began ? first : addDays(first, 7);
    addDays(from, 6) < until;
    from = addDays(from, 7)
  )
    weeks.push({ from, to: addDays(from, 6) })
  return weeks
}

const ISSUE_DIGITS = 2
const LEADER = '田克勤'
const NEXT = '按分工到所联系支部督导，逐件复查到期问题。'

async function issuedReport(context: Context, week: Week, issue: number) {
  const on = addDays(week.to, 1)
  const place = weeklyPlace(context)
  const [numbers, texts] = await Promise.all([
    countWeek(context, week),
    draftTexts(context, context.db.read, week.from, week.to),
  ])
  const sections: Partial<Record<WeeklySection, string>> = { ...texts, next: NEXT }
  const no = `${weeklyPrefix(place.code, on.slice(0, 4))}${String(issue).padStart(ISSUE_DIGITS, '0')}期`
  const cutoff = `${formatChinese(week.to)}24时`
  const body = JSON.stringify(
    makeWeekly({ place, number: no, from: week.from, to: week.to, on, cutoff, numbers, sections }),
  )
  return {
    no,
    from_on: week.from,
    to_on: week.to,
    state: '已印发' as const,
    sections: JSON.stringify(sections),
    numbers: JSON.stringify(numbers),
    cutoff,
    issued_on: on,
    issued_by: LEADER,
    body,
    body_sha256: createHash('sha256').update(body).digest('hex'),
  }
}

/** Those of the weeks that are over are out, this week's is a draft (content 8.12: the sixth). */
async function fillWeeks(context: Context, town: SampleTown): Promise<void> {
  const over = weeksOver(context.campaign.facts.townMobilisation ?? town.until, town.until)
  const issued: Awaited<ReturnType<typeof issuedReport>>[] = []
  for (const [i, week] of over.entries()) issued.push(await issuedReport(context, week, i + 1))
  const { start: from, end: to } = reportWeekOf(town.until)
  const draft = {
    no: null,
    from_on: from,
    to_on: to,
    state: '草稿' as const,
    sections: JSON.stringify(await draftTexts(context, context.db.read, from, to)),
    numbers: null,
    cutoff: null,
    issued_on: null,
    issued_by: null,
    body: null,
    body_sha256: null,
  }
  await write(context, (journal) => journal.addMany('group_weekly', [...issued, draft]), {
    reason: '示例数据',
  })
}

/** Notes in the model unit by category, and householders of a community by number. */
async function fillSamples(context: Context, town: SampleTown): Promise<void> {
  const school = town.units.find(({ name }) => name === '清溪中学支部')
  const community = town.units.find(({ name }) => name === '城东社区支部')
  const common = { category: '', names: '' }
  if (school !== undefined)
    await takeSample(context, {
      purpose: '笔记',
      scope: { ...common, kind: '党员', orgIds: [school.id], strata: '类别', count: 0, says: '' },
      wanted: Math.min(8, school.members.length),
      seed: '20050817',
      person: LEADER,
      witness: school.secretary ?? '',
    })
  if (community !== undefined)
    await takeSample(context, {
      purpose: '访谈群众',
      scope: {
        ...common,
        kind: '编号',
        orgIds: [community.id],
        strata: '',
        count: 120,
        says: '城东社区居民户（按门牌编号）',
      },
      wanted: 6,
      seed: '3186',
      person: community.supervisor ?? LEADER,
      witness: community.secretary ?? '',
    })
}

/** Log first: the reports are counted from it. */
export const fillSupervision: Fill = async (context, town) => {
  await fillLog(context, town)
  await fillWeeks(context, town)
  await fillSamples(context, town)
}
