// The group's log: entries offered from what happened on a day, and the whole log as a table (E-3).
import type { LogDraft } from '#shared/contract/supervision.ts'
import { logs, type Duty } from '#shared/ledgers/supervision.ts'
import { write, type Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { refuse } from '../../refusal.ts'
import { initialsOfRow } from '../../ledger/rows.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { groupMembers, listOf } from '../inspections/store.ts'
import { ledgerBook } from '../ledgers/export-ledger.ts'
import { readUnits } from '../plans/units.ts'
import { namesIn } from '../polls/store.ts'
import type { Db } from './sample-store.ts'

type Source = LogDraft['source']

/** How far back a day is still worth writing up. */
const MOST_DRAFTS = 60

interface Happened extends Omit<LogDraft, 'unit' | 'key' | 'source'> {
  readonly source: Source
  readonly id: string
}

const joined = (parts: readonly string[], between = '；'): string =>
  parts
    .map((part) => part.trim().replace(/[。；]+$/u, ''))
    .filter((part) => part !== '')
    .join(between)

/** What was found on the inspection goes along: problems and what was asked for. */
async function fromInspections(db: Db, until: string): Promise<Happened[]> {
  const [rows, findings] = await Promise.all([
    db
      .selectFrom('inspection')
      .select(['id', 'org_id', 'date', 'people', 'methods', 'summary'])
      .where('deleted_at', 'is', null)
      .where('date', '<=', until)
      .execute(),
    db
      .selectFrom('finding')
      .select(['inspection_id', 'description', 'demand'])
      .where('deleted_at', 'is', null)
      .where('state', '<>', '撤销')
      .orderBy('no')
      .execute(),
  ])
  const found = groupBy(findings, ({ inspection_id: id }) => id)
  return rows.map((row) => {
    const own = found.get(row.id) ?? []
    return {
      source: 'inspection',
      id: row.id,
      on: row.date,
      orgId: row.org_id,
      people: listOf(row.people).join('、'),
      methods: listOf(row.methods),
      content: row.summary.trim() === '' ? '按检查清单逐项检查，了解活动进展。' : row.summary,
      problems: joined(own.map(({ description }) => description)),
      suggestions: joined(own.map(({ demand }) => demand)),
      duty: own.length > 0 ? '发现问题、督促解决' : '掌握进展',
    }
  })
}

async function fromNotices(db: Db, until: string): Promise<Happened[]> {
  const rows = await db
    .selectFrom('notice')
    .select(['id', 'org_id', 'no', 'kind', 'issued_on', 'issued_by'])
    .where('deleted_at', 'is', null)
    .where('state', 'not in', ['草稿', '作废'])
    .where('issued_on', '<=', until)
    .execute()
  return rows.map((row) => ({
    source: 'notice',
    id: row.id,
    on: row.issued_on ?? until,
    orgId: row.org_id,
    people: row.issued_by ?? '',
    methods: ['下发文书'],
    content: `签发${row.kind}（${row.no ?? ''}），督促限期解决。`,
    problems: '',
    suggestions: '',
    duty: '发现问题、督促解决',
  }))
}

async function fromAppointments(db: Db, until: string): Promise<Happened[]> {
  const rows = await db
    .selectFrom('appointment')
    .select(['id', 'org_id', 'on_day', 'what', 'people'])
    .where('deleted_at', 'is', null)
    .where('state', '=', '已办')
    .where('on_day', '<=', until)
    .execute()
  return rows.map((row) => ({
    source: 'appointment',
    id: row.id,
    on: row.on_day,
    orgId: row.org_id,
    people: listOf(row.people).join('、'),
    methods: ['列席会议'],
    content: row.what,
    problems: '',
    suggestions: '',
    duty: '掌握进展',
  }))
}

async function fromPolls(db: Db, until: string): Promise<Happened[]> {
  const rows = await db
    .selectFrom('poll')
    .select(['id', 'org_id', 'date', 'kind', 'phase', 'round', 'supervised_by'])
    .where('deleted_at', 'is', null)
    .where('kind', '<>', '党性分析材料')
    .where('state', 'in', ['已统计', '已确认'])
    .where('date', '<=', until)
    .execute()
  return rows.flatMap((row) => {
    const people = namesIn(row.supervised_by)
    if (row.date === null || people.length === 0) return []
    return [
      {
        source: 'poll' as const,
        id: row.id,
        on: row.date,
        orgId: row.org_id,
        people: people.join('、'),
        methods: ['列席会议'],
        content: `到场监督${row.phase}${row.kind}第${row.round}轮测评，看通报、发票、计票和签字封存。`,
        problems: '',
        suggestions: '',
        duty: '掌握进展' as const,
      },
    ]
  })
}

async function fromPlans(db: Db, until: string): Promise<Happened[]> {
  const rows = await db
    .selectFrom('plan')
    .innerJoin('plan_review', 'plan_review.plan_id', 'plan.id')
    .select([
      'plan.id',
      'plan.org_id',
      'plan.version',
      'plan_review.decision',
      'plan_review.reviewed_on',
      'plan_review.reviewer',
    ])
    .where('plan.deleted_at', 'is', null)
    .where('plan_review.reviewed_on', '<=', until)
    .where('plan_review.decision', 'is not', null)
    .execute()
  return rows.map((row) => ({
    source: 'plan',
    id: row.id,
    on: row.reviewed_on ?? until,
    orgId: row.org_id,
    people: row.reviewer ?? '',
    methods: ['审方案'],
    content: `审查活动方案第${String(row.version)}版，结论：${row.decision ?? ''}。`,
    problems: '',
    suggestions: '',
    duty: '掌握进展',
  }))
}

const keyOf = ({ source, id }: { readonly source: string; readonly id: string }): string => `${source}:${id}`

/** What happened and is in no entry yet, the latest first. */
async function allDrafts(context: Context, db: Db): Promise<(Happened & { key: string; unit: string })[]> {
  const until = context.today
  const [units, taken, ...happened] = await Promise.all([
    readUnits(context, db),
    db
      .selectFrom('supervision_log')
      .select(['source', 'source_id'])
      .where('source', 'is not', null)
      .where('deleted_at', 'is', null)
      .execute(),
    fromInspections(db, until),
    fromNotices(db, until),
    fromAppointments(db, until),
    fromPolls(db, until),
    fromPlans(db, until),
  ])
  const used = new Set(taken.map((row) => `${row.source ?? ''}:${row.source_id ?? ''}`))
  const names = new Map(units.map((unit) => [unit.id, unit.shortName]))
  return happened
    .flat()
    .map((each) => ({
      ...each,
      key: keyOf(each),
      unit: each.orgId === null ? '' : (names.get(each.orgId) ?? ''),
    }))
    .filter(({ key }) => !used.has(key))
    .toSorted((a, b) => (a.on === b.on ? (a.key < b.key ? -1 : 1) : a.on < b.on ? 1 : -1))
}

/** The latest that nobody has written up. */
export async function showLogDrafts(context: Context, most = MOST_DRAFTS): Promise<LogDraft[]> {
  const drafts = await allDrafts(context, context.db.read)
  return drafts
    .slice(0, most)
    .map(({ key, source, on, orgId, unit, people, methods, content, problems, suggestions, duty }) => ({
      key,
      source,
      on,
      orgId,
      unit,
      people,
      methods,
      content,
      problems,
      suggestions,
      duty,
    }))
}

/** An entry of the log as it is stored. */
export interface LogEntry {
  readonly on_day: string
  readonly org_id: string | null
  readonly people: string
  readonly methods: string | null
  readonly content: string
  readonly problems: string | null
  readonly suggestions: string | null
  readonly feedback: string | null
  readonly duty: Duty
  readonly source: Source | null
  readonly source_id: string | null
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

/** An entry as the table keeps it. */
export const logRow = (entry: LogEntry) => ({
  ...entry,
  extra: null,
  initials: initialsOfRow(logs, { people: entry.people, content: entry.content }),
})

/** Takes drafts over as entries of the log; answers with how many. Refuses those that are there already. */
export function acceptLogDrafts(context: Context, keys: readonly string[]): Promise<number> {
  return write(context, async (journal, trx) => {
    const drafts = await allDrafts(context, trx)
    const wanted = new Set(keys)
    const chosen = drafts.filter(({ key }) => wanted.has(key))
    if (chosen.length < wanted.size) refuse('选的事项里有的已经记入日志，请重新打开这一页再选。')
    const [someone = context.actor.name] = await groupMembers(trx)
    await journal.addMany(
      'supervision_log',
      chosen.map((draft) =>
        logRow({
          on_day: draft.on,
          org_id: draft.orgId,
          people: draft.people === '' ? someone : draft.people,
          methods: JSON.stringify(draft.methods),
          content: draft.content,
          problems: orNull(draft.problems),
          suggestions: orNull(draft.suggestions),
          feedback: null,
          duty: draft.duty,
          source: draft.source,
          source_id: draft.id,
        }),
      ),
    )
    return chosen.length
  })
}

/** E-3 by day. */
export const logBook = (context: Context) =>
  ledgerBook(context, {
    query: { ledger: 'logs', sort: { column: 'on_day', descending: false } },
    fullNumbers: false,
    reason: null,
    sheetPerOrganisation: false,
  })

/** Asks where to; null when the user gave up. */
export const exportLog = (context: Context): Promise<Saved | null> =>
  saveBook(context, '督导日志', () => logBook(context), { kind: 'E-3', params: {} })
