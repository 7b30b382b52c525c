// Problems along their way: registering, sorting, every state with every action, verifying, coming back.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { issueMachine, stepFrom, type IssueState } from '../../../src-main/shared/rules/machines.ts'
import type { IssueAction } from '../../../src-main/shared/rules/issue-action.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { DatabaseError, StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import {
  actOnIssue,
  addProgress,
  changeKind,
  extendIssue,
  sortProposed,
} from '../../../src-main/core/services/issues/act.ts'
import { issueHistory } from '../../../src-main/core/services/issues/changes.ts'
import { ALL_ISSUES } from '../../../src-main/core/services/issues/papers.ts'
import { listIssues } from '../../../src-main/core/services/issues/list.ts'
import { correctIssue, registerIssue } from '../../../src-main/core/services/issues/register.ts'
import { showIssue, toDraft } from '../../../src-main/core/services/issues/show.ts'
import { findSimilar } from '../../../src-main/core/services/issues/similar.ts'
import { issueById, stepsOf } from '../../../src-main/core/services/issues/store.ts'
import { openContext, type Opened } from '../open-context.ts'
import { act, addUnit, issueAt, issueDraft } from './unit.ts'

let opened: Opened
let context: Context
let unit: string
let units = 0

// One town for all, a unit of its own for each.
beforeAll(async () => {
  opened = await openContext()
  context = opened.context
})
beforeEach(async () => {
  units += 1
  unit = await addUnit(context, `中共清溪第${String(units)}支部`)
})
afterAll(() => opened.close())

/** A town where nothing is counted but what the test puts there. */
async function inOwnTown(work: (context: Context, unit: string) => Promise<void>): Promise<void> {
  const own = await openContext()
  try {
    await work(own.context, await addUnit(own.context))
  } finally {
    await own.close()
  }
}

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refusal) return error.reasons.join('')
      throw error
    },
  )

/** The shortest way to each state. */
const waysTo: Readonly<Record<IssueState, readonly IssueAction[]>> = {
  待分类: [],
  立改中: ['定为立说立改'],
  整改中: ['定为限期整改'],
  协调中: ['定为综合治理'],
  已移交上级: ['定为综合治理', '移交上级'],
  待说明: ['定为说明情况'],
  已说明: ['定为说明情况', '说明'],
  已完成: ['定为立说立改', '完成'],
  已销号: ['定为立说立改', '完成', '销号'],
  重新整改: ['定为立说立改', '责令重新整改'],
  反弹重开: ['定为立说立改', '完成', '销号', '重开'],
}
const pairs = issueMachine.states.flatMap((state) =>
  issueMachine.actions.map((action) => [state, action] as const),
)

describe('every state with every action', () => {
  it.each(pairs)('%s, %s', async (state, action) => {
    const id = await issueAt(
      context,
      issueDraft(unit),
      waysTo[state].map((each) => ({ action: each })),
    )
    const before = await stepsOf(context.db.read, id)
    const step = stepFrom(issueMachine, state, action)
    const said = await refusal(act(context, id, { action }))
    const row = await issueById(context.db.read, id)
    const after = await stepsOf(context.db.read, id)
    if (step === null) {
      expect(said).toMatch(new RegExp(`状态是“${state}”，不能`))
      expect([row.state, after.length]).toEqual([state, before.length])
    } else {
      expect(said).toBe('done')
      expect(row.state).toBe(step.to)
      expect(after.at(-1)).toMatchObject({ from_state: state, action, to_state: step.to })
    }
  })

  const guarded: readonly (readonly [IssueState, IssueAction, object, RegExp])[] = [
    ['立改中', '改变类型', { text: '' }, /没有填改变的理由/],
    ['协调中', '移交上级', { detail: '' }, /没有填移交回执/],
    ['立改中', '完成', { text: ' ' }, /没有填完成情况/],
    ['立改中', '完成', { on: '2005-08-05' }, /早于登记日期2005-08-06/],
    ['立改中', '完成', { on: '2005-08-18' }, /还没有到/],
    ['待说明', '说明', { detail: '' }, /没有填说明对象/],
    ['已说明', '销号', { text: '' }, /未解决的注明/],
    ['已完成', '销号', { person: '孙志强' }, /验收人不得为责任人孙志强/],
    ['已完成', '销号', { on: '2005-08-09' }, /早于上一步的日期2005-08-10/],
    ['立改中', '责令重新整改', { text: '' }, /没有填理由/],
    ['立改中', '责令重新整改', { detail: '' }, /没有填监督单位/],
    ['已销号', '重开', { text: '' }, /没有填反弹情况/],
  ]
  it.each(guarded)('guard: %s, %s with %o', async (state, action, less, why) => {
    const id = await issueAt(
      context,
      issueDraft(unit),
      waysTo[state].map((each) => ({ action: each })),
    )
    expect(await refusal(act(context, id, { action, ...less }))).toMatch(why)
    expect((await issueById(context.db.read, id)).state).toBe(state)
  })
})

describe('straight in the data file', () => {
  const pairsOfStates = issueMachine.states.flatMap((from) =>
    issueMachine.states.flatMap((to) => (from === to ? [] : [[from, to] as const])),
  )
  const isLegal = (from: IssueState, to: IssueState): boolean =>
    issueMachine.steps.some((step) => step.from === from && step.to === to)

  it.each(pairsOfStates.filter(([from, to]) => !isLegal(from, to)))('refuses %s → %s', async (from, to) => {
    const id = await issueAt(
      context,
      issueDraft(unit),
      waysTo[from].map((each) => ({ action: each })),
    )
    const change = context.db.write((trx) =>
      sql`update issue set state = ${to} where id = ${id}`.execute(trx),
    )
    await expect(change).rejects.toThrow(DatabaseError)
  })

  it.each([
    [
      'closed by whoever is answerable',
      `verifier = '孙志强', verified_on = '2005-08-11', state = '已销号', closed = '是'`,
    ],
    [
      'closed without evidence',
      `evidence = '', verifier = '叶素心', verified_on = '2005-08-11', state = '已销号', closed = '是'`,
    ],
    [
      'verified before it was done',
      `verifier = '叶素心', verified_on = '2005-08-01', state = '已销号', closed = '是'`,
    ],
    ['closed in one word only', `closed = '是'`],
    ['closed, but not said so', `verifier = '叶素心', verified_on = '2005-08-11', state = '已销号'`],
    ['a fifth kind', `kind = '以后再说'`],
    ['a verifier made owner', `verifier = '叶素心', owner = '叶素心'`],
  ])('refuses what is %s', async (_, set) => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为立说立改' }, { action: '完成' }])
    const change = context.db.write((trx) =>
      sql`update issue set ${sql.raw(set)} where id = ${id}`.execute(trx),
    )
    await expect(change).rejects.toThrow(DatabaseError)
  })

  it('refuses a step that is none', async () => {
    const id = await issueAt(context, issueDraft(unit))
    const add = write(context, (journal) =>
      journal.add('issue_step', {
        issue_id: id,
        from_state: '待分类',
        action: '销号',
        to_state: '已销号',
        on_day: '2005-08-10',
        person: '田克勤',
        text: '',
        facts: null,
      }),
    )
    await expect(add).rejects.toThrow(DatabaseError)
  })

  it('refuses a problem that begins in the middle', async () => {
    const add = context.db.write((trx) =>
      sql`insert into issue (id, created_at, created_by, updated_at, updated_by, row_version, org_id, text, kind, state)
        values ('x', '2005-08-10', 'a', '2005-08-10', 'a', 1, ${unit}, '问题', '立说立改', '立改中')`.execute(
        trx,
      ),
    )
    await expect(add).rejects.toThrow(DatabaseError)
  })

  it('holds the machine as it stands in the migration', async () => {
    const { rows } = await sql<{
      sql: string
    }>`select sql from sqlite_master where name = 'issue_step'`.execute(context.db.read)
    const legal = [
      ...(rows[0]?.sql ?? '').matchAll(/from_state = '(.+?)' and action = '(.+?)' and to_state = '(.+?)'/g),
    ]
    expect(legal.map(([, from, action, to]) => [from, action, to].join())).toEqual(
      expect.arrayContaining(issueMachine.steps.map(({ from, action, to }) => [from, action, to].join())),
    )
    expect(legal).toHaveLength(issueMachine.steps.length)
  })
})

describe('registering', () => {
  it('counts by year and reads the limit as it is written', () =>
    inOwnTown(async (context, unit) => {
      const first = await issueAt(context, issueDraft(unit, { dueText: '9月中旬', dueOn: null }))
      const second = await issueAt(
        context,
        issueDraft(unit, { text: '晚自修后校门口无灯', dueText: '立即整改', dueOn: null }),
      )
      expect(await issueById(context.db.read, first)).toMatchObject({
        no: '整〔2005〕001',
        due_text: '9月中旬',
        due_on: '2005-09-20',
        state: '待分类',
        closed: '否',
        phase: 'review',
      })
      expect(await issueById(context.db.read, second)).toMatchObject({ no: '整〔2005〕002', due_on: null })
    }))

  it.each([
    [{ dueText: '', dueOn: '2005-08-01' }, /早于登记日期/],
    [{ registeredOn: '2005-08-18' }, /还没有到/],
    [{ source: '道听途说' }, /没有这个问题来源/],
  ])('refuses %o', async (more, why) => {
    expect(await refusal(registerIssue(context, issueDraft(unit, more)))).toMatch(why)
  })

  it('takes the same problem of a unit once', () =>
    inOwnTown(async (context, unit) => {
      await registerIssue(context, issueDraft(unit))
      expect(await refusal(registerIssue(context, issueDraft(unit)))).toMatch(
        /已经登记了同一问题（整〔2005〕001，待分类）/,
      )
    }))

  it('says that somebody else was faster', async () => {
    const id = await issueAt(context, issueDraft(unit))
    const seen = (await showIssue(context, id)).rowVersion
    await act(context, id, { action: '定为立说立改' })
    const late = actOnIssue(context, {
      id,
      rowVersion: seen,
      action: '完成',
      on: '2005-08-10',
      person: '田克勤',
      text: '办了',
      detail: '',
      evidence: '',
    })
    await expect(late).rejects.toThrow(StaleRecordError)
    expect((await issueById(context.db.read, id)).state).toBe('立改中')
  })
})

describe('kinds', () => {
  it.each([
    ['定为限期整改', { dueText: '', dueOn: null }, /整改时限/],
    ['定为限期整改', { owner: '' }, /责任人/],
    ['定为限期整改', { dueText: '立即整改', dueOn: null }, /整改时限/],
    ['定为综合治理', { partners: '' }, /协调单位/],
    ['定为综合治理', { leadUnit: '' }, /牵头单位/],
    ['定为立说立改', { dueText: '长期坚持', dueOn: '2005-10-01' }, /不能定为立说立改/],
    ['定为限期整改', { dueText: '长期坚持', dueOn: null }, /整改时限/],
  ] as const)('%s without %o is refused', async (action, more, why) => {
    const id = await issueAt(context, issueDraft(unit, more))
    expect(await refusal(act(context, id, { action }))).toMatch(why)
  })

  it('allows 长期坚持 with a day to look again', async () => {
    const id = await issueAt(context, issueDraft(unit, { dueText: '长期坚持', dueOn: '2005-10-01' }))
    await act(context, id, { action: '定为限期整改' })
    expect((await showIssue(context, id)).facts.state).toBe('整改中')
  })

  it('changes only with a reason, and keeps both steps', async () => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为立说立改' }])
    const { rowVersion } = await showIssue(context, id)
    const change = { id, rowVersion, kind: '综合治理', on: '2005-08-11', person: '叶素心' } as const
    await changeKind(context, { ...change, reason: '要供电所配合' })
    const shown = await showIssue(context, id)
    expect(shown.facts).toMatchObject({ state: '协调中', kind: '综合治理' })
    expect(shown.steps.map(({ action, text }) => [action, text])).toEqual([
      ['定为立说立改', '已经办理；清溪镇党委'],
      ['改变类型', '要供电所配合'],
      ['定为综合治理', ''],
    ])
    const [latest] = await issueHistory(context, id)
    expect(latest?.reason).toBe('要供电所配合')
  })

  it('saves nothing when the new kind lacks something', async () => {
    const id = await issueAt(context, issueDraft(unit, { partners: '' }), [{ action: '定为立说立改' }])
    const { rowVersion } = await showIssue(context, id)
    const change = {
      id,
      rowVersion,
      kind: '综合治理',
      on: '2005-08-11',
      person: '叶素心',
      reason: '要配合',
    } as const
    expect(await refusal(changeKind(context, change))).toMatch(/协调单位/)
    expect((await showIssue(context, id)).facts).toMatchObject({ state: '立改中', kind: '立说立改' })
    expect((await showIssue(context, id)).steps).toHaveLength(1)
  })

  it('sorts what files propose and names what cannot be', () =>
    inOwnTown(async (context, unit) => {
      await issueAt(context, issueDraft(unit, { text: '一', kind: '立说立改' }))
      await issueAt(context, issueDraft(unit, { text: '二', kind: '综合治理', partners: '' }))
      await issueAt(context, issueDraft(unit, { text: '三' }))
      expect(await sortProposed(context)).toMatchObject({
        sorted: 1,
        left: [{ no: '整〔2005〕002' }, { no: '整〔2005〕003', reason: '没有填问题类别。' }],
      })
    }))
})

describe('on the way', () => {
  it('counts the day itself as in time and the next as overdue', () =>
    inOwnTown(async (context, unit) => {
      await issueAt(context, issueDraft(unit, { text: '甲', dueText: '2005年8月17日' }), [
        { action: '定为限期整改' },
      ])
      await issueAt(context, issueDraft(unit, { text: '乙', dueText: '2005年8月16日' }), [
        { action: '定为限期整改' },
      ])
      await issueAt(context, issueDraft(unit, { text: '丙', dueText: '2005年8月16日' }), [
        { action: '定为限期整改' },
        { action: '完成' },
      ])
      const { rows, counts } = await listIssues(context, ALL_ISSUES)
      expect(Object.fromEntries(rows.map((row) => [row.text, [row.overdueDays, row.light]]))).toEqual({
        甲: [0, '黄'],
        乙: [1, '红'],
        丙: [0, '无'],
      })
      expect(counts).toMatchObject({ overdue: 1, verify: 1, open: 3, closed: 0, valid: 3 })
    }))

  it('counts what is explained by itself', () =>
    inOwnTown(async (context, unit) => {
      await issueAt(context, issueDraft(unit, { text: '甲' }), [
        { action: '定为说明情况' },
        { action: '说明', text: '教职工大会', detail: '教职工61人' },
        { action: '销号', text: '未解决，待政策明确' },
      ])
      await issueAt(context, issueDraft(unit, { text: '乙' }), [{ action: '定为立说立改' }])
      const { counts } = await listIssues(context, ALL_ISSUES)
      expect(counts).toMatchObject({ all: 2, closed: 0, valid: 1, explained: 1, toExplain: 1 })
    }))

  it('gives more time with a reason, and logs progress', async () => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为限期整改' }])
    const first = await showIssue(context, id)
    await extendIssue(context, { id, rowVersion: first.rowVersion, dueOn: '2005-09-10', reason: '等材料' })
    const second = await showIssue(context, id)
    expect(second.draft).toMatchObject({ dueOn: '2005-09-10', dueText: '2005年9月10日' })
    const line = {
      id,
      rowVersion: second.rowVersion,
      on: '2005-08-12',
      person: '孙志强',
      text: '供电所到现场勘察',
    }
    await addProgress(context, line)
    const third = await showIssue(context, id)
    expect(third.progress).toBe('供电所到现场勘察')
    expect(third.log).toMatchObject([{ on: '2005-08-12', person: '孙志强' }])
  })

  it('corrects what is open and keeps what its kind asks for', async () => {
    const id = await issueAt(context, issueDraft(unit), [{ action: '定为限期整改' }])
    const row = await issueById(context.db.read, id)
    const draft = toDraft(row)
    const correct = (more: object) =>
      correctIssue(context, { id, rowVersion: row.row_version, draft: { ...draft, ...more } })
    expect(await refusal(correct({ owner: '' }))).toMatch(/责任人/)
    expect(await refusal(correct({ dueText: '2005年9月30日' }))).toMatch(/改时限/)
    expect(await refusal(correct({ measures: '新的措施' }))).toBe('done')
  })

  it('does not count what proved the last round', async () => {
    const id = await issueAt(context, issueDraft(unit), [
      { action: '定为立说立改' },
      { action: '完成' },
      { action: '销号' },
      { action: '重开' },
      { action: '完成', evidence: '' },
    ])
    expect(await refusal(act(context, id, { action: '销号', evidence: '' }))).toMatch(/没有佐证材料/)
    expect(await showIssue(context, id)).toMatchObject({ relapses: 1, verifier: '' })
  })
})

describe('a problem that comes back', () => {
  it('is pointed out only within its unit, and only when it is closed', async () => {
    const other = await addUnit(context, '中共东岸小学支部')
    const done = [{ action: '定为立说立改' }, { action: '完成' }, { action: '销号' }] as const
    const id = await issueAt(context, issueDraft(unit), done)
    await issueAt(context, issueDraft(unit, { text: '食堂菜价未公布' }), [{ action: '定为立说立改' }])
    await issueAt(context, issueDraft(other), done)
    const found = await findSimilar(context, { orgId: unit, text: '食堂饭菜涨价又不公开', except: null })
    expect(found.map((each) => each.id)).toEqual([id])
    const [first] = found
    expect(first?.likeness).toBeGreaterThanOrEqual(60)
    expect(first?.typed.map(({ start, end }) => '食堂饭菜涨价又不公开'.slice(start, end))).toEqual([
      '食堂饭菜',
      '不公',
    ])
    expect(await findSimilar(context, { orgId: unit, text: '教师职称评审条件不清楚', except: null })).toEqual(
      [],
    )
  })
})
