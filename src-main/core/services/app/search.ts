// Search over everything by name, initials or number: units, people, pages and rules; other pages add their own finders.
import { sql } from 'kysely'
import type { SearchHit } from '#shared/contract/app.ts'
import { shortNumber } from '#shared/rules/finding-draft.ts'
import { rules } from '#shared/rules/registry.ts'
import { allLedgers } from '#shared/ledgers/index.ts'
import { members } from '#shared/ledgers/members.ts'
import { organisations } from '#shared/ledgers/organisations.ts'
import { shortenOrgName } from '#shared/text/org-name.ts'
import type { Context } from '../../context.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { namesOf, queryRecords } from '../../ledger/store.ts'
import { placeOf } from '../ledgers/directories.ts'

type Finder = (context: Context, text: string, limit: number) => Promise<SearchHit[]>

const PAGES: readonly (readonly [title: string, to: string])[] = [
  ['工作台', '/'],
  ['单位', '/units'],
  ['方案审批', '/plans'],
  ['督导检查', '/inspections'],
  ['问题整改', '/findings'],
  ['测评转段', '/gates'],
  ...allLedgers.map(({ key, title }) => [`${title}台账`, `/ledgers/${key}`] as const),
  ['学习情况', '/study'],
  ['考勤补课', '/attendance'],
  ['征求意见和谈心', '/opinions'],
  ['组织生活和民主评议', '/appraisal'],
  ['领导带头', '/leaders'],
  ['日程安排', '/schedule'],
  ['党性分析材料', '/analyses'],
  ['督导周报', '/group-weekly'],
  ['阶段小结', '/summary'],
  ['各单位对照', '/coverage'],
  ['随机抽样', '/sampling'],
  ['台账', '/ledgers'],
  ['导入党组织名册', '/import/organisations'],
  ['导入党员花名册', '/import/members'],
  ['信息报送', '/reports-up'],
  ['报表文书', '/documents'],
  ['数据交换', '/exchange'],
  ['设置', '/settings'],
  ['帮助', '/help'],
]

const findUnits: Finder = async (context, search, limit) => {
  const found = await queryRecords(context.db.read, organisations, { search, offset: 0, limit })
  const place = placeOf(context.campaign)
  return found.map((r) => ({
    kind: '单位',
    title: shortenOrgName(String(r.values['full_name']), 'grid', place),
    detail: [r.values['unit_type'], r.values['secretary_name']]
      .filter((v) => typeof v === 'string')
      .join('　'),
    to: `/units/${r.id}`,
  }))
}

const findPeople: Finder = async (context, search, limit) => {
  const [found, names] = await Promise.all([
    queryRecords(context.db.read, members, { search, offset: 0, limit }),
    namesOf(context.db.read, organisations),
  ])
  const place = placeOf(context.campaign)
  return found.map((r) => ({
    kind: '党员',
    title: String(r.values['name']),
    detail: shortenOrgName(names.get(String(r.values['org_id'])) ?? '', 'narrow', place),
    to: `/ledgers/members?open=${r.id}`,
  }))
}

const findPages: Finder = (_context, search) => {
  const wanted = search.toLowerCase()
  const hits = PAGES.filter(([title]) => title.includes(search) || initialsOf(title).startsWith(wanted))
  return Promise.resolve(hits.map(([title, to]) => ({ kind: '页面', title, detail: '', to })))
}

const findRules: Finder = (_context, search) => {
  const wanted = search.toUpperCase()
  const hits = rules.filter((r) => r.id.toUpperCase().startsWith(wanted) || r.title.includes(search))
  return Promise.resolve(
    hits.map((r) => ({ kind: '规则', title: `${r.id} ${r.title}`, detail: '', to: `/help?rule=${r.id}` })),
  )
}

/** By number (3-012 will do) or by words of the description; open ones first. */
const findFindings: Finder = async (context, search, limit) => {
  const like = `%${search.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const found = await context.db.read
    .selectFrom('finding')
    .innerJoin('organisation', 'organisation.id', 'finding.org_id')
    .select(['finding.id', 'finding.no', 'finding.description', 'finding.state', 'organisation.full_name'])
    .where('finding.deleted_at', 'is', null)
    .where(
      sql<boolean>`(finding.no like ${like} escape '\\' or finding.description like ${like} escape '\\')`,
    )
    .orderBy(sql`finding.state in ('已销号', '撤销')`)
    .orderBy('finding.no', 'desc')
    .limit(limit)
    .execute()
  const place = placeOf(context.campaign)
  return found.map((r) => ({
    kind: '问题',
    title: `${shortNumber(r.no)} ${r.description}`,
    detail: `${shortenOrgName(r.full_name, 'narrow', place)}　${r.state}`,
    to: `/findings/${r.id}`,
  }))
}

const FINDERS: readonly Finder[] = [findUnits, findPeople, findFindings, findPages, findRules]

/** At most `limit` hits in all, a fair share of each kind. */
export async function searchAll(context: Context, text: string, limit: number): Promise<SearchHit[]> {
  const search = text.trim()
  if (search === '') return []
  const found = await Promise.all(FINDERS.map((find) => find(context, search, limit)))
  const share = Math.max(3, Math.floor(limit / FINDERS.length))
  return found.flatMap((hits) => hits.slice(0, share)).slice(0, limit)
}
