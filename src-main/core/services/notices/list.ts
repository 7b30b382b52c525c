// The list of notices, what is still owed on them, and what a new one can rest on.
import type { NoticeChoices, NoticeLine, NoticeList, NoticeUnit } from '#shared/contract/notices.ts'
import type { Context } from '../../context.ts'
import { phaseName } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'
import { dueLight } from './due.ts'
import { listedStates } from './draft.ts'
import { movesOf } from './no-transition.ts'
import { rewritesOf } from './rewrite.ts'
import { allNotices, noticesOn } from './store.ts'

/** Drafts first, then the newest number. */
const byAge = (a: NoticeLine, b: NoticeLine): number => {
  const [left, right] = [a.issuedOn ?? '9999-12-31', b.issuedOn ?? '9999-12-31']
  return left === right ? 0 : left < right ? 1 : -1
}

const isUnsigned = ({ state }: NoticeLine): boolean => state === '已签发' || state === '已送达'

const countsOf = (rows: readonly NoticeLine[]): NoticeList['counts'] => ({
  all: rows.length,
  drafts: rows.filter(({ state }) => state === '草稿').length,
  unsigned: rows.filter(isUnsigned).length,
  unanswered: rows.filter(({ daysLeft }) => daysLeft !== null).length,
  overdue: rows.filter(({ light }) => light === '红').length,
})

export async function listNotices(
  context: Context,
  query: { readonly orgId: string | null },
): Promise<NoticeList> {
  const db = context.db.read
  const units = new Map((await readUnits(context, db)).map((unit) => [unit.id, unit.shortName]))
  const notices = await allNotices(db)
  const rows = notices
    .filter(({ org_id }) => query.orgId === null || org_id === query.orgId)
    .map((row): NoticeLine => ({
      id: row.id,
      no: row.no,
      kind: row.kind,
      orgId: row.org_id,
      unit: units.get(row.org_id) ?? '',
      phaseName: phaseName(context.campaign.template, row.phase),
      issuedOn: row.issued_on,
      receivedOn: row.signed_receipt_on,
      signedBy: row.signed_by,
      dueOn: row.due_on,
      ...dueLight(context, row),
      repliedOn: row.replied_on,
      state: row.state,
    }))
    .toSorted(byAge)
  return { rows, counts: countsOf(rows) }
}

export const noticeUnits = async (context: Context): Promise<NoticeUnit[]> =>
  (await readUnits(context, context.db.read)).map((unit) => ({
    id: unit.id,
    name: unit.shortName,
    unitType: unit.unitType,
    initials: unit.initials,
  }))

async function findingChoices(context: Context, orgId: string): Promise<NoticeChoices['findings']> {
  const db = context.db.read
  const rows = await db
    .selectFrom('finding')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('state', 'in', listedStates)
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      no: row.no,
      description: row.description,
      severity: row.severity,
      state: row.state,
      dueOn: row.due_on,
      notices: await noticesOn(db, { entity: 'finding', id: row.id }),
    })),
  )
}

async function inspectionChoices(context: Context, orgId: string): Promise<NoticeChoices['inspections']> {
  const db = context.db.read
  const rows = await db
    .selectFrom('inspection')
    .selectAll()
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('date', 'desc')
    .execute()
  const findings = await db
    .selectFrom('finding')
    .select(['id', 'no', 'inspection_id'])
    .where('org_id', '=', orgId)
    .where('state', '<>', '撤销')
    .where('deleted_at', 'is', null)
    .orderBy('no')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    date: row.date,
    name: `${phaseName(context.campaign.template, row.phase)}阶段检查`,
    state: row.state,
    findings: findings.filter((each) => each.inspection_id === row.id).map(({ id, no }) => ({ id, no })),
  }))
}

/** What a notice for this unit can rest on. */
export async function noticeChoices(context: Context, orgId: string): Promise<NoticeChoices> {
  const db = context.db.read
  return {
    findings: await findingChoices(context, orgId),
    inspections: await inspectionChoices(context, orgId),
    moves: await movesOf(context, db, orgId),
    analyses: await rewritesOf(db, orgId),
  }
}
