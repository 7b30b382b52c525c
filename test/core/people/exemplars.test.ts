// A recommendation goes its way step by step in the form; files change nothing in it, and negative cases stay unnamed.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerRow } from '#shared/contract/ledger.ts'
import { writeWorkbook } from '../../../src-main/core/excel/writer.ts'
import { ledgerBook } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { InvalidForm, saveRecord } from '../../../src-main/core/services/ledgers/save-record.ts'
import { getRow } from '../../../src-main/core/services/ledgers/show-records.ts'
import path from 'node:path'
import { bringTown, codes, makeBook, planOf, rowAt } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterEach(() => opened.close())

const save = async (texts: Record<string, string>, row?: LedgerRow): Promise<LedgerRow> => {
  const input = {
    ledger: 'exemplars',
    id: row?.id ?? null,
    version: row?.version ?? null,
    texts,
    reason: null,
  }
  return (await saveRecord(opened.context, input)).row
}
const refusedWith = async (texts: Record<string, string>, row: LedgerRow): Promise<string> => {
  const error = await save(texts, row).catch((e: unknown) => e)
  if (!(error instanceof InvalidForm)) throw new Error('not refused')
  return error.problems.map(({ message }) => message).join('')
}
const FORM = { name: '张三', org_id: '城南社区支部', deeds: '上门读报', side: '正面典型' }

/** The exported workbook as a file. */
async function exported(fullNumbers: boolean): Promise<string> {
  const file = path.join(opened.dir, `典型${String(fullNumbers)}.xlsx`)
  const query = { ledger: 'exemplars' as const }
  const wish = { query, fullNumbers, reason: '内部核对', sheetPerOrganisation: false }
  await writeWorkbook(file, `${file}.part`, await ledgerBook(opened.context, wish))
  return file
}

describe('the way of a recommendation', () => {
  it('begins as recommended and goes on step by step', async () => {
    let row = await save(FORM)
    expect(row.values['state']).toBe('推荐')
    for (const state of ['入围', '确定', '宣传']) row = await save({ state }, row)
    expect(row.values['state']).toBe('宣传')
  })
  it('leaves out no step, and says which are open', async () => {
    const row = await save(FORM)
    expect(await refusedWith({ state: '宣传' }, row)).toContain('只能改为“入围”“未采纳”')
    expect((await getRow(opened.context, 'exemplars', row.id)).values['state']).toBe('推荐')
  })
  it('ends with a reason where the town does not take it', async () => {
    const row = await save(FORM)
    expect(await refusedWith({ state: '未采纳' }, row)).toContain('须先写明未采纳理由')
    const said = await save({ why_refused: '事迹还不够具体' }, row)
    expect((await save({ state: '未采纳' }, said)).values['state']).toBe('未采纳')
  })
  it('of a negative case ends before it is made known', async () => {
    let row = await save({ ...FORM, side: '反面典型' })
    for (const state of ['入围', '确定']) row = await save({ state }, row)
    expect(await refusedWith({ state: '宣传' }, row)).toContain('反面典型不得在公开名单中点名')
  })
  it('is not changed past the form either', async () => {
    const { id } = await save(FORM)
    const skip = opened.context.db.write((trx) =>
      trx.updateTable('exemplar').set({ state: '宣传' }).where('id', '=', id).execute(),
    )
    await expect(skip).rejects.toThrow()
  })
})

describe('a file', () => {
  it('says a state in vain', async () => {
    const row = await save(FORM)
    const file = await makeBook(opened, {
      name: '典型推荐表',
      rows: [
        ['清溪镇典型推荐表'],
        ['序号', '姓名', '推荐支部', '事迹', '状态'],
        [1, '张三', '城南社区支部', '上门读报', '宣传'],
      ],
    })
    const plan = await planOf(opened.context, 'exemplars', file)
    expect(codes(plan)).toEqual(['M-472'])
    expect(plan.rows.map(({ id, outcome }) => [id, outcome])).toEqual([[row.id, 'same']])
  })

  it('that hides who is meant changes nothing when it comes back', async () => {
    await save({ ...FORM, side: '反面典型', deeds: '张三不参加学习，城南社区支部已经谈话' })
    await save({ ...FORM, name: '李红' })
    const book = await ledgerBook(opened.context, {
      query: { ledger: 'exemplars' },
      fullNumbers: false,
      reason: null,
      sheetPerOrganisation: false,
    })
    const [hidden, open] = book.sheets[0]?.rows ?? []
    expect(hidden?.slice(1, 3)).toEqual(['某同志', '某单位'])
    expect(hidden?.join('|')).not.toMatch(/张三|城南/u)
    expect(open?.[1]).toBe('李红')
    const plan = await planOf(opened.context, 'exemplars', await exported(false))
    expect(rowAt(plan, 4).outcome).toBe('refused')
    expect(rowAt(plan, 5).outcome).toBe('same')
  })

  it('for the group itself names everybody and comes back unchanged', async () => {
    await save({ ...FORM, side: '反面典型' })
    const plan = await planOf(opened.context, 'exemplars', await exported(true))
    expect(plan.rows.map(({ outcome }) => outcome)).toEqual(['same'])
  })
})
