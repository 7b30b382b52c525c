// The leaders as the page, the workbook and the paper show them.
import type { Leader, LeaderVerdict } from '#shared/contract/people.ts'
import type { BookSpec } from '#shared/documents/book.ts'
import { leaderBook, leaderPaper, type LeaderTablePlace } from '#shared/documents/leader-table.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import { leaderDuties } from '#shared/rules/leaders.ts'
import { shareText } from '#shared/rules/share.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import { exportName, saveBook, type Saved } from '../exports/save-book.ts'
import { markOf } from '../reviews/show.ts'
import { readLeaders, type Evidence, type LeaderFacts } from './leaders.ts'
import { listOf, rosterOf, type Roster } from './roster.ts'

const TABLE = '领导干部参加活动情况表'
const EXTRA = '带头撰写体会文章'

const toVerdict = (verdict: Verdict | null): LeaderVerdict | null =>
  verdict === null
    ? null
    : { mark: markOf(verdict), reason: verdict.reason, details: [...(verdict.details ?? [])] }

const LEDGERS = {
  带头登记: 'leader_duties',
  联系点活动: 'contact_visits',
  困难事项: 'difficulties',
} as const satisfies Record<Evidence['from'], string>

const toEvidence = ({ on, text, from, id }: Evidence): Leader['items'][number][number] => ({
  on,
  text,
  from,
  to: `/ledgers/${LEDGERS[from]}?open=${id}`,
})

const unitName = (roster: Roster, id: string): string => roster.unitOf.get(id)?.name ?? ''

const toPoints = ({ points, visits }: LeaderFacts, roster: Roster): Leader['points'] =>
  points.map((point) => {
    const own = visits.filter(({ org_id }) => org_id === point.org_id)
    return {
      id: point.id,
      unit: unitName(roster, point.org_id),
      isDemo: point.is_demo === '是',
      visits: own.length,
      lastOn: own.at(-1)?.visited_on ?? '',
    }
  })

const toVisits = ({ points, visits }: LeaderFacts, roster: Roster): Leader['visits'] =>
  visits.map((visit) => ({
    id: visit.id,
    on: visit.visited_on,
    unit: unitName(roster, visit.org_id),
    isPoint: points.some(({ org_id }) => org_id === visit.org_id),
    matters: [...listOf(visit.matters)],
    content: visit.content ?? '',
    problems: visit.problems ?? '',
    solved: visit.solved ?? '',
  }))

function toLeader(facts: LeaderFacts, roster: Roster, items: readonly string[]): Leader {
  const { member, attendance } = facts
  const lectures = facts.evidence.filter(({ item }) => item === '带头讲党课或作专题报告')
  return {
    name: facts.name,
    post: facts.post,
    branch: member === null ? null : { id: member.orgId, name: unitName(roster, member.orgId) },
    points: toPoints(facts, roster),
    visits: toVisits(facts, roster),
    lectures: lectures.length,
    items: items.map((item) => facts.evidence.filter((each) => each.item === item).map(toEvidence)),
    attendance: {
      sessions: attendance.sessions,
      attended: attendance.attended,
      share: shareText(attendance.attended, attendance.sessions),
      branchShare: shareText(attendance.branchAttended, attendance.branchExpected),
    },
    contact: toVerdict(facts.contact),
    example: toVerdict(facts.example),
  }
}

/** The six items; the seventh only where somebody has written one. */
export async function showLeaders(context: Context): Promise<{ items: string[]; leaders: Leader[] }> {
  const [roster, all] = await Promise.all([rosterOf(context), readLeaders(context)])
  const isExtra = all.some(({ evidence }) => evidence.some(({ item }) => item === EXTRA))
  const items = [...leaderDuties, ...(isExtra ? [EXTRA] : [])]
  return { items, leaders: all.map((facts) => toLeader(facts, roster, items)) }
}

const placeOf = ({ campaign, today }: Context): LeaderTablePlace => ({
  town: campaign.town.town,
  unit: campaign.town.groupName,
  on: today,
})

export async function leaderTable(context: Context): Promise<BookSpec> {
  const { items, leaders } = await showLeaders(context)
  return leaderBook(items, leaders, placeOf(context))
}

export const exportLeaders = (context: Context): Promise<Saved | null> =>
  saveBook(context, TABLE, () => leaderTable(context), { kind: 'leaders', params: {} })

async function paperOf(context: Context): Promise<Paper> {
  const { items, leaders } = await showLeaders(context)
  return leaderPaper(items, leaders, placeOf(context))
}

/** Where the page can show it. */
export async function previewLeaders(context: Context): Promise<{ title: string; address: string }> {
  const paper = await paperOf(context)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printLeaders(context: Context): Promise<void> {
  await context.host.print(wholePage(await paperOf(context)))
}

/** Asks where to; null when the user gave up. */
export async function saveLeaders(context: Context): Promise<{ file: string } | null> {
  const defaultName = exportName(context, TABLE).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${TABLE}`, defaultName })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(await paperOf(context)), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
