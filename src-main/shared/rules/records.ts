// Records of what was done: complete ones, theme activities, publicity, mending on the way, the public's part.
import { judgeAll, type Condition } from './conditions.ts'
import { choice, count, date, flag, list, optional, rows, text, type Values } from './fields.ts'
import { limit, numberOf, reaches, said } from './limits.ts'
import { defineRule } from './rule.ts'
import { kindsShort, tally } from './tally.ts'
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

const record = {
  action: text('规定动作'),
  on: optional(text('时间')),
  place: optional(text('地点')),
  host: optional(text('主持')),
  present: optional(text('参加人')),
  content: optional(text('内容')),
  recorder: optional(text('记录人')),
}
type ActivityRecord = Values<typeof record>

const elements = {
  on: '时间',
  place: '地点',
  host: '主持',
  present: '参加人',
  content: '内容',
  recorder: '记录人',
} as const
const elementNames = ['on', 'place', 'host', 'present', 'content', 'recorder'] as const

const kept = { done: list('标为完成的规定动作', text('规定动作')), records: rows('活动记录', record) }

export const recordLimits = {
  elements: limit({
    name: '活动记录要素',
    value: elementNames.length,
    unit: '项',
    comparator: '=',
    source: said('S4', '该记录的不记录，该规范的不规范'),
    note: '六项要素为本产品默认',
  }),
}

const elementCondition = (each: ActivityRecord): Condition => {
  const blank = elementNames.filter((name) => (each[name] ?? '') === '').map((name) => elements[name])
  return { met: blank.length === 0, otherwise: `“${each.action}”记录要素不全，缺${blank.join('、')}` }
}

/** an action marked done has a record, and every record says when, where, who led, who came, what, who wrote it down. */
export function judgeRecords({ done, records }: Values<typeof kept>): Verdict {
  const facts = { done: done.length, records: records.length }
  if (done.length === 0) return notAssessed('R-22', '还没有标为完成的规定动作。', facts)
  const recorded = new Set(records.map((each) => each.action))
  const conditions = [
    ...done.map((action) => ({
      met: recorded.has(action),
      otherwise: `规定动作“${action}”标为完成，没有材料`,
    })),
    ...records.map(elementCondition),
  ]
  return judgeAll('R-22', conditions, `规定动作${done.length}项都有记录，要素齐全。`, facts)
}

export const themeLimits = {
  activities: limit({
    name: '方案批准后的主题实践活动',
    value: 1,
    unit: '次',
    comparator: '≥',
    source: said('S1', '精心设计并组织开展各具特色的主题实践活动'),
    note: '原文无次数，本产品默认1次',
  }),
  ledgers: limit({
    name: '主题实践活动台账',
    value: 1,
    unit: '本',
    comparator: '≥',
    source: said('S4', '积极实施，并各自建立台帐'),
  }),
}

const theme = {
  theme: optional(text('主题名称')),
  approvedOn: optional(date('方案批准日期')),
  activities: list('活动日期', date('日期')),
  hasLedger: flag('有台账'),
}

/** a named theme, an activity on or after the day the plan was approved, and a ledger of it. */
export function judgeTheme(input: Values<typeof theme>, limits = themeLimits): Verdict {
  const { approvedOn } = input
  const held = input.activities.filter((day) => approvedOn !== undefined && day >= approvedOn).length
  const conditions: Condition[] = [
    { met: (input.theme ?? '') !== '', otherwise: '没有主题名称' },
    { met: approvedOn !== undefined, otherwise: '方案尚未批准' },
    {
      met: approvedOn === undefined || reaches(held, limits.activities),
      otherwise: `方案批准后开展活动${held}次，应不少于${numberOf(limits.activities) ?? 0}次`,
    },
    { met: input.hasLedger, otherwise: '没有建立台账' },
  ]
  return judgeAll('R-25', conditions, `主题实践活动${held}次，有台账。`, { held })
}

export const publicityLimits = {
  perPhase: limit({
    name: '每阶段宣传',
    key: 'publicity.per_phase',
    value: 1,
    unit: '次',
    comparator: '≥',
    source: said('S0', '利用广播、宣传窗、黑板报等途径'),
    note: '原文无次数，本产品默认1次',
  }),
}

const publicity = { items: count('本阶段宣传', '次') }

/** something is put before the public in every stage. */
export function judgePublicity({ items }: Values<typeof publicity>, limits = publicityLimits): Verdict {
  const needed = numberOf(limits.perPhase)
  if (needed === null) return notAssessed('R-27', '未设宣传次数标准。', { items })
  if (items >= needed) return pass('R-27', `本阶段宣传${items}次。`, { items })
  return fail('R-27', `本阶段宣传${items}次，应不少于${needed}次。`, { items }, { level: '提示' })
}

export const mendingPhases = ['学习动员', '分析评议', '整改提高', '巩固和扩大整改成果'] as const

const mended = {
  matter: text('问题'),
  openedIn: choice('提出的阶段', mendingPhases),
  closedIn: optional(choice('解决的阶段', mendingPhases)),
  atOnce: flag('能马上解决'),
}
type Mended = Values<typeof mended>

const mending = {
  reached: list('已经开展的阶段', choice('阶段', mendingPhases)),
  issues: rows('边学边改台账', mended),
}

export const mendingLimits = {
  perPhase: limit({
    name: '每阶段边学边改记录',
    value: 1,
    unit: '条',
    comparator: '≥',
    source: said('S0', '坚持边学边改、边议边改、边整边改'),
    note: '原文无条数，本产品默认1条',
  }),
}

/** Mended in the stage it came up in: 即知即改. */
const isMendedAtOnce = ({ openedIn, closedIn }: Mended): boolean => openedIn === closedIn

const mendingFacts = (issues: readonly Mended[]): Record<string, number> => {
  const [opened, mendedAtOnce] = [issues, issues.filter(isMendedAtOnce)].map((some) =>
    tally(
      mendingPhases,
      some.map((issue) => issue.openedIn),
    ),
  )
  return Object.fromEntries(
    mendingPhases.flatMap((phase) => [
      [`提出.${phase}`, opened?.get(phase) ?? 0],
      [`即知即改.${phase}`, mendedAtOnce?.get(phase) ?? 0],
    ]),
  )
}

const mendedCondition = ({ matter, atOnce, closedIn }: Mended): Condition => ({
  met: !atOnce || closedIn !== undefined,
  otherwise: `“${matter}”能马上解决，至今未改`,
  level: '警告',
})

/** problems are taken up and mended in every stage; what can be mended at once is not left open. */
export function judgeMending({ reached, issues }: Values<typeof mending>, limits = mendingLimits): Verdict {
  const facts = mendingFacts(issues)
  if (reached.length === 0) return notAssessed('R-55', '活动还没有开始。', facts)
  const openedIn = issues.map((issue) => issue.openedIn)
  const bare = kindsShort([...new Set(reached)], openedIn, limits.perPhase)
  const conditions = [
    ...bare.map((phase): Condition => ({
      met: false,
      otherwise: `${phase}阶段没有边学边改记录`,
      level: '警告',
    })),
    ...issues.map(mendedCondition),
  ]
  return judgeAll('R-55', conditions, '各阶段都有边学边改记录，能马上解决的都已解决。', facts)
}

const closedTooEarly = (issues: readonly Mended[]): string[] =>
  issues
    .filter(
      ({ openedIn, closedIn }) =>
        closedIn !== undefined && mendingPhases.indexOf(closedIn) < mendingPhases.indexOf(openedIn),
    )
    .map(({ matter }) => `“${matter}”解决的阶段早于提出的阶段，请核对。`)

export const publicParts = ['群众知情', '征求群众意见', '接受群众监督', '接受群众评价'] as const

export const publicPartLimits = {
  perPart: limit({
    name: '四个“全程”每阶段记录',
    key: 'public.four_full',
    value: 1,
    unit: '条',
    comparator: '≥',
    source: said('S1', '全程让群众知情，全程征求群众意见'),
    note: '原文无条数，本产品默认每项1条',
  }),
}

const publicPart = { records: list('本阶段群众参与记录', choice('四个“全程”', publicParts)) }

/** in every stage the public is told, is asked, supervises and judges. */
export function judgePublicPart({ records }: Values<typeof publicPart>, limits = publicPartLimits): Verdict {
  const facts = Object.fromEntries(tally(publicParts, records))
  if (numberOf(limits.perPart) === null) return notAssessed('R-56', '未设群众参与记录标准。', facts)
  const conditions = kindsShort(publicParts, records, limits.perPart).map((part): Condition => ({
    met: false,
    otherwise: `本阶段没有“全程${part}”的记录`,
    level: '提示',
  }))
  return judgeAll('R-56', conditions, '四个“全程”都有记录。', facts)
}

export const recordRules = [
  defineRule({
    id: 'R-22',
    title: '活动记录要素齐全',
    fields: kept,
    limits: recordLimits,
    judge: (input) => judgeRecords(input),
  }),
  defineRule({ id: 'R-25', title: '主题实践活动', fields: theme, limits: themeLimits, judge: judgeTheme }),
  defineRule({
    id: 'R-27',
    title: '每阶段宣传',
    fields: publicity,
    limits: publicityLimits,
    judge: judgePublicity,
  }),
  defineRule({
    id: 'R-55',
    title: '边学边改、边议边改、边整边改',
    fields: mending,
    limits: mendingLimits,
    check: ({ issues }) => closedTooEarly(issues),
    judge: judgeMending,
  }),
  defineRule({
    id: 'R-56',
    title: '四个“全程”',
    fields: publicPart,
    limits: publicPartLimits,
    judge: judgePublicPart,
  }),
]
