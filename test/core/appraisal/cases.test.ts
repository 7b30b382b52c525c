// Every state of a case against every action, through the service and straight in the data file; and who may see a case.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stepFrom, unqualifiedMachine, type UnqualifiedState } from '#shared/rules/machines.ts'
import type { UnqualifiedAction } from '#shared/rules/unqualified-action.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { searchAll } from '../../../src-main/core/services/app/search.ts'
import { listCases, saveCase } from '../../../src-main/core/services/appraisal/cases.ts'
import { showBoard } from '../../../src-main/core/services/appraisal/list.ts'
import { caseById, caseStepsOf } from '../../../src-main/core/services/appraisal/store.ts'
import { openConfidential } from '../../../src-main/core/services/ledgers/confidential.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { appraisalReviews } from '../../../src-main/core/services/reviews/appraisal.ts'
import { showHome } from '../../../src-main/core/services/overview/home.ts'
import { showUnit } from '../../../src-main/core/services/overview/unit.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addMember, addUnit, newCase, openCases, reason, step, stepInput, wayTo } from './branch.ts'

let opened: Opened
let orgId: string
beforeAll(async () => {
  opened = await openContext()
  orgId = await addUnit(opened.context)
  await openCases(opened.context)
})
afterAll(() => opened.close())

let count = 0
async function caseIn(state: UnqualifiedState): Promise<string> {
  const memberId = await addMember(opened.context, orgId, `党员${String((count += 1))}`)
  const { id } = await newCase(opened.context, memberId)
  for (const action of wayTo[state]) await step(opened.context, id, action)
  return id
}
const stateOf = async (id: string): Promise<string | null> =>
  (await caseById(opened.context.db.read, id)).state

const pairs = unqualifiedMachine.states.flatMap((state) =>
  unqualifiedMachine.actions.map((action): [UnqualifiedState, UnqualifiedAction] => [state, action]),
)
const legal = pairs.filter(([state, action]) => stepFrom(unqualifiedMachine, state, action) !== null)
const illegal = pairs.filter(([state, action]) => stepFrom(unqualifiedMachine, state, action) === null)

describe('through the service', () => {
  it.each(legal)('%s goes on by %s, and the step is kept', async (state, action) => {
    const id = await caseIn(state)
    await step(opened.context, id, action)
    expect(await stateOf(id)).toBe(stepFrom(unqualifiedMachine, state, action)?.to)
    expect((await caseStepsOf(opened.context.db.read, [id])).at(-1)?.action).toBe(action)
  })

  it('refuses every other action in a sentence and stores nothing', async () => {
    for (const state of unqualifiedMachine.states) {
      const id = await caseIn(state)
      const before = await caseStepsOf(opened.context.db.read, [id])
      for (const [, action] of illegal.filter(([from]) => from === state))
        await expect(step(opened.context, id, action)).rejects.toThrow(`不能“${action}”`)
      expect(await stateOf(id)).toBe(state)
      expect(await caseStepsOf(opened.context.db.read, [id])).toHaveLength(before.length)
    }
  })

  it.each<[UnqualifiedState, UnqualifiedAction, Parameters<typeof stepInput>[1], RegExp]>([
    ['发现', '批评教育', { text: ' ' }, /没有填帮助教育措施/],
    ['发现', '批评教育', { person: '' }, /没有填帮教人/],
    ['发现', '批评教育', { on: '2005-07-31' }, /早于“发现”/],
    ['发现', '批评教育', { on: '2005-08-18' }, /还没有到/],
    ['发现', '批评教育', { dueOn: '2005-08-01' }, /转化期限早于/],
    ['批评教育', '认定转化', { text: '' }, /没有填转化情况/],
    ['批评教育', '认定转化', { on: '2005-08-01' }, /早于“批评教育”/],
    ['批评教育', '申请登记', { text: '' }, /没有填登记申请内容/],
    ['登记申请', '审查', { on: '2005-08-05' }, /早于“登记申请”/],
    ['审查', '组织处置', { resolution: '' }, /没有填支部决议/],
    ['审查', '组织处置', { approval: '' }, /没有填上级党组织审批/],
    ['审查', '缓登', { on: '2005-08-07' }, /早于“审查”/],
    ['已转化', '结案', { on: '2005-08-09' }, /早于前一步/],
    ['发现', '移交纪检', { text: '' }, /没有填移交理由/],
  ])('%s: %s with %j is refused', async (state, action, more, said) => {
    const id = await caseIn(state)
    await expect(step(opened.context, id, action, more)).rejects.toThrow(said)
    expect(await stateOf(id)).toBe(state)
  })

  it('never lets the branch decide on a breach of discipline', async () => {
    const id = await caseIn('审查')
    const row = await caseById(opened.context.db.read, id)
    await saveCase(opened.context, {
      id,
      version: row.row_version,
      memberId: row.member_id,
      foundOn: row.found_on,
      circumstances: ['违反党纪'],
      facts: row.facts,
      measures: row.measures ?? '',
      educator: row.educator ?? '',
      dueOn: null,
      remark: '',
    })
    await expect(step(opened.context, id, '组织处置')).rejects.toThrow(/移交纪检/)
    await step(opened.context, id, '移交纪检')
    expect(await stateOf(id)).toBe('移交纪检')
  })

  it('opens no case for 预备党员, and no second one beside an open one', async () => {
    const young = await addMember(opened.context, orgId, '预备甲', { kind: '预备' })
    await expect(newCase(opened.context, young)).rejects.toThrow(/按转正程序办理/)
    const old = await addMember(opened.context, orgId, '党员甲')
    const { id } = await newCase(opened.context, old)
    await expect(newCase(opened.context, old)).rejects.toThrow(/没有结案/)
    for (const action of wayTo['结案']) await step(opened.context, id, action)
    await expect(newCase(opened.context, old)).resolves.toHaveProperty('id')
  })
})

describe('in the data file', () => {
  const force = (id: string, to: string) =>
    opened.context.db.write((trx) =>
      sql`update unqualified_case set state = ${to} where id = ${id}`.execute(trx),
    )

  it('refuses every change of state that is not a step', async () => {
    for (const state of unqualifiedMachine.states) {
      const id = await caseIn(state)
      const open = unqualifiedMachine.steps.filter(({ from }) => from === state).map(({ to }) => to)
      for (const to of unqualifiedMachine.states.filter((each) => each !== state && !open.includes(each)))
        await expect(force(id, to)).rejects.toThrow()
      expect(await stateOf(id)).toBe(state)
    }
  })

  it('refuses a decision without education, application, resolution and approval', async () => {
    const found = await caseIn('发现')
    await expect(force(found, '批评教育')).rejects.toThrow()
    const reviewed = await caseIn('审查')
    await expect(force(reviewed, '组织处置')).rejects.toThrow()
    await expect(
      opened.context.db.write((trx) =>
        sql`update unqualified_case set resolution = 'a', approval = 'b', disposed_on = '2005-08-01', state = '组织处置'
          where id = ${reviewed}`.execute(trx),
      ),
    ).rejects.toThrow()
  })

  it('keeps 预备党员 at 发现 and closed cases as they are', async () => {
    const young = await addMember(opened.context, orgId, '预备乙', { kind: '预备' })
    const old = await caseIn('发现')
    await opened.context.db.write((trx) =>
      sql`update unqualified_case set member_id = ${young}, measures = 'a', educator = 'b', educated_on = '2005-08-02' where id = ${old}`.execute(
        trx,
      ),
    )
    await expect(force(old, '批评教育')).rejects.toThrow()
    const closed = await caseIn('结案')
    await expect(
      opened.context.db.write((trx) =>
        sql`update unqualified_case set facts = '改' where id = ${closed}`.execute(trx),
      ),
    ).rejects.toThrow()
  })
})

describe('who sees a case', () => {
  const NAME = '卞不群'
  const FACT = '无故缺席党员活动日七次'

  it('is refused before a reason was given, which is logged; 只读 may not', async () => {
    const other = await openContext()
    await expect(listCases(other.context, null)).rejects.toThrow(/查看事由/)
    await expect(openConfidential(other.context, 'unqualified', '看')).rejects.toThrow(/不少于4个字/)
    const asReader = { ...other.context, actor: { ...other.context.actor, role: '只读' as const } }
    await expect(openConfidential(asReader, 'unqualified', reason)).rejects.toThrow(Refusal)
    await openCases(other.context)
    expect(await listCases(other.context, null)).toEqual([])
    const log = await other.context.db.read
      .selectFrom('change_log')
      .select(['reason'])
      .where('entity', '=', 'opened_ledger')
      .execute()
    expect(log).toEqual([{ reason }])
    await other.close()
  })

  it('finds nothing of a case in search, home, unit page, board of appraisal or reviews', async () => {
    const other = await openContext()
    const unit = await addUnit(other.context)
    const memberId = await addMember(other.context, unit, NAME)
    await openCases(other.context)
    await saveCase(other.context, {
      id: null,
      version: null,
      memberId,
      foundOn: '2005-08-01',
      circumstances: ['不交纳党费'],
      facts: FACT,
      measures: '',
      educator: '',
      dueOn: null,
      remark: '',
    })
    other.context.confidence.forget()
    const { context } = other
    const answers = JSON.stringify([
      await searchAll(context, FACT, 20),
      await searchAll(context, '缺席党员活动日', 20),
      await showHome(context),
      await showUnit(context, unit),
      await showBoard(context, unit),
      await Promise.all(appraisalReviews.map((review) => runReview(context, review))),
    ])
    expect(answers).not.toContain(FACT)
    expect(answers).not.toContain('不交纳党费')
    const wish = { query: { ledger: 'unqualified' as const }, fullNumbers: false, reason: null }
    await expect(ledgerBook(context, { ...wish, sheetPerOrganisation: false })).rejects.toThrow(/查看事由/)
    await openCases(context)
    const book = await ledgerBook(context, { ...wish, sheetPerOrganisation: false })
    expect(book.sheets[0]?.title).toContain('（内部）')
    expect(JSON.stringify(book)).toContain(FACT)
    await other.close()
  })
})
