// A failed final poll sends the unit's problems back under its superior; only a later round that passes ends that.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { write, type Context } from '../../../src-main/core/context.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { ALL_ISSUES } from '../../../src-main/core/services/issues/papers.ts'
import { listIssues } from '../../../src-main/core/services/issues/list.ts'
import { reopenAfterPoll, type Reopened } from '../../../src-main/core/services/issues/reopen.ts'
import { showIssue } from '../../../src-main/core/services/issues/show.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringTo, count } from '../polls/holding.ts'
import { act, addUnit, issueAt, issueDraft } from './unit.ts'

let opened: Opened
let context: Context
let committee: string
let unit: string
let units = 0

beforeAll(async () => {
  opened = await openContext()
  context = opened.context
  committee = await addUnit(context, '中共清溪镇委员会', { level: '党委' })
})
beforeEach(async () => {
  units += 1
  unit = await addUnit(context, `中共清溪第${String(units)}支部`, { parentId: committee })
})
afterAll(() => opened.close())

/** A confirmed final poll of 20 ballots with what it was judged at. */
const addPoll = (
  round: string,
  outcome: 'pass' | 'fail',
  kind: '总体' | '阶段满意度' = '总体',
): Promise<string> =>
  write(context, (journal) =>
    journal.add('poll', {
      extra: null,
      initials: '',
      org_id: unit,
      kind,
      phase: '整改提高',
      subject_id: null,
      round,
      date: '2005-08-12',
      scope: null,
      expected: 20,
      attended: 20,
      issued: 20,
      returned: 20,
      valid: 20,
      invalid: 0,
      satisfied: outcome === 'pass' ? 20 : 5,
      fairly: 0,
      basic: 0,
      less: 0,
      dissatisfied: outcome === 'pass' ? 0 : 15,
      abstained: 0,
      remark: null,
      state: '已确认',
      held_by: null,
      supervised_by: '["田克勤"]',
      witnesses: null,
      materials_on: null,
      categories: null,
      checks: null,
      makeup_note: null,
      makeup_on: null,
      first_count: null,
      first_counter: null,
      second_count: null,
      second_counter: null,
      confirmed_on: '2005-08-12',
      confirmed_by: '田克勤',
      void_reason: null,
      void_by: null,
      reported_on: null,
      reported_at: null,
      report_no: null,
      facts: JSON.stringify({ verdicts: [{ rule: 'R-51', outcome, reason: '' }] }),
    }),
  )

const reopen = (pollId: string): Promise<Reopened> =>
  write(context, (journal, trx) => reopenAfterPoll(journal, trx, pollId))

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.reasons.join('')
      throw error
    },
  )

describe('a failed final poll', () => {
  it('sends every open problem of the unit back, under its superior, and leaves the closed ones', async () => {
    const open = await issueAt(context, issueDraft(unit, { text: '甲' }), [{ action: '定为立说立改' }])
    const unsorted = await issueAt(context, issueDraft(unit, { text: '乙' }))
    const closed = await issueAt(context, issueDraft(unit, { text: '丙' }), [
      { action: '定为立说立改' },
      { action: '完成' },
      { action: '销号' },
    ])
    expect(await reopen(await addPoll('1', 'fail'))).toEqual({ anew: 2, reopened: 0 })
    for (const id of [open, unsorted]) {
      const shown = await showIssue(context, id)
      expect(shown).toMatchObject({ round: 1, supervisorUnit: '中共清溪镇委员会' })
      expect(shown.facts).toMatchObject({ state: '重新整改', poll: 'awaited' })
      expect(shown.steps.at(-1)?.text).toContain('第1轮群众测评（总体）不过关')
    }
    expect((await showIssue(context, closed)).facts.state).toBe('已销号')
  })

  it('keeps a problem from being closed until a later round has passed', async () => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为立说立改' }])
    await reopen(await addPoll('1', 'fail'))
    await act(context, id, { action: '完成', on: '2005-08-13' })
    const close = () => refusal(act(context, id, { action: '销号', on: '2005-08-14', person: '叶素心' }))
    expect(await close()).toMatch(/须重新测评合格后才能销号/)
    await addPoll('2', 'fail')
    expect(await close()).toMatch(/须重新测评合格后才能销号/)
    await addPoll('3', 'pass')
    expect(await close()).toBe('done')
  })

  it('opens a closed problem that came from it', async () => {
    const poll = await addPoll('1', 'fail')
    const id = await issueAt(context, issueDraft(unit), [
      { action: '定为立说立改' },
      { action: '完成' },
      { action: '销号' },
    ])
    const { rowVersion } = await showIssue(context, id)
    // No form links a problem to a poll yet.
    await write(context, (journal) =>
      journal.change('issue', id, { poll_id: poll }, { expectedVersion: rowVersion }),
    )
    expect(await reopen(poll)).toEqual({ anew: 0, reopened: 1 })
    expect(await showIssue(context, id)).toMatchObject({ relapses: 1, facts: { state: '反弹重开' } })
  })

  it('gives a unit without any problem one to put right', async () => {
    expect(await reopen(await addPoll('1', 'fail'))).toEqual({ anew: 1, reopened: 0 })
    const { rows } = await listIssues(context, { ...ALL_ISSUES, units: [unit] })
    expect(rows).toMatchObject([
      { state: '重新整改', source: '测评', text: '第1轮群众测评（总体）不过关，重新整改' },
    ])
  })

  it('changes nothing the second time', async () => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为立说立改' }])
    const poll = await addPoll('1', 'fail')
    await reopen(poll)
    expect(await reopen(poll)).toEqual({ anew: 0, reopened: 0 })
    expect((await showIssue(context, id)).round).toBe(1)
  })

  it.each([
    ['passed', () => addPoll('1', 'pass')],
    ['of a stage', () => addPoll('1', 'fail', '阶段满意度')],
  ])('refuses one that is %s', async (_, make) => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为立说立改' }])
    expect(await refusal(reopen(await make()))).toMatch(/。$/)
    expect((await showIssue(context, id)).facts.state).toBe('立改中')
  })
})

describe('confirming a final poll', () => {
  let later: Opened
  beforeAll(async () => {
    later = await openContext({ today: '2005-10-12' })
  })
  afterAll(() => later.close())

  it.each([
    [2, '重新整改'],
    [1, '立改中'],
  ])('with %i of 20 dissatisfied leaves the open problem %s', async (dissatisfied, state) => {
    const orgId = await addUnit(later.context, `中共清溪第${String(dissatisfied)}支部`)
    const open = await issueAt(later.context, issueDraft(orgId, { text: '甲' }), [{ action: '定为立说立改' }])
    await bringTo(later.context, '已确认', {
      orgId,
      ballots: { issued: 20, returned: 20, counted: count(20 - dissatisfied, 0, dissatisfied, 0) },
      round: { phase: 'rectify', kind: '总体', date: '2005-10-10' },
    })
    expect((await showIssue(later.context, open)).facts.state).toBe(state)
  })
})
