// The votes of the sample town as they come out of the data folder: 51 of them, and the verdicts to be shown.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { latestPoll, latestPolls, pollRounds } from '../../../src-main/core/services/polls/results.ts'
import { showPanel } from '../../../src-main/core/services/polls/show.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
const idOf = async (name: string): Promise<string> => {
  const row = await opened.app
    .context()
    .db.read.selectFrom('organisation')
    .select('id')
    .where('short_name', '=', name)
    .executeTakeFirstOrThrow()
  return row.id
}

beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, 'sample'))
}, 120_000)
afterAll(() => opened.close())

const db = () => opened.app.context().db.read

it('has 51 confirmed rounds, each with four steps', async () => {
  const polls = await db().selectFrom('poll').select(['id', 'state']).execute()
  expect(polls).toHaveLength(51)
  expect(new Set(polls.map(({ state }) => state))).toEqual(new Set(['已确认']))
  const steps = await db().selectFrom('poll_step').select('id').execute()
  expect(steps).toHaveLength(204)
})

describe('the verdicts to be shown', () => {
  it.each([
    ['机械公司支部', 1, 'fail', '3/30（10.00%）'],
    ['水利站支部', 1, 'fail', '1/10（10.00%）'],
    ['商贸城支部', 1, 'fail', '6/56（10.71%）'],
    ['城南社区支部', 1, 'pass', '16/167（9.58%）'],
    ['税务分局支部', 1, 'pass', '2/21（9.52%）'],
    ['中心卫生院支部', 2, 'pass', '7/126（5.56%）'],
  ])('%s round %i: %s %s', async (unit, round, outcome, share) => {
    const result = await latestPoll(db(), await idOf(unit), 'study')
    expect(result).toMatchObject({ round, isPending: false, verdict: { outcome } })
    expect(result?.verdict?.reason).toContain(share)
  })
  it('供销社 hangs on its two abstentions', async () => {
    const result = await latestPoll(db(), await idOf('供销社支部'), 'study')
    expect(result?.sensitivity).toMatchObject({ outcome: 'fail', level: '警告' })
  })
  it('电器公司 was reported on 16 August at 16:00', async () => {
    const result = await latestPoll(db(), await idOf('电器公司支部'), 'study')
    expect(result).toMatchObject({ reportedOn: '2005-08-16', reportedAt: '16:00' })
  })
  it('中心卫生院 keeps its first round', async () => {
    const rounds = await pollRounds(db(), await idOf('中心卫生院支部'), 'study')
    expect(rounds.map(({ round, verdict }) => [round, verdict?.outcome])).toEqual([
      [1, 'fail'],
      [2, 'pass'],
    ])
  })
})

it('shows the board of a phase and the panel of a unit', async () => {
  const context = opened.app.context()
  const all = await latestPolls(db(), 'study', context.campaign)
  expect(all.size).toBe(50)
  expect([...all.values()].filter(({ verdict }) => verdict?.outcome === 'fail')).toHaveLength(3)
  const panel = await showPanel(context, {
    orgId: await idOf('水利站支部'),
    phase: 'study',
    kind: null,
    subjectId: null,
  })
  expect(panel).toMatchObject({ kind: '阶段满意度', needsMakeup: true, bar: { value: 10, comparator: '≥' } })
  expect(panel.procedure.map(({ code }) => code)).toHaveLength(15)
})
