// Inspections on a real data file: which lines a unit is asked, freezing of lists, answers, progress, the end.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../../../src-main/core/refusal.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { write } from '../../../src-main/core/context.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { freeze, templateByKey } from '../../../src-main/core/services/inspections/checklists.ts'
import { showBoard } from '../../../src-main/core/services/inspections/board.ts'
import {
  discardInspection,
  finishInspection,
  reopenInspection,
  saveHead,
} from '../../../src-main/core/services/inspections/finish.ts'
import {
  attachToItem,
  detachFromItem,
  recordItem,
} from '../../../src-main/core/services/inspections/record.ts'
import { showInspection } from '../../../src-main/core/services/inspections/show.ts'
import { startInspection, type StartInput } from '../../../src-main/core/services/inspections/start.ts'
import { makeSheet, printSheet } from '../../../src-main/core/services/inspections/visit-sheet.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addUnit } from './unit.ts'

let opened: Opened
let context: Context
let orgId: string

beforeEach(async () => {
  opened = await openContext()
  context = opened.context
  orgId = await addUnit(context, { name: '中共清溪镇建筑公司支部委员会' })
})
afterEach(() => opened.close())

const input = (more: Partial<StartInput> = {}): StartInput => ({
  orgId,
  template: 'X',
  codes: null,
  date: '2005-08-16',
  methods: ['听', '查'],
  people: ['石文博'],
  ...more,
})

const begin = async (more: Partial<StartInput> = {}) =>
  showInspection(context, (await startInspection(context, input(more))).id)

const reasonsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.reasons
    throw error
  }
  throw new Error('not refused')
}

/** Answers every line that is still open. */
async function answerAll(id: string): Promise<void> {
  for (const item of (await showInspection(context, id)).items) {
    if (item.result === '未查')
      await recordItem(context, { id: item.id, rowVersion: item.rowVersion, result: '达标' })
  }
}

describe('starting', () => {
  it('asks the lines of the phase, nothing answered beforehand', async () => {
    const inspection = await begin()
    expect(inspection.items).toHaveLength(22)
    expect(new Set(inspection.items.map(({ result }) => result))).toEqual(new Set(['未查']))
    expect(inspection).toMatchObject({ phase: 'study', listVersion: 1, time: 1, state: '进行中' })
    expect(inspection.counts).toMatchObject({ total: 22, checked: 0, 未查: 22 })
  })

  it('asks only what concerns the level and the type of the unit (R-09)', async () => {
    const general = await addUnit(context, { name: '中共清溪镇企业总支部委员会', level: '总支' })
    const lines = (await begin({ orgId: general })).items.map(({ code }) => code)
    expect(lines).toContain('X-01')
    expect(lines).not.toContain('X-03')
  })

  it('refuses a unit without a type (R-09b)', async () => {
    const nameless = await addUnit(context, { name: '中共清溪镇某支部委员会', unitType: '' })
    expect((await reasonsOf(startInspection(context, input({ orgId: nameless }))))[0]).toContain('单位类型')
  })

  it('takes chosen lines only, and refuses those that do not concern the unit', async () => {
    expect((await begin({ codes: ['X-11', 'X-07'] })).items.map(({ code }) => code)).toEqual(['X-07', 'X-11'])
    const general = await addUnit(context, { name: '中共清溪镇企业总支部委员会', level: '总支' })
    expect(
      (await reasonsOf(startInspection(context, input({ orgId: general, codes: ['X-03'] }))))[0],
    ).toContain('X-03')
  })

  it('takes a work list for any unit', async () => {
    const inspection = await begin({ template: 'visit', date: '2005-08-17' })
    expect(inspection).toMatchObject({ kind: '工作清单', phase: 'review' })
    expect(inspection.items[0]).toMatchObject({ code: 'V-01', group: '出发前' })
  })

  it('refuses a day to come', async () => {
    expect(await reasonsOf(startInspection(context, input({ date: '2005-08-18' })))).toHaveLength(1)
  })

  it('continues the open one instead of doubling it, and adds the lines asked for', async () => {
    const first = await startInspection(context, input({ codes: ['X-07'] }))
    const again = await startInspection(context, input({ codes: ['X-07', 'X-08'] }))
    expect(again).toEqual({ id: first.id, isContinued: true })
    expect((await showInspection(context, first.id)).items.map(({ code }) => code)).toEqual(['X-07', 'X-08'])
  })

  it('cannot be doubled in the data file either', async () => {
    const { id } = await startInspection(context, input())
    const row = await context.db.read
      .selectFrom('inspection')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { org_id, phase, date, methods, people, checklist_id, template_key, summary, confirmed_by } = row
    const twin = { org_id, phase, date, methods, people, checklist_id, template_key, summary, confirmed_by }
    await expect(
      write(context, (journal) => journal.add('inspection', { ...twin, state: '进行中', finished_on: null })),
    ).rejects.toThrow()
    await expect(
      write(context, (journal) =>
        journal.add('inspection', { ...twin, people: '[]', state: '已完成', finished_on: date }),
      ),
    ).rejects.toThrow()
  })
})

describe('a list once used', () => {
  it('is kept as it was; a changed template is a new version, and the same one is not copied again', async () => {
    const template = templateByKey(context.campaign.template, 'X')
    await begin()
    const changed = { ...template, lines: template.lines.map((line) => ({ ...line, standard: '新的标准' })) }
    const versions = await write(context, async (journal) => [
      (await freeze(journal, template)).version,
      (await freeze(journal, changed)).version,
      (await freeze(journal, changed)).version,
    ])
    expect(versions).toEqual([1, 2, 2])
    const [open] = (await showBoard(context)).inspections
    const inspection = await showInspection(context, open?.id ?? '')
    expect(inspection.listVersion).toBe(1)
    expect(inspection.items[0]?.standard).not.toBe('新的标准')
  })

  it('cannot be changed in the data file', async () => {
    await begin()
    await expect(
      context.db.write((trx) => trx.updateTable('checklist').set({ content: '{}' }).execute()),
    ).rejects.toThrow()
  })
})

describe('answering', () => {
  it('saves a result with who and when, and leaves the rest', async () => {
    const [item] = (await begin()).items
    if (!item) throw new Error('no line')
    const noted = await recordItem(context, {
      id: item.id,
      rowVersion: 1,
      note: '组长为支部书记',
      self: '达标',
    })
    const judged = await recordItem(context, {
      id: item.id,
      rowVersion: noted.item.rowVersion,
      result: '未达标',
    })
    expect(judged.item).toMatchObject({
      result: '未达标',
      note: '组长为支部书记',
      self: '达标',
      judgedBy: '田克勤',
    })
    expect(judged.counts).toMatchObject({ checked: 1, 未达标: 1, applicable: 22 })
  })

  it('wants a reason for 不适用, also in the data file, and leaves it out of the denominator', async () => {
    const [item] = (await begin()).items
    if (!item) throw new Error('no line')
    expect(await reasonsOf(recordItem(context, { id: item.id, rowVersion: 1, result: '不适用' }))).toEqual([
      'X-01选“不适用”须写理由，请先写明为什么不适用。',
    ])
    await expect(
      write(context, (journal) =>
        journal.change('inspection_item', item.id, {
          result: '不适用',
          reason: ' ',
          judged_at: 'x',
          judged_by: 'x',
        }),
      ),
    ).rejects.toThrow()
    const done = await recordItem(context, {
      id: item.id,
      rowVersion: 1,
      result: '不适用',
      reason: '班子健全',
    })
    expect(done.counts).toMatchObject({ applicable: 21, checked: 1 })
    const back = await recordItem(context, { id: item.id, rowVersion: done.item.rowVersion, result: '达标' })
    expect(back.item.reason).toBe('')
  })

  it('takes 补课后达标 only for what had been missed', async () => {
    const [item] = (await begin()).items
    if (!item) throw new Error('no line')
    expect(
      await reasonsOf(recordItem(context, { id: item.id, rowVersion: 1, result: '补课后达标' })),
    ).toHaveLength(1)
    const missed = await recordItem(context, { id: item.id, rowVersion: 1, result: '未达标' })
    const made = await recordItem(context, {
      id: item.id,
      rowVersion: missed.item.rowVersion,
      result: '补课后达标',
    })
    expect(made.item.result).toBe('补课后达标')
  })

  it('keeps a list in steps in its order', async () => {
    const items = (await begin({ template: 'poll' })).items
    const [first, second] = items
    if (!first || !second) throw new Error('no line')
    expect(
      (await reasonsOf(recordItem(context, { id: second.id, rowVersion: 1, result: '达标' })))[0],
    ).toContain('T-01')
    await recordItem(context, { id: first.id, rowVersion: 1, result: '达标' })
    expect((await recordItem(context, { id: second.id, rowVersion: 1, result: '达标' })).item.result).toBe(
      '达标',
    )
  })

  it('does not overwrite what somebody else has just saved', async () => {
    const [item] = (await begin()).items
    if (!item) throw new Error('no line')
    await recordItem(context, { id: item.id, rowVersion: 1, note: '一' })
    await expect(recordItem(context, { id: item.id, rowVersion: 1, note: '二' })).rejects.toThrow(
      StaleRecordError,
    )
  })

  it('keeps files of a line', async () => {
    const [item] = (await begin()).items
    if (!item) throw new Error('no line')
    const file = path.join(opened.dir, '签到册.jpg')
    writeFileSync(file, '签到')
    opened.answers.open = [file]
    const [kept] = await attachToItem(context, { itemId: item.id, token: null })
    expect(kept?.name).toBe('签到册.jpg')
    expect(await reasonsOf(attachToItem(context, { itemId: item.id, token: file }))).toHaveLength(1)
    expect(await detachFromItem(context, { fileId: kept?.id ?? '', reason: '附错了' })).toEqual([])
  })
})

describe('finishing', () => {
  it('is refused while lines are open, and says how many and which', async () => {
    const inspection = await begin({ codes: ['X-01', 'X-02'] })
    expect(
      await reasonsOf(
        finishInspection(context, { id: inspection.id, rowVersion: 1, summary: '', confirmedBy: '' }),
      ),
    ).toEqual(['还有2项未查（X-01、X-02），查完才能完成检查。'])
  })

  it('closes it for changes until it is opened again with a reason', async () => {
    const { id } = await begin({ codes: ['X-01'] })
    await answerAll(id)
    await finishInspection(context, { id, rowVersion: 1, summary: '总体较好', confirmedBy: '陆秋菊' })
    const done = await showInspection(context, id)
    expect(done).toMatchObject({ state: '已完成', finishedOn: '2005-08-17', confirmedBy: '陆秋菊' })
    const [item] = done.items
    expect(
      (await reasonsOf(recordItem(context, { id: item?.id ?? '', rowVersion: 2, result: '未达标' })))[0],
    ).toContain('重新打开')
    await reopenInspection(context, { id, rowVersion: done.rowVersion, reason: '写错了' })
    expect(await showInspection(context, id)).toMatchObject({ state: '进行中', finishedOn: null })
  })

  it('shows the next time what was found the last time', async () => {
    const { id, items } = await begin({ codes: ['X-01'] })
    await recordItem(context, { id: items[0]?.id ?? '', rowVersion: 1, result: '未达标', note: '组长不对' })
    await finishInspection(context, { id, rowVersion: 1, summary: '', confirmedBy: '' })
    const next = await begin({ codes: ['X-01'], date: '2005-08-17' })
    expect(next).toMatchObject({ time: 2 })
    expect(next.items[0]).toMatchObject({
      earlier: { result: '未达标', on: '2005-08-16', note: '组长不对', people: ['石文博'] },
      mayMakeUp: true,
      result: '未查',
    })
  })

  it('cannot reopen one beside another that is open', async () => {
    const { id } = await begin({ codes: ['X-01'] })
    await answerAll(id)
    await finishInspection(context, { id, rowVersion: 1, summary: '', confirmedBy: '' })
    await begin()
    const { rowVersion } = await showInspection(context, id)
    expect((await reasonsOf(reopenInspection(context, { id, rowVersion, reason: '写错了' })))[0]).toContain(
      '还在进行',
    )
  })

  it('changes the head, and takes away one begun by mistake only while nothing is answered', async () => {
    const { id, items } = await begin()
    await saveHead(context, {
      id,
      rowVersion: 1,
      date: '2005-08-15',
      methods: ['看'],
      people: ['叶素心', '石文博'],
      summary: '',
      confirmedBy: '',
    })
    expect(await showInspection(context, id)).toMatchObject({
      date: '2005-08-15',
      people: ['叶素心', '石文博'],
    })
    const answered = await recordItem(context, { id: items[0]?.id ?? '', rowVersion: 1, result: '达标' })
    expect((await reasonsOf(discardInspection(context, { id, rowVersion: 2 })))[0]).toContain('已经查了1项')
    await recordItem(context, { id: answered.item.id, rowVersion: answered.item.rowVersion, result: '未查' })
    await discardInspection(context, { id, rowVersion: 2 })
    expect((await showBoard(context)).inspections).toEqual([])
    expect((await startInspection(context, input())).isContinued).toBe(false)
  })
})

describe('the board', () => {
  it('names the units not inspected in the present phase (R-34), by its own checklist only', async () => {
    const before = await showBoard(context)
    expect(before.phase?.key).toBe('review')
    expect(before.units).toMatchObject([{ orgId, isMissing: true, inPhase: 0 }])
    await answerAll((await begin({ template: 'visit', date: '2005-08-17' })).id)
    const { id } = await begin({ template: 'F', codes: ['F-01'], date: '2005-08-17' })
    expect((await showBoard(context)).units[0]).toMatchObject({ isMissing: true, lastOn: '2005-08-17' })
    await answerAll(id)
    expect((await showBoard(context)).units[0]).toMatchObject({ isMissing: false, inPhase: 1 })
  })

  it('shows how far each inspection has come', async () => {
    const { items } = await begin({ codes: ['X-01', 'X-02'] })
    await recordItem(context, { id: items[0]?.id ?? '', rowVersion: 1, result: '达标' })
    expect((await showBoard(context)).inspections).toMatchObject([
      { unit: '建筑公司支部', listName: '学习动员阶段检查验收清单', counts: { checked: 1, total: 2 } },
    ])
  })
})

describe('下点单', () => {
  it('brings the unit, what is missing, and the list to fill in', async () => {
    const { id, items } = await begin({ codes: ['X-07'] })
    await recordItem(context, { id: items[0]?.id ?? '', rowVersion: 1, result: '未达标' })
    await finishInspection(context, { id, rowVersion: 1, summary: '学时不足', confirmedBy: '' })
    const { title, body } = await makeSheet(context, { orgId, template: 'X' })
    expect(title).toContain('建筑公司支部')
    for (const words of [
      '督三下点0817-',
      '活动方案还没有报送',
      'X-07集中学习时间上次检查未达标',
      '学时不足',
      '共22项',
      '□',
    ])
      expect(body.text).toContain(words)
  })

  it('escapes what people have written, and is printed as a whole page', async () => {
    const odd = await addUnit(context, { name: '中共清溪镇<b>某</b>支部委员会' })
    expect((await makeSheet(context, { orgId: odd, template: null })).body.text).not.toContain('<b>某</b>')
    await printSheet(context, { orgId, template: null })
    expect(opened.answers.printed[0]).toMatch(/^<!doctype html>/u)
  })
})
