// What a notice can be drawn up from: a vote at the limit, a refused move, an analysis to be written again, an inspection.
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { textsOf } from '#shared/documents/official.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { registerFinding } from '../../../src-main/core/services/findings/register.ts'
import { gather } from '../../../src-main/core/services/notices/content.ts'
import { draftFrom, type Choice } from '../../../src-main/core/services/notices/draft-from.ts'
import { documentOf } from '../../../src-main/core/services/notices/issue.ts'
import { noticeChoices } from '../../../src-main/core/services/notices/list.ts'
import { noticeById } from '../../../src-main/core/services/notices/store.ts'
import { startInspection } from '../../../src-main/core/services/inspections/start.ts'
import { draftOf } from '../findings/draft.ts'
import { addUnit } from '../inspections/unit.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
let orgId: string
beforeEach(async () => {
  opened = await openContext()
  context = opened.context
  orgId = await addUnit(context, {
    name: '中共清溪镇中心卫生院支部委员会',
    unitType: '机关',
    secretary: '康敬业',
  })
})
afterEach(() => opened.close())

const RECORD = `'2005-08-17', '田克勤', '2005-08-17', '田克勤', 1`
const run = (statement: string) => context.db.write((trx) => sql.raw(statement).execute(trx))

/** A counted vote as a statistics sheet brings it. */
const addVote = (id: string, valid: number, dissatisfied: number) =>
  run(`insert into poll (id, created_at, created_by, updated_at, updated_by, row_version, org_id, phase, round, date,
    valid, satisfied, dissatisfied) values ('${id}', ${RECORD}, '${orgId}', '学习动员', '1', '2005-08-04',
    ${String(valid)}, ${String(valid - dissatisfied)}, ${String(dissatisfied)})`)

const choice = (more: Partial<Choice>): Choice => ({
  kind: '不予转段通知书',
  orgId,
  findings: [],
  inspectionId: null,
  transitionId: null,
  pollId: null,
  analysisId: null,
  ...more,
})
async function wordsOf(id: string): Promise<string> {
  const row = await noticeById(context.db.read, id)
  const gathered = await gather(context, context.db.read, row)
  return textsOf(documentOf(row, gathered, context.today, '')).join('\n')
}

describe('a vote', () => {
  it.each([
    [128, 13, true],
    [10, 1, true],
    [167, 16, false],
    [2000, 199, false],
    [0, 0, true],
  ])('of %i valid with %i against bars the move: %s', async (valid, against, bars) => {
    await addVote('v1', valid, against)
    expect((await noticeChoices(context, orgId)).moves.map(({ id }) => id)).toEqual(bars ? ['v1'] : [])
    const drafting = draftFrom(context, choice({ pollId: 'v1' }))
    if (!bars) await expect(drafting).rejects.toThrow(/没有达到不准转段的标准/u)
    else {
      const said = await wordsOf(await drafting)
      if (valid === 0) expect(said).toContain('未进行有效测评')
      else expect(said).toContain(`${String(against)}×100≥10×${String(valid)}`)
      expect(said).toContain('由学习动员阶段转入分析评议阶段')
      expect(said).not.toContain('特批')
    }
  })

  it('keeps its numbers when the record is changed afterwards', async () => {
    await addVote('v1', 128, 13)
    const id = await draftFrom(context, choice({ pollId: 'v1' }))
    await run(`update poll set valid = 130, satisfied = 117 where id = 'v1'`)
    expect(await wordsOf(id)).toContain('13×100≥10×128')
  })
})

describe('a refused move', () => {
  const addRequest = (facts: unknown, isBarred: 0 | 1) =>
    run(`insert into transition_request (id, created_at, created_by, updated_at, updated_by, row_version, org_id,
      from_phase, to_phase, attempt, state, summary, applied_on, applied_by, poll_rule, poll_id, poll_round, poll_valid,
      poll_dissatisfied, bar_hundredths, bar_per, group_opinion, decided_on, decided_by, is_barred, facts)
      values ('t1', ${RECORD}, '${orgId}', 'study', 'review', 1, '不予转段', '小结', '2005-08-05', '康敬业', '须测评',
      'v1', 1, 128, ${isBarred === 1 ? '13' : '7'}, 1000, 100, '补课后再申请', '2005-08-05', '田克勤', ${String(isBarred)},
      '${JSON.stringify(facts)}')`)
  const row = (key: string, status: string, text: string) => ({
    key,
    status,
    text,
    fact: '未完成2项',
    missing: status === 'missing' ? '规定动作还有2项没有完成。' : null,
    verdict: { limits: [{ source: { title: '动员讲话', quote: '规定动作要做到位' } }] },
  })

  it('is told with the conditions that are not met, and with the vote as arithmetic', async () => {
    await addVote('v1', 128, 13)
    const rows = [row('plan', 'met', '活动方案已批准'), row('actions', 'missing', '规定动作全部完成')]
    await addRequest({ rows: [...rows, row('poll', 'missing', '不满意率小于10%')] }, 1)
    const said = await wordsOf(await draftFrom(context, choice({ transitionId: 't1' })))
    expect(said).toContain('1．规定动作全部完成：规定动作还有2项没有完成。依据：动员讲话“规定动作要做到位”。')
    expect(said).toContain('2．2005年8月4日第1轮满意程度测评，有效票128张，不满意13张，13×100≥10×128')
    expect(said).not.toContain('活动方案已批准')
    expect(said).not.toContain('不满意率小于10%')
  })

  it('is told without a vote that does not stand in the way', async () => {
    await addVote('v1', 128, 7)
    await addRequest({ rows: [row('actions', 'missing', '规定动作全部完成')] }, 0)
    const said = await wordsOf(await draftFrom(context, choice({ transitionId: 't1' })))
    expect(said).not.toContain('×100≥')
  })

  it('is refused when there is none', async () => {
    await expect(draftFrom(context, choice({ transitionId: 'x' }))).rejects.toThrow(/没有找到/u)
    await expect(draftFrom(context, choice({}))).rejects.toThrow(/请先选/u)
  })
})

describe('an inspection', () => {
  it('becomes an opinion with its findings, or says that there are none', async () => {
    const { id: inspectionId } = await startInspection(context, {
      orgId,
      template: 'X',
      codes: ['X-11'],
      date: '2005-08-01',
      methods: ['听', '查'],
      people: ['叶素心'],
    })
    const input = choice({ kind: '督导意见书', inspectionId })
    expect(await wordsOf(await draftFrom(context, input))).toContain('二、存在问题。未发现问题。')
    const finding = await registerFinding(context, draftOf(orgId, { inspectionId }))
    const said = await wordsOf(await draftFrom(context, { ...input, findings: [finding] }))
    expect(said).toMatch(/督〔2005〕3-001：抽查8人，2人笔记潦草，有应付现象（依据：X-11/u)
    expect(said).not.toContain('责令')
  })
})

describe('an analysis', () => {
  const addAnalysis = async (state: string): Promise<void> => {
    await run(`insert into member (id, created_at, created_by, updated_at, updated_by, row_version, initials, org_id, name,
      sex, birth_date, id_no, join_date)
      values ('m1', ${RECORD}, 'dyb', '${orgId}', '党员丙', '男', '1970-01-01',
      '999999197001010019', '1995-07')`)
    await run(`insert into analysis (id, created_at, created_by, updated_at, updated_by, row_version, initials, org_id,
      member_id, state, round, version, helper, helped_on) values ('a1', ${RECORD}, 'dyb', '${orgId}', 'm1', '${state}', 1, 1,
      '康敬业', '2005-08-17')`)
    await run(`insert into analysis_poll (id, created_at, created_by, updated_at, updated_by, row_version, analysis_id,
      round, version, on_day, valid, satisfied, basic, dissatisfied, outcome, facts) values ('p1', ${RECORD}, 'a1', 1, 1,
      '2005-08-16', 29, 15, 5, 9, '重新撰写', '{}')`)
  }

  it('that is to be written again becomes a letter to its author, sealed', async () => {
    await addAnalysis('待重写')
    expect((await noticeChoices(context, orgId)).analyses).toEqual([{ id: 'a1', label: '党员丙（待重写）' }])
    const said = await wordsOf(await draftFrom(context, choice({ kind: '重写通知', analysisId: 'a1' })))
    expect(said).toContain('内部　密封送本人')
    expect(said).toContain('党员丙同志：')
    expect(said).toContain('有效票29张，满意（含基本满意）20张，满意度20/29（68.97%），低于70%')
    expect(said).toContain('支部确定由康敬业同志负责帮助，2005年8月17日与你谈话')
  })

  it('that has passed needs no letter', async () => {
    await addAnalysis('合格')
    await expect(draftFrom(context, choice({ kind: '重写通知', analysisId: 'a1' }))).rejects.toThrow(
      /不用发重写通知/u,
    )
  })
})
