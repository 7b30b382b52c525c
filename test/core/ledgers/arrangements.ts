// Puts random rows of a ledger right where its rules tie columns together, so that only the workbook is put to the test.
import type { Value } from '#shared/ledger/column.ts'
import { arrangeChannels, arrangeOpinions, arrangeTalks } from '../opinions/arrange.ts'
import { arrangePolls } from '../polls/arrange.ts'

type Rows = readonly Record<string, Value>[]

/** One material a member, without ballots: what is voted is counted and frozen elsewhere. */
const arrangeAnalyses = (rows: Rows): Rows => {
  const seen = new Set<Value>()
  return rows.flatMap((row) => {
    if (seen.has(row['member_id'] ?? null)) return []
    seen.add(row['member_id'] ?? null)
    const votes = { valid: null, satisfied: null, basic: null, dissatisfied: null, abstained: null }
    return [{ ...row, ...votes, rewrite_done_on: null }]
  })
}

/** Not sorted into a kind yet: what each kind asks for has properties of its own. */
const arrangeIssues = (rows: Rows): Rows =>
  rows.map((row, i) => ({
    ...row,
    // One problem a row: two with the same words would be one.
    text: `${String(row['text'])}（${String(i + 1)}）`,
    registered_on: '2005-05-01',
    kind: null,
    due_text: null,
    due_on: null,
    done_on: null,
    explained_on: null,
  }))

/** Rows that say the same in these columns are one. */
const arrangeApart =
  (...columns: readonly string[]) =>
  (rows: Rows): Rows => {
    const seen = new Set<string>()
    return rows.filter((row) => {
      const key = columns.map((column) => String(row[column])).join('/')
      return !seen.has(key) && seen.add(key)
    })
  }

/** No more came than were asked, and nothing was made known before the meeting. */
const arrangeMeetings = (rows: Rows): Rows =>
  arrangeApart(
    'org_id',
    'kind',
    'date',
  )(rows).map((row) => ({
    ...row,
    attended: null,
    examined: null,
    notice_on: null,
  }))

/** One row a member; ballots that close and days in their order have properties of their own. */
const arrangeAppraisals = (rows: Rows): Rows =>
  arrangeApart('member_id')(rows).map((row) => ({
    ...row,
    voters: null,
    total: null,
    feedback_on: null,
    noticed_on: null,
  }))

/** One open case a member, its term after the day it was found. */
const arrangeCases = (rows: Rows): Rows =>
  arrangeApart('member_id')(rows).map((row) => ({ ...row, due_on: '2005-12-31' }))

/** Only one person answers for a unit. */
const arrangeGroups = (rows: Rows): Rows =>
  arrangeApart('org_id')(rows).map((row) => ({ ...row, responsible: '王明' }))

/** Rows without the columns that others tie down: days in their order, parts of a whole. */
const arrangeWithout =
  (...columns: readonly string[]) =>
  (rows: Rows): Rows =>
    rows.map((row) => ({ ...row, ...Object.fromEntries(columns.map((column) => [column, null])) }))

/** No more drawn than there are. */
const arrangeSamples = (rows: Rows): Rows =>
  rows.map((row) => ({ ...row, wanted: Math.min(Number(row['wanted']), Number(row['size'])) }))

/** One report a unit and week, sent on a day of it, without a clock of its own. */
const arrangeReports = (rows: Rows): Rows =>
  arrangeApart(
    'org_id',
    'week',
    'item_no',
  )(
    rows.map((row, i) => ({
      ...row,
      week: '2005-07-21',
      item_no: String(i + 1),
      submitted_on: row['submitted_on'] === null ? null : '2005-07-20',
      submitted_time: null,
    })),
  )

/** Counts that close, times of the day in order, no session without hours; what is counted comes from the attendance. */
const arrangeSessions = (rows: Rows): Rows =>
  rows.map((row, i) => ({
    ...row,
    from_time: i % 2 === 0 ? '08:00' : null,
    to_time: i % 2 === 0 ? '21:30' : null,
    // One session a row: two of one unit on one day under the same words would be one.
    theme: `${String(row['theme'] ?? '学习')}（${String(i + 1)}）`,
    hours: Number(row['hours']) % 8 || 2.5,
    reported_expected: 10,
    reported_present: 8,
    reported_leave: 1,
    reported_absent: 1,
    reported_rate: '80%',
  }))

/** Each on a day of its own, made up after it was missed. */
const arrangeMakeups = (rows: Rows): Rows =>
  rows.map((row, i) => ({
    ...row,
    missed_on: `2005-07-${String(i + 1).padStart(2, '0')}`,
    made_on: `2005-08-${String(i + 1).padStart(2, '0')}`,
    hours: Number(row['hours']) % 8 || 2.5,
  }))

/** By ledger key; a ledger without ties needs none. */
export const arrangements: Readonly<Record<string, (rows: Rows) => Rows>> = {
  polls: arrangePolls,
  analyses: arrangeAnalyses,
  issues: arrangeIssues,
  sessions: arrangeSessions,
  makeups: arrangeMakeups,
  samples: arrangeSamples,
  note_checks: arrangeApart('member_id', 'date'),
  alternatives: arrangeApart('member_id', 'date', 'form'),
  trainings: arrangeApart('org_id', 'name', 'date'),
  weekly_reports: arrangeReports,
  adoptions: arrangeApart('org_id', 'title', 'level', 'date', 'publication'),
  meetings: arrangeMeetings,
  appraisals: arrangeAppraisals,
  unqualified: arrangeCases,
  leading_groups: arrangeGroups,
  reorganisations: (rows) =>
    arrangeWithout(
      'due_on',
      'done_on',
      'enterprises_built',
    )(rows).map((row) => ({
      ...row,
      state: row['state'] ?? '空壳',
    })),
  branch_classes: arrangeApart('org_id', 'on_day'),
  difficulties: arrangeWithout('due_on', 'solved_on'),
  mechanisms: (rows) => arrangeWithout('in_force_on')(arrangeApart('org_id', 'name', 'action')(rows)),
  preparations: arrangeApart('item'),
  secondments: (rows) => arrangeWithout('until_on')(arrangeApart('name', 'from_unit')(rows)),
  batch_reports: arrangeApart('kind', 'title'),
  lost_members: arrangeWithout('result', 'found_on', 'enrolled_id', 'enrolled_on'),
  floating_members: arrangeWithout('returned_on'),
  difficult_members: arrangeWithout('public_to'),
  opinion_channels: arrangeChannels,
  opinions: arrangeOpinions,
  talks: arrangeTalks,
}
