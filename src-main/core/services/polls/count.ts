// Counting the ballots twice: begun, kept while it goes on, finished, thrown away or put right; the order of ballots is never kept.
import { gradeKeys, gradeLabels, sumOf, type BallotCount } from '#shared/rules/poll-action.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import { refuse } from '../../refusal.ts'
import { campaignGrades } from './show.ts'
import { pollById, talliesOf, type PollRow, type TallyRow } from './store.ts'

type Which = 1 | 2

const WORDS = { 1: '第一次', 2: '第二次' } as const

const columnsOf = {
  1: { count: 'first_count', counter: 'first_counter' },
  2: { count: 'second_count', counter: 'second_counter' },
} as const

function assertCounting({ state }: PollRow): void {
  if (state === '筹备' || state === '已发票') refuse(`测评票还没有收回（${state}），收回清点之后再计票。`)
  if (state !== '已收回') refuse(`这次测评${state}，计票不能再改。`)
}

const isFinished = (row: PollRow, which: Which): boolean => row[columnsOf[which].count] !== null

function assertOpen(row: PollRow, which: Which): void {
  assertCounting(row)
  if (isFinished(row, which))
    refuse(`${WORDS[which]}计票已经点完。要重点的，请在“核对”中选择重点并写明理由。`)
}

function assertCounter(row: PollRow, tallies: readonly TallyRow[], which: Which, counter: string): void {
  const other: Which = which === 1 ? 2 : 1
  const already = row[columnsOf[other].counter] ?? tallies.find((each) => each.which === other)?.counter
  if (already === counter) refuse(`${counter}已经点${WORDS[other]}，${WORDS[which]}须由另一人点。`, 'counter')
  if (which === 2 && !isFinished(row, 1)) refuse('第一次计票还没有点完，点完之后再点第二次。')
}

async function keep(trx: Trx, row: Omit<TallyRow, 'updated_at'>, at: string): Promise<void> {
  await trx
    .insertInto('poll_tally')
    .values({ ...row, updated_at: at })
    .onConflict((c) =>
      c.columns(['poll_id', 'which']).doUpdateSet({
        counter: row.counter,
        numbers: row.numbers,
        updated_at: at,
      }),
    )
    .execute()
}

const NOTHING: BallotCount = { grades: {}, invalid: 0 }

/** Begins a count under the name of who counts; going on with one keeps its strokes. */
export function startCount(
  context: Context,
  input: { readonly id: string; readonly which: Which; readonly counter: string },
): Promise<void> {
  const counter = input.counter.trim()
  return write(context, async (_journal, trx) => {
    const row = await pollById(trx, input.id)
    assertOpen(row, input.which)
    const tallies = await talliesOf(trx, row.id)
    assertCounter(row, tallies, input.which, counter)
    const mine = tallies.find(({ which }) => which === input.which)
    if (mine !== undefined && mine.counter !== counter)
      refuse(`${WORDS[input.which]}正由${mine.counter}计票，请由${mine.counter}点完。`, 'counter')
    if (mine !== undefined) return
    const numbers = JSON.stringify(NOTHING)
    await keep(trx, { poll_id: row.id, which: input.which, counter, numbers }, isoInstant(context.now()))
  })
}

/** Numbers of the campaign's grades only, within the ballots that came back. */
function assertNumbers(context: Context, row: PollRow, { grades, invalid }: BallotCount): void {
  const known = new Set(campaignGrades(context.campaign).map(({ key }) => key))
  const strange = gradeKeys.filter((key) => (grades[key] ?? 0) > 0 && !known.has(key))
  if (strange.length > 0)
    refuse(`测评档次“${strange.map((key) => gradeLabels[key]).join('”“')}”不在本次活动档次中。`)
  const counted = sumOf(grades) + invalid
  if (row.returned !== null && counted > row.returned)
    refuse(`已点${counted}票，多于收回的${row.returned}票，请核对。`)
}

async function runningTally(trx: Trx, row: PollRow, which: Which): Promise<TallyRow> {
  const found = (await talliesOf(trx, row.id)).find((each) => each.which === which)
  return found ?? refuse(`${WORDS[which]}计票还没有开始，请先写明计票人。`, 'counter')
}

/** Keeps the strokes so far; answers with the instant. */
export function keepCount(
  context: Context,
  input: { readonly id: string; readonly which: Which; readonly numbers: BallotCount },
): Promise<{ at: string }> {
  const at = isoInstant(context.now())
  return write(context, async (_journal, trx) => {
    const row = await pollById(trx, input.id)
    assertOpen(row, input.which)
    assertNumbers(context, row, input.numbers)
    const tally = await runningTally(trx, row, input.which)
    await keep(trx, { ...tally, numbers: JSON.stringify(input.numbers) }, at)
    return { at }
  })
}

/** Every grade of the ballot is said, also those without votes. */
const whole = (context: Context, { grades, invalid }: BallotCount): BallotCount => ({
  grades: Object.fromEntries(campaignGrades(context.campaign).map(({ key }) => [key, grades[key] ?? 0])),
  invalid,
})

function assertComplete({ returned }: PollRow, { grades, invalid }: BallotCount): void {
  const counted = sumOf(grades) + invalid
  if (returned !== counted)
    refuse(
      `已点${counted}票（其中无效${invalid}票），收回${returned ?? '—'}票，还差${(returned ?? 0) - counted}票，没有点完。`,
    )
}

/** Ends a count; all ballots that came back must be in it. */
export function finishCount(
  context: Context,
  input: { readonly id: string; readonly which: Which; readonly numbers: BallotCount },
): Promise<void> {
  return write(context, async (journal, trx) => {
    const row = await pollById(trx, input.id)
    assertOpen(row, input.which)
    assertNumbers(context, row, input.numbers)
    assertComplete(row, input.numbers)
    const { counter } = await runningTally(trx, row, input.which)
    const columns = columnsOf[input.which]
    await journal.change('poll', row.id, {
      [columns.count]: JSON.stringify(whole(context, input.numbers)),
      [columns.counter]: counter,
    })
    await trx
      .deleteFrom('poll_tally')
      .where('poll_id', '=', row.id)
      .where('which', '=', input.which)
      .execute()
  })
}

export interface CountChange {
  readonly id: string
  readonly rowVersion: number
  readonly which: Which
  readonly reason: string
}

function assertBoth(row: PollRow): void {
  assertCounting(row)
  if (!isFinished(row, 1) || !isFinished(row, 2)) refuse('两次计票都点完之后才能核对更正。')
}

/** Throws a finished count away; the reason stays in the history. */
export function recount(context: Context, input: CountChange): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const row = await pollById(trx, input.id)
      assertBoth(row)
      const columns = columnsOf[input.which]
      await journal.change(
        'poll',
        row.id,
        { [columns.count]: null, [columns.counter]: null },
        { expectedVersion: input.rowVersion },
      )
    },
    { reason: `${WORDS[input.which]}重点：${input.reason.trim()}` },
  )
}

/** Puts one count right; the numbers before, who and why stay in the history. */
export function correctCount(
  context: Context,
  input: CountChange & { readonly numbers: BallotCount },
): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const row = await pollById(trx, input.id)
      assertBoth(row)
      assertNumbers(context, row, input.numbers)
      assertComplete(row, input.numbers)
      await journal.change(
        'poll',
        row.id,
        { [columnsOf[input.which].count]: JSON.stringify(whole(context, input.numbers)) },
        { expectedVersion: input.rowVersion },
      )
    },
    { reason: `更正${WORDS[input.which]}计票：${input.reason.trim()}` },
  )
}
