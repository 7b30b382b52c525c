// 档案目录: every paper the records know of, by phase and category, as they are filed at the end (卷内目录).
import type { BookSpec } from '#shared/documents/book.ts'
import { archiveBook, type ArchivePaper } from '#shared/documents/archive-list.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { readUnits } from '../plans/units.ts'
import { phaseOfDay, begunPhases } from './units.ts'
import { readDates } from '../schedule/dates.ts'

/** In the order they are filed in. */
const CATEGORIES = [
  '筹备工作',
  '组织机构',
  '活动方案',
  '会议记录',
  '学习记录',
  '规定动作材料',
  '活动和宣传',
  '测评转段',
  '整改和制度',
  '督导检查',
  '督导文书',
  '上报材料',
  '附件',
] as const
type Category = (typeof CATEGORIES)[number]

/** A paper as a table knows it: its phase by name, by key, or by its day. */
interface Found {
  readonly category: Category
  readonly orgId: string | null
  readonly title: string
  readonly no?: string | null
  readonly author?: string | null
  readonly on: string | null
  readonly pages?: number | null
  readonly phase?: string
}

type Db = Context['db']['read']
type Finder = (db: Db, context: Context) => Promise<readonly Found[]>

const live = 'deleted_at' as const

const preparations: Finder = async (db) => {
  const rows = await db.selectFrom('preparation').selectAll().where(live, 'is', null).orderBy('id').execute()
  return rows
    .filter(({ done_on }) => done_on !== null)
    .map((row) => ({
      category: '筹备工作',
      orgId: null,
      title: row.evidence ?? row.item,
      author: row.unit ?? row.responsible,
      on: row.done_on,
      phase: 'prep',
    }))
}

const groups: Finder = async (db) => {
  const rows = await db.selectFrom('leading_group').selectAll().where(live, 'is', null).execute()
  return rows.map((row) => ({
    category: '组织机构',
    orgId: row.org_id,
    title: `关于成立${row.name ?? '先进性教育活动领导小组'}的通知`,
    no: row.doc_no,
    on: row.formed_on,
    phase: 'study',
  }))
}

const plans: Finder = async (db) => {
  const rows = await db.selectFrom('plan').selectAll().where(live, 'is', null).orderBy('version').execute()
  return rows.map((row) => ({
    category: '活动方案',
    orgId: row.org_id,
    title: `先进性教育活动实施方案（第${row.version}版）`,
    author: row.submitted_by,
    on: row.submitted_on,
    phase: 'study',
  }))
}

const mobilisations: Finder = async (db) => {
  const rows = await db.selectFrom('mobilisation').selectAll().where(live, 'is', null).execute()
  return rows.map((row) => ({
    category: '会议记录',
    orgId: row.org_id,
    title: '动员大会记录',
    author: row.speaker,
    on: row.on_day,
    phase: 'study',
  }))
}

const meetings: Finder = async (db) => {
  const rows = await db.selectFrom('org_meeting').selectAll().where(live, 'is', null).execute()
  return rows.map((row) => ({
    category: '会议记录',
    orgId: row.org_id,
    title: `${row.kind}记录`,
    author: row.recorder ?? row.host,
    on: row.date,
    phase: 'review',
  }))
}

const sessions: Finder = async (db) => {
  const rows = await db
    .selectFrom('study_session')
    .selectAll()
    .where(live, 'is', null)
    .orderBy('date')
    .execute()
  return rows.map((row) => ({
    category: '学习记录',
    orgId: row.org_id,
    title: `学习活动记录：${row.theme ?? row.form ?? '集中学习'}`,
    author: row.recorder,
    on: row.date,
  }))
}

const actions: Finder = async (db) => {
  const rows = await db
    .selectFrom('unit_action')
    .selectAll()
    .where(live, 'is', null)
    .where('state', '=', '完成')
    .orderBy('step_code')
    .execute()
  return rows
    .filter(({ evidence }) => evidence.trim() !== '')
    .map((row) => ({
      category: '规定动作材料',
      orgId: row.org_id,
      title: `${row.name}：${row.evidence}`,
      author: row.recorder,
      on: row.done_on,
      phase: row.phase,
    }))
}

const activities: Finder = async (db) => {
  const rows = await db
    .selectFrom('theme_activity')
    .selectAll()
    .where(live, 'is', null)
    .orderBy('on_day')
    .execute()
  return rows.map((row) => ({
    category: '活动和宣传',
    orgId: row.org_id,
    title: `主题实践活动“${row.theme}”：${row.activity}`,
    author: row.organiser,
    on: row.on_day,
  }))
}

const publicity: Finder = async (db) => {
  const rows = await db
    .selectFrom('publicity')
    .selectAll()
    .where(live, 'is', null)
    .orderBy('on_day')
    .execute()
  return rows
    .filter(({ evidence }) => evidence !== null)
    .map((row) => ({
      category: '活动和宣传',
      orgId: row.org_id,
      title: `${row.kind}${row.content === null ? '' : `：${row.content}`}`,
      author: row.maker,
      on: row.on_day,
    }))
}

const polls: Finder = async (db, { campaign }) => {
  const keyOf = new Map(campaign.template.phases.map(({ key, name }) => [name, key]))
  const rows = await db
    .selectFrom('poll')
    .selectAll()
    .where(live, 'is', null)
    .where('state', '=', '已确认')
    .where('kind', '<>', '党性分析材料')
    .execute()
  return rows.map((row) => ({
    category: '测评转段',
    orgId: row.org_id,
    title: `${row.kind}测评统计表（第${row.round}轮）`,
    author: row.held_by,
    on: row.date,
    phase: keyOf.get(row.phase) ?? row.phase,
  }))
}

const transitions: Finder = async (db) => {
  const rows = await db
    .selectFrom('transition_request')
    .selectAll()
    .where(live, 'is', null)
    .where('moved_on', 'is not', null)
    .execute()
  return rows.map((row) => ({
    category: '测评转段',
    orgId: row.org_id,
    title: '转段审批表',
    no: row.office_doc_no,
    author: row.decided_by,
    on: row.moved_on,
    phase: row.from_phase,
  }))
}

const rectification: Finder = async (db) => {
  const [own, publications] = await Promise.all([
    db.selectFrom('rectification_plan').selectAll().where(live, 'is', null).execute(),
    db.selectFrom('publication').selectAll().where(live, 'is', null).execute(),
  ])
  return [
    ...own.map((row) => ({
      category: '整改和制度' as const,
      orgId: row.org_id,
      title: '整改方案',
      author: row.head_by,
      on: row.made_on,
    })),
    ...publications.map((row) => ({
      category: '整改和制度' as const,
      orgId: row.org_id,
      title: `${row.what}公布材料（${row.form}）`,
      on: row.from_on,
    })),
  ]
}

const mechanisms: Finder = async (db) => {
  const rows = await db.selectFrom('mechanism').selectAll().where(live, 'is', null).execute()
  return rows.map((row) => ({
    category: '整改和制度',
    orgId: row.org_id,
    title: `${row.name}（${row.action}）`,
    no: row.doc_no,
    on: row.passed_on ?? row.in_force_on,
    phase: 'rectify',
  }))
}

const inspections: Finder = async (db, { campaign }) => {
  const rows = await db
    .selectFrom('inspection')
    .selectAll()
    .where(live, 'is', null)
    .where('state', '=', '已完成')
    .orderBy('date')
    .execute()
  return rows.map((row) => ({
    category: '督导检查',
    orgId: row.org_id,
    title: '督导检查记录',
    author: campaign.town.groupName,
    on: row.date,
    phase: row.phase,
  }))
}

const notices: Finder = async (db, { campaign }) => {
  const rows = await db
    .selectFrom('notice')
    .selectAll()
    .where(live, 'is', null)
    .where('no', 'is not', null)
    .orderBy('no')
    .execute()
  return rows.map((row) => ({
    category: '督导文书',
    orgId: row.org_id,
    title: row.title,
    no: row.no,
    author: campaign.town.groupName,
    on: row.issued_on,
    phase: row.phase,
  }))
}

const batchReports: Finder = async (db) => {
  const rows = await db.selectFrom('batch_report').selectAll().where(live, 'is', null).execute()
  return rows.map((row) => ({
    category: '上报材料',
    orgId: null,
    title: row.title,
    no: row.doc_no,
    author: row.author,
    on: row.reported_on,
    pages: row.pages,
    phase: 'consolidate',
  }))
}

const attachments: Finder = async (db) => {
  const rows = await db
    .selectFrom('attachment')
    .selectAll()
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    category: '附件',
    orgId: null,
    title: row.name,
    author: row.added_by,
    on: row.added_at.slice(0, 10),
  }))
}

const finders: readonly Finder[] = [
  preparations,
  groups,
  plans,
  mobilisations,
  meetings,
  sessions,
  actions,
  activities,
  publicity,
  polls,
  transitions,
  rectification,
  mechanisms,
  inspections,
  notices,
  batchReports,
  attachments,
]

/** The phase a paper without one belongs to: by its day in its unit, else by the days of the campaign. */
async function phaseFinder(context: Context): Promise<(found: Found) => string> {
  const begun = new Map(
    (await readDates(context, context.db.read)).map((dates) => [
      dates.unit.id,
      begunPhases(dates, context.today),
    ]),
  )
  const { phases } = context.campaign.template
  const ofCampaign = (day: string): string =>
    phases.findLast(({ defaultStart }) => defaultStart <= day)?.key ?? phases[0]?.key ?? ''
  return ({ phase, orgId, on }) => {
    if (phase !== undefined) return phase
    const day = on ?? context.today
    const own = orgId === null ? undefined : phaseOfDay(day, begun.get(orgId) ?? [])
    return own?.key ?? ofCampaign(day)
  }
}

const byUnitAndDay =
  (order: ReadonlyMap<string, number>) =>
  (a: Found, b: Found): number =>
    (order.get(a.orgId ?? '') ?? -1) - (order.get(b.orgId ?? '') ?? -1) ||
    (a.on ?? '').localeCompare(b.on ?? '')

/** 档案目录 of everything on record. */
export async function archiveBookNow(context: Context): Promise<BookSpec> {
  const { read } = context.db
  const { template, town } = context.campaign
  const units = await readUnits(context, read)
  const unitOf = new Map(units.map((unit) => [unit.id, unit]))
  const order = new Map(units.map(({ id }, i) => [id, i]))
  const phaseKeyOf = await phaseFinder(context)
  const nameOf = new Map<string, string>(template.phases.map(({ key, name }) => [key, name]))
  const found = (await Promise.all(finders.map((find) => find(read, context)))).flat()
  const papers = found.toSorted(byUnitAndDay(order)).map((each): ArchivePaper => {
    const unit = unitOf.get(each.orgId ?? '')
    const key = phaseKeyOf(each)
    const author = each.author ?? ''
    return {
      phase: nameOf.get(key) ?? key,
      category: each.category,
      no: each.no ?? '',
      title: unit === undefined ? each.title : `${unit.shortName}${each.title}`,
      author: author === '' ? (unit?.fullName ?? town.officeName) : author,
      on: each.on,
      pages: each.pages ?? null,
      unit: unit?.shortName ?? '',
    }
  })
  const place = { town: town.town, unit: town.officeName, date: formatChinese(context.today) }
  return archiveBook(
    papers,
    template.phases.map(({ name }) => name),
    CATEGORIES,
    place,
  )
}

/** Asks where to; null when the user gave up. */
export const exportArchive = (context: Context): Promise<Saved | null> =>
  saveBook(context, '档案目录', () => archiveBookNow(context), { kind: 'archive', params: {} })
