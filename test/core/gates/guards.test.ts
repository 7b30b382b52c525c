// The data file itself refuses what must not be: any way but the machine's, a barred consent, a move before its report.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transitionMachine, type TransitionState } from '#shared/rules/machines.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addPoll, PHASE, readyUnit, walk } from './arrange.ts'

let opened: Opened
let context: Context
let orgId: string
beforeAll(async () => {
  opened = await openContext()
  context = opened.context
  orgId = await readyUnit(context)
  await walk(context, orgId, ['申请', '受理', '同意', '报先教办'])
})
afterAll(() => opened.close())

class Undone extends Error {}

/** What the data file says to statements that are taken back afterwards; '' when it takes them. */
async function told(...statements: readonly string[]): Promise<string> {
  try {
    await context.db.write(async (trx) => {
      for (const statement of statements) await sql.raw(statement).execute(trx)
      throw new Undone()
    })
  } catch (error) {
    if (error instanceof Undone) return ''
    const { cause } = error as { cause?: unknown }
    return cause instanceof Error ? cause.message : String(error)
  } finally {
    // The switch belongs to the connection, not to the transaction that was taken back.
    await context.db.write((trx) => sql`pragma ignore_check_constraints = off`.execute(trx))
  }
  return ''
}

const row = (): string => `org_id = '${orgId}' and from_phase = '${PHASE}'`
const update = (set: string): string => `update transition_request set ${set} where ${row()}`

/** Lets a test put the row anywhere, so that only the guard in question is asked. */
const unguarded = (state: TransitionState): string[] => [
  'pragma ignore_check_constraints = on',
  ...['state', 'frozen', 'moved_frozen', 'poll', 'round'].map(
    (name) => `drop trigger transition_request_${name}`,
  ),
  update(`state = '${state}'`),
]

async function stateTrigger(): Promise<string> {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master where name = 'transition_request_state'`.execute(context.db.read)
  return rows[0]?.sql ?? ''
}

const isLegal = (from: string, to: string): boolean =>
  transitionMachine.steps.some((step) => step.from === from && step.to === to && step.action !== '重新申请')

describe('the state of a request', () => {
  const pairs = transitionMachine.states.flatMap((from) =>
    transitionMachine.states.filter((to) => to !== from).map((to) => [from, to] as const),
  )
  it.each(pairs)('%s to %s', async (from, to) => {
    const guard = await stateTrigger()
    const said = await told(...unguarded(from), guard, update(`state = '${to}'`))
    expect(said === '').toBe(isLegal(from, to))
  })
})

describe('a line of the way', () => {
  const all = transitionMachine.states.flatMap((from) =>
    transitionMachine.actions.map((action) => [from, action] as const),
  )
  it.each(all)('%s, %s: only to where the machine leads', async (from, action) => {
    const step = transitionMachine.steps.find((each) => each.from === from && each.action === action)
    const insert = (to: string): string =>
      `insert into transition_step (id, created_at, created_by, updated_at, updated_by, row_version,
        transition_request_id, from_state, action, to_state, on_day, person)
       select 'x', '2005', 'a', '2005', 'a', 1, id, '${from}', '${action}', '${to}', '2005-08-17', '田克勤'
       from transition_request where ${row()}`
    for (const to of transitionMachine.states)
      expect((await told(insert(to))) === '', `${from} ${action} ${to}`).toBe(step?.to === to)
  })
})

const MOVE = `state = '已转段', office_opinion = '同意', office_decided_on = '2005-08-17', moved_facts = '{}', moved_on = '2005-08-17'`
const APPROVE = `state = '已批准', office_opinion = '同意', office_decided_on = '2005-08-17'`

describe('R-33 in the data file', () => {
  it.each([
    ['an earlier day', `reported_on = '2005-08-12'`, true],
    ['the day itself without times', `reported_on = '2005-08-17', reported_at = null`, false],
    [
      'the day itself, earlier',
      `reported_on = '2005-08-17', reported_at = '09:00', moved_at = '14:00'`,
      true,
    ],
    ['the same minute', `reported_on = '2005-08-17', reported_at = '14:00', moved_at = '14:00'`, false],
    ['later that day', `reported_on = '2005-08-17', reported_at = '16:00', moved_at = '14:00'`, false],
    [
      'without the hour of the meeting',
      `reported_on = '2005-08-17', reported_at = '09:00', moved_at = null`,
      false,
    ],
    ['the day after', `reported_on = '2005-08-18'`, false],
    ['never', `reported_on = null`, false],
  ])('reported on %s', async (_what, report, passes) => {
    expect((await told(update(APPROVE), update(`${MOVE}, ${report}`))) === '').toBe(passes)
  })
})

describe('R-32 in the data file', () => {
  /** As if the group decided anew on other numbers. */
  const agree = (numbers: string): string[] => [
    'drop trigger transition_request_frozen',
    'drop trigger transition_request_state',
    update(`state = '督导组审核', decided_on = null, decided_by = null, facts = null, poll_rule = null,
      reported_on = null, reported_at = null`),
    update(
      `state = '同意', decided_on = '2005-08-17', decided_by = '田克勤', facts = '{}', poll_rule = '须测评', ${numbers}`,
    ),
  ]
  it.each([
    ['the numbers of the poll', '', true],
    ['more against than the poll says, still below', 'poll_dissatisfied = 3', true],
    ['exactly 10%', 'poll_valid = 30, poll_dissatisfied = 3', false],
    ['over the bar', 'poll_dissatisfied = 4', false],
    ['fewer against than the poll says', 'poll_dissatisfied = 1', false],
    ['more ballots than the poll has', 'poll_valid = 40', false],
    ['no ballots', 'poll_valid = 0, poll_dissatisfied = 0', false],
    ['no bar', 'bar_hundredths = null, bar_per = null', false],
    [
      'no poll at all',
      'poll_id = null, poll_valid = null, poll_dissatisfied = null, poll_round = null',
      false,
    ],
    [
      'a branch that says it holds none',
      `poll_rule = '不单独测评', poll_id = null, poll_valid = null,
      poll_dissatisfied = null, poll_round = null`,
      false,
    ],
    [
      'a move that says none is asked',
      `poll_rule = '不要求测评', poll_id = null, poll_valid = null,
      poll_dissatisfied = null, poll_round = null`,
      false,
    ],
    ['a refusal called a consent', 'is_barred = 1', false],
  ])('agreeing on %s', async (_what, numbers, passes) => {
    const clean = agree(numbers).map((statement) =>
      statement.replace(/, $/u, '').replace(', where', ' where'),
    )
    const merged = clean.map((statement) =>
      statement.includes("'不单独测评'") || statement.includes("'不要求测评'")
        ? statement.replace("poll_rule = '须测评', ", '')
        : statement,
    )
    expect((await told(...merged.map((s) => s.replace(/,\s+where/u, ' where')))) === '').toBe(passes)
  })

  it('no consent on a round when a later one is confirmed', async () => {
    const other = await readyUnit(context)
    await walk(context, other, ['申请', '受理'])
    const first = await sql<{ id: string }>`select id from poll where org_id = ${other}`.execute(
      context.db.read,
    )
    await addPoll(context, other, { satisfied: 20, dissatisfied: 4, round: 2, on: '2005-08-12' })
    const said = await told(
      `update transition_request set state = '同意', decided_on = '2005-08-17', decided_by = '田克勤', facts = '{}',
        poll_rule = '须测评', poll_id = '${first.rows[0]?.id ?? ''}', poll_round = 1, poll_valid = 31,
        poll_dissatisfied = 2, bar_hundredths = 1000, bar_per = 100 where org_id = '${other}'`,
    )
    expect(said).toContain('transition_request_poll')
  })
})

describe('what was decided on', () => {
  it.each(['facts', 'summary', 'poll_valid', 'decided_by', 'group_opinion', 'refused', 'bar_hundredths'])(
    'never changes: %s',
    async (column) => {
      const value = column.startsWith('poll') || column.startsWith('bar') ? '32' : `'["x"]'`
      expect(await told(update(`${column} = ${value}`))).toContain('transition_request_frozen')
    },
  )
  it.each([
    ['removing the request', () => update(`deleted_at = '2006'`), 'transition_request_frozen'],
    ['deleting it', () => `delete from transition_request where ${row()}`, 'transition_request_kept'],
    ['changing a step', () => `update transition_step set text = 'x'`, 'step_frozen'],
    ['deleting a step', () => `delete from transition_step`, 'step_kept'],
  ])('refuses %s', async (_what, statement, name) => {
    expect(await told(statement())).toContain(name)
  })
  it('refuses a second attempt beside an open one', async () => {
    const columns = `id, created_at, created_by, updated_at, updated_by, row_version, org_id, from_phase, to_phase, attempt, state`
    const insert = (attempt: number): string =>
      `insert into transition_request (${columns}) select 'y', '2005', 'a', '2005', 'a', 1, '${orgId}', 'study', 'review', ${attempt}, '草稿'`
    expect(await told(insert(2))).not.toBe('')
    expect(await told(insert(1))).not.toBe('')
  })
})
