// Findings on a real data file: numbers, the way to closing, who may close, what the data file itself refuses.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FindingCase, FindingQuery } from '#shared/contract/findings.ts'
import { actionsFrom, findingMachine, stepFrom, type FindingState } from '#shared/rules/machines.ts'
import type { FindingAction } from '#shared/rules/finding-action.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import {
  actOnFinding,
  attachToFinding,
  detachFromFinding,
  extendFinding,
  type ActInput,
} from '../../../src-main/core/services/findings/act.ts'
import { findingHistory } from '../../../src-main/core/services/findings/changes.ts'
import { blankFinding } from '../../../src-main/core/services/findings/form.ts'
import { listFindings } from '../../../src-main/core/services/findings/list.ts'
import { correctFinding, registerFinding } from '../../../src-main/core/services/findings/register.ts'
import { showFinding } from '../../../src-main/core/services/findings/show.ts'
import { recordItem } from '../../../src-main/core/services/inspections/record.ts'
import { showInspection } from '../../../src-main/core/services/inspections/show.ts'
import { startInspection } from '../../../src-main/core/services/inspections/start.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addUnit } from '../inspections/unit.ts'
import { draftOf } from './draft.ts'

let opened: Opened
let context: Context
let orgId: string

beforeEach(async () => {
  opened = await openContext()
  context = opened.context
  orgId = await addUnit(context, {
    name: '中共清溪镇第二中学支部委员会',
    unitType: '学校',
    secretary: '史大川',
  })
})
afterEach(() => opened.close())

const register = async (more: Parameters<typeof draftOf>[1] = {}): Promise<FindingCase> =>
  showFinding(context, await registerFinding(context, draftOf(orgId, more)))

const act = async (
  finding: FindingCase,
  action: FindingAction,
  more: Partial<ActInput> = {},
): Promise<FindingCase> => {
  await actOnFinding(context, {
    id: finding.id,
    rowVersion: finding.rowVersion,
    action,
    on: '2005-08-15',
    person: action === '反馈' ? '史大川' : '叶素心',
    text: ['反馈', '退回', '撤销', '销号'].includes(action) ? '2人已重记，书记审阅签字' : '',
    evidence: action === '反馈' ? '补记笔记照片' : '',
    dueOn: null,
    ...more,
  })
  return showFinding(context, finding.id)
}

const refusedFor = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.reasons.join('')
    throw error
  }
  throw new Error('not refused')
}

const WAY: Readonly<Record<FindingState, readonly FindingAction[]>> = {
  登记: [],
  已下达: ['下达'],
  整改中: ['下达', '开始整改'],
  已反馈: ['下达', '开始整改', '反馈'],
  待复查: ['下达', '开始整改', '反馈', '提请复查'],
  已销号: ['下达', '开始整改', '反馈', '提请复查', '销号'],
  退回重改: ['下达', '开始整改', '反馈', '提请复查', '退回'],
  撤销: ['撤销'],
}

async function inState(state: FindingState): Promise<FindingCase> {
  let finding = await register()
  for (const action of WAY[state]) finding = await act(finding, action)
  expect(finding.state).toBe(state)
  return finding
}

describe('numbers', () => {
  it('run on within a year, and a number once given is not given again', async () => {
    const first = await register()
    expect(first.no).toBe('督〔2005〕3-001')
    await write(context, (journal) => journal.remove('finding', first.id))
    expect((await register()).no).toBe('督〔2005〕3-002')
  })

  it('cannot be given twice in the data file', async () => {
    const { id } = await register()
    await register({ description: '另一个问题' })
    await expect(
      write(context, (journal) => journal.change('finding', id, { no: '督〔2005〕3-002' })),
    ).rejects.toThrow()
  })
})

describe('registering', () => {
  it.each([
    [{ dueOn: '2005-07-31' }, '早于发现日期'],
    [{ foundOn: '2005-08-18', dueOn: '2005-08-20' }, '还没有到'],
    [{ category: '没有的类别' }, '没有这个问题类别'],
    [{ category: '其他', description: '太短' }, '20字以上'],
    [{ description: '{姓名}笔记潦草' }, '还有没填的：姓名'],
  ])('refuses %j', async (more, words) => {
    expect(await refusedFor(registerFinding(context, draftOf(orgId, more)))).toContain(words)
  })

  it('may be corrected until it has gone out', async () => {
    const finding = await register()
    await correctFinding(context, {
      id: finding.id,
      rowVersion: finding.rowVersion,
      draft: draftOf(orgId, { severity: '较重' }),
    })
    const out = await act(await showFinding(context, finding.id), '下达')
    expect(out.draft.severity).toBe('较重')
    expect(
      await refusedFor(
        correctFinding(context, { id: out.id, rowVersion: out.rowVersion, draft: draftOf(orgId) }),
      ),
    ).toContain('不能再改')
  })

  it('does not go out incomplete (R-57)', async () => {
    const finding = await register({ basis: '', owner: '', dueOn: null })
    expect(await refusedFor(act(finding, '下达'))).toBe('没有填依据。没有填整改时限。没有填责任人。')
    const unfilled = await register({ demand: '请于8月11日前补齐{材料}。' })
    expect(await refusedFor(act(unfilled, '下达'))).toContain('材料')
  })
})

const everyPair = findingMachine.states.flatMap((state) =>
  findingMachine.actions.map((action) => [state, action] as const),
)

describe('every state and every action', () => {
  it.each(everyPair)('%s × %s', async (state, action) => {
    const finding = await inState(state)
    const step = stepFrom(findingMachine, state, action)
    expect(finding.actions).toEqual(actionsFrom(findingMachine, state))
    if (step === null) {
      expect(await refusedFor(act(finding, action))).toContain(`“${state}”`)
      await expect(
        write(context, (journal) =>
          journal.add('finding_step', {
            finding_id: finding.id,
            from_state: state,
            action,
            to_state: '已销号',
            on_day: '2005-08-15',
            person: '叶素心',
            text: '',
            evidence: '',
          }),
        ),
      ).rejects.toThrow()
      expect((await showFinding(context, finding.id)).state).toBe(state)
    } else {
      const after = await act(finding, action)
      expect(after.state).toBe(step.to)
      expect(after.steps.at(-1)).toMatchObject({ from: state, action, to: step.to, on: '2005-08-15' })
    }
  })
})

describe('closing (R-48b)', () => {
  it('is not for the person answerable, nor in the data file', async () => {
    const finding = await inState('待复查')
    expect(await refusedFor(act(finding, '销号', { person: '史大川' }))).toContain('验收人不得为责任人史大川')
    expect(await refusedFor(act(finding, '退回', { person: '史大川' }))).toContain('不能复查自己的问题')
    await expect(
      write(context, (journal) =>
        journal.change('finding', finding.id, {
          state: '已销号',
          recheck_by: '史大川',
          recheck_on: '2005-08-16',
        }),
      ),
    ).rejects.toThrow()
  })

  it('needs evidence: words or a file of this round', async () => {
    const returned = await act(await inState('待复查'), '退回', { dueOn: '2005-08-25' })
    expect(returned).toMatchObject({
      reopenCount: 1,
      recheckResult: '退回重改',
      draft: { dueOn: '2005-08-25' },
    })
    const again = await act(returned, '重新整改')
    expect(again).toMatchObject({ evidence: null, evidenceCount: 0 })
    const waiting = await act(await act(again, '反馈', { evidence: '' }), '提请复查')
    expect(await refusedFor(act(waiting, '销号'))).toContain('没有佐证材料')
    const file = path.join(opened.dir, '补记笔记.jpg')
    writeFileSync(file, '照片')
    opened.answers.open = [file]
    const [kept] = await attachToFinding(context, { id: waiting.id, token: null })
    const closed = await act(waiting, '销号')
    expect(closed).toMatchObject({
      state: '已销号',
      evidence: '补记笔记.jpg',
      recheckBy: '叶素心',
      recheckOn: '2005-08-15',
      recheckResult: '同意销号',
      light: '无',
      daysLeft: null,
    })
    expect(
      await refusedFor(detachFromFinding(context, { fileId: kept?.id ?? '', reason: '附错了' })),
    ).toContain('附件不能再改')
  })

  it('is not before the day it was done, and no step is before the one before it', async () => {
    const finding = await inState('待复查')
    expect(await refusedFor(act(finding, '销号', { on: '2005-08-14' }))).toContain(
      '早于上一步的日期2005-08-15',
    )
    expect(await refusedFor(act(finding, '销号', { on: '2005-08-18' }))).toContain('还没有到')
    await expect(
      write(context, (journal) =>
        journal.change('finding', finding.id, {
          state: '已销号',
          recheck_by: '叶素心',
          recheck_on: '2005-08-14',
        }),
      ),
    ).rejects.toThrow()
  })

  it.each<[string, Parameters<typeof draftOf>[1], Record<string, string | null | number>]>([
    ['due before found', {}, { due_on: '2005-07-31' }],
    ['out without a demand', {}, { state: '已下达', demand: ' ' }],
    ['answered without words', {}, { state: '已反馈' }],
    [
      'closed without a re-check',
      {},
      { state: '已销号', feedback: '好', done_on: '2005-08-10', evidence: '照片' },
    ],
    [
      'closed without evidence',
      {},
      {
        state: '已销号',
        feedback: '好',
        done_on: '2005-08-10',
        recheck_by: '叶素心',
        recheck_on: '2005-08-11',
      },
    ],
    ['withdrawn without a reason', {}, { state: '撤销' }],
    ['sent back and not counted', {}, { state: '退回重改', feedback: '好', done_on: '2005-08-10' }],
    ['in a state that does not exist', {}, { state: '逾期' }],
  ])('the data file refuses one %s', async (_name, draft, patch) => {
    const finding = await register(draft)
    await expect(
      context.db.write((trx) => trx.updateTable('finding').set(patch).where('id', '=', finding.id).execute()),
    ).rejects.toThrow()
  })
})

describe('on the way', () => {
  it('keeps every round of feedback', async () => {
    const returned = await act(await inState('待复查'), '退回', { text: '只补了2人' })
    const second = await act(await act(returned, '重新整改'), '反馈', { text: '4人全部补记' })
    const rounds = second.steps.filter(({ action }) => action === '反馈' || action === '退回')
    expect(rounds.map(({ text }) => text)).toEqual(['2人已重记，书记审阅签字', '只补了2人', '4人全部补记'])
    expect(second).toMatchObject({ feedback: '4人全部补记', recheckResult: null, reopenCount: 1 })
  })

  it('gives more time only with a reason, never before the day it was found', async () => {
    const finding = await inState('整改中')
    const input = { id: finding.id, rowVersion: finding.rowVersion, reason: '暑期教师集中培训' }
    expect(await refusedFor(extendFinding(context, { ...input, dueOn: '2005-07-31' }))).toContain(
      '早于发现日期',
    )
    expect(await refusedFor(extendFinding(context, { ...input, dueOn: '2005-08-11' }))).toContain('一样')
    await extendFinding(context, { ...input, dueOn: '2005-08-20' })
    const [last] = await findingHistory(context, finding.id)
    expect(last).toMatchObject({
      actor: '田克勤',
      reason: '暑期教师集中培训',
      fields: [{ label: '整改时限', before: '2005-08-11', after: '2005-08-20' }],
    })
  })

  it('writes every field into the history in words', async () => {
    const finding = await inState('待复查')
    const history = await findingHistory(context, finding.id)
    const labels = new Set(history.flatMap(({ fields }) => fields.map(({ label }) => label)))
    for (const label of ['状态', '整改情况', '佐证', '完成时间', '督导人员', '单位'])
      expect(labels).toContain(label)
    expect([...labels].every((label) => /^[\u4e00-\u9fff]+$/u.test(label))).toBe(true)
  })
})

describe('a form made ready', () => {
  it('comes from the line of an inspection with everything filled in (two strokes)', async () => {
    const { id } = await startInspection(context, {
      orgId,
      template: 'X',
      codes: ['X-11'],
      date: '2005-08-16',
      methods: ['查'],
      people: ['石文博'],
    })
    const [item] = (await showInspection(context, id)).items
    await recordItem(context, { id: item?.id ?? '', rowVersion: 1, result: '未达标', note: '抽6本，2本潦草' })
    const form = await blankFinding(context, { orgId, itemCode: 'X-11', inspectionId: id })
    expect(form.draft).toMatchObject({
      inspectionId: id,
      orgId,
      phase: 'study',
      itemCode: 'X-11',
      category: '笔记',
      correction: '补课',
      description: '抽6本，2本潦草',
      foundOn: '2005-08-16',
      owner: '史大川',
      inspectors: ['石文博'],
    })
    const finding = await act(
      await showFinding(context, await registerFinding(context, form.draft)),
      '下达',
      {
        on: '2005-08-16',
      },
    )
    expect(finding.state).toBe('已下达')
    expect((await showInspection(context, id)).items[0]?.findings).toMatchObject([{ no: finding.no }])
    expect((await blankFinding(context, { orgId, itemCode: 'X-11', inspectionId: id })).open).toHaveLength(1)
  })

  it('offers the days of the limits in force', async () => {
    const { days } = await blankFinding(context, { orgId: null, itemCode: null, inspectionId: null })
    expect(days).toEqual({
      一般: { 补齐: 10, 规范: 10, 补课: 10, 纠正: 10 },
      较重: { 补齐: 7, 规范: 7, 补课: 15, 纠正: 7 },
      严重: { 补齐: 5, 规范: 5, 补课: 5, 纠正: 5 },
    })
  })
})

const QUERY: FindingQuery = {
  group: '未销号',
  lights: [],
  states: [],
  units: [],
  categories: [],
  severities: [],
  phases: [],
  mine: false,
  search: '',
}

describe('the list', () => {
  const numbersOf = async (query: Partial<FindingQuery>): Promise<string[]> =>
    (await listFindings(context, { ...QUERY, ...query })).rows.map(({ shortNo }) => shortNo)

  it('goes by days left, with lights on whole local days: the due day itself is not overdue', async () => {
    for (const dueOn of ['2005-08-21', '2005-08-16', '2005-08-20', '2005-08-17', null])
      await register({ dueOn })
    const { rows, counts } = await listFindings(context, QUERY)
    expect(rows.map(({ shortNo, daysLeft, light }) => [shortNo, daysLeft, light])).toEqual([
      ['3-002', -1, '红'],
      ['3-004', 0, '黄'],
      ['3-003', 3, '黄'],
      ['3-001', 4, '绿'],
      ['3-005', null, '无'],
    ])
    expect(counts).toMatchObject({ open: 5, all: 5, closed: 0, lights: { 绿: 1, 黄: 2, 红: 1, 无: 1 } })
  })

  it('filters by state, light, unit, category, degree, phase, person and words', async () => {
    const other = await addUnit(context, {
      name: '中共清溪镇包装公司支部委员会',
      secretary: '汤水根',
      supervisor: '田克勤',
    })
    await inState('已销号')
    await inState('待复查')
    await register({ orgId: other, category: '活动记录', severity: '较重', phase: 'review', owner: '汤水根' })
    await register({ inspectors: ['田克勤'], dueOn: '2005-08-30' })
    expect(await numbersOf({})).toEqual(['3-002', '3-003', '3-004'])
    expect(await numbersOf({ group: '待复查' })).toEqual(['3-002'])
    expect(await numbersOf({ group: '全部' })).toEqual(['3-002', '3-003', '3-004', '3-001'])
    expect(await numbersOf({ lights: ['绿'] })).toEqual(['3-004'])
    expect(await numbersOf({ units: [other] })).toEqual(['3-003'])
    expect(await numbersOf({ categories: ['活动记录'] })).toEqual(['3-003'])
    expect(await numbersOf({ severities: ['较重'] })).toEqual(['3-003'])
    expect(await numbersOf({ phases: ['review'] })).toEqual(['3-003'])
    expect(await numbersOf({ mine: true })).toEqual(['3-003', '3-004'])
    expect(await numbersOf({ search: '包装' })).toEqual(['3-003'])
    expect(await numbersOf({ search: '3-004' })).toEqual(['3-004'])
    expect(await numbersOf({ states: ['登记'] })).toEqual(['3-003', '3-004'])
  })
})
