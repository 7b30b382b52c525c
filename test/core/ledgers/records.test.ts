// One record at a time: the form and its errors, masked numbers left alone, versions, removal, history, numbers shown in full.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerRow } from '#shared/contract/ledger.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { NotFound } from '../../../src-main/core/refusal.ts'
import { ledgerHistory, revealNumber } from '../../../src-main/core/services/ledgers/record-history.ts'
import { exportLedger } from '../../../src-main/core/services/ledgers/export-ledger.ts'
import { removeRecord, restoreRecord } from '../../../src-main/core/services/ledgers/remove-record.ts'
import { checkRecord, InvalidForm, saveRecord } from '../../../src-main/core/services/ledgers/save-record.ts'
import { listLedger } from '../../../src-main/core/services/ledgers/show-records.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bring, bringTown, idFor, line, makeBook, MEMBER_HEADER } from '../imports/workbooks.ts'

let opened: Opened
beforeEach(async () => {
  opened = await openContext()
  await bringTown(opened)
})
afterEach(() => opened.close())

const ID = idFor('19550701', 1)
const FORM = {
  name: '张三',
  sex: '男',
  birth_date: '1955.7',
  id_no: ID,
  join_date: '1985年7月',
  confirm_date: '1986.7',
  org_id: '城南社区支部',
  phone: '13900000001',
}

const save = async (texts: Record<string, string>, row?: LedgerRow): Promise<LedgerRow> => {
  const input = { ledger: 'members', id: row?.id ?? null, version: row?.version ?? null, texts, reason: null }
  return (await saveRecord(opened.context, input)).row
}
const check = async (texts: Record<string, string>, id: string | null = null, ledger = 'members') =>
  (await checkRecord(opened.context, ledger, id, texts))
    .filter((p) => p.code !== 'M-318')
    .map((p) => [p.column, p.code, p.level])
const organisation = async (search: string): Promise<LedgerRow> => {
  const { rows } = await listLedger(opened.context, { ledger: 'organisations', search, offset: 0, limit: 1 })
  if (!rows[0]) throw new Error(`no organisation ${search}`)
  return rows[0]
}

describe('the form', () => {
  it('adds a member as an import would, and shows him masked', async () => {
    const row = await save(FORM)
    expect(row).toMatchObject({
      version: 1,
      values: { name: '张三', birth_date: '1955-07', join_date: '1985-07', phone: '139****0001' },
      names: { org_id: '中共清溪镇城南社区支部委员会' },
    })
  })

  it.each([
    [
      'nothing filled in',
      { name: '' },
      [
        ['name', 'M-301'],
        ['sex', 'M-303'],
        ['birth_date', 'M-391'],
        ['id_no', 'M-391'],
        ['join_date', 'M-320'],
        ['org_id', 'M-331'],
        ['confirm_date', 'M-325'],
      ],
    ],
    ['a wrong birthday', { ...FORM, birth_date: '1955.8' }, [['birth_date', 'M-313']]],
    ['an unknown branch', { ...FORM, org_id: '城东' }, [['org_id', 'M-330']]],
    ['words for a date', { ...FORM, join_date: '去年' }, [['join_date', 'M-306']]],
  ] as [string, Record<string, string>, string[][]][])(
    '%s is told field by field',
    async (_, texts, expected) => {
      expect((await check(texts)).map(([column, code]) => [column, code])).toEqual(expected)
      await expect(save(texts)).rejects.toThrow(InvalidForm)
    },
  )

  it('speaks of the field, not of rows', async () => {
    const problems = await checkRecord(opened.context, 'members', null, { ...FORM, name: '张3' })
    expect(problems.find((p) => p.code === 'M-302')?.message).toBe('姓名“张3”含数字、字母或过长。')
  })

  it('leaves masked numbers alone, clears what is emptied, keeps what is not named', async () => {
    const row = await save(FORM)
    const texts = { phone: '139****0001', id_no: String(row.values['id_no']), confirm_date: '' }
    await save(texts, row)
    const stored = await opened.context.db.read
      .selectFrom('member')
      .select(['phone', 'id_no', 'confirm_date', 'name'])
      .executeTakeFirstOrThrow()
    expect(stored).toEqual({ phone: '13900000001', id_no: ID, confirm_date: null, name: '张三' })
  })

  it('refuses the same person, the same organisation, and a superior below itself', async () => {
    const row = await save(FORM)
    expect(await check(FORM)).toEqual([['id_no', 'M-398', '错误']])
    expect(await check({ remark: '一' }, row.id)).toEqual([])
    const texts = { full_name: '清溪镇城南社区党支部', level: '支部', unit_type: '社区' }
    expect(await check(texts, null, 'organisations')).toEqual([['full_name', 'M-397', '错误']])
    const general = await organisation('城区')
    expect(await check({ parent_id: '城南社区支部' }, general.id, 'organisations')).toEqual([
      ['parent_id', 'M-335', '错误'],
    ])
    expect(await check({ parent_id: '城区总支' }, general.id, 'organisations')).toEqual([
      ['parent_id', 'M-335', '错误'],
    ])
  })

  it('refuses to overwrite what somebody else changed', async () => {
    const row = await save(FORM)
    await save({ remark: '一' }, row)
    await expect(save({ remark: '二' }, row)).rejects.toThrow(StaleRecordError)
  })

  it('of a record that is gone says so', async () => {
    await expect(check({}, 'nothing')).rejects.toThrow(NotFound)
  })
})

describe('removal', () => {
  it('takes a member out and back', async () => {
    const row = await save(FORM)
    await removeRecord(opened.context, { ledger: 'members', id: row.id, version: 1, reason: '登记错误' })
    expect((await listLedger(opened.context, { ledger: 'members', offset: 0, limit: 9 })).all).toBe(0)
    expect(await restoreRecord(opened.context, 'members', row.id)).toMatchObject({ id: row.id })
    expect((await listLedger(opened.context, { ledger: 'members', offset: 0, limit: 9 })).all).toBe(1)
  })

  it('of an organisation in use is refused, with what uses it', async () => {
    await save(FORM)
    const remove = async (search: string) => {
      const { id, version } = await organisation(search)
      return removeRecord(opened.context, { ledger: 'organisations', id, version, reason: '试' })
    }
    await expect(remove('城南')).rejects.toThrow(
      '这个党组织下还有 1 名党员，请先把它们转出或改到别的党组织。',
    )
    await expect(remove('城区')).rejects.toThrow('这个党组织下还有 2 个下级党组织')
    await expect(remove('中学')).resolves.toBeUndefined()
  })
})

describe('history', () => {
  it('tells each change in words, numbers masked, unknown columns one by one', async () => {
    const header = [...MEMBER_HEADER, '家属电话', '党费']
    const sheet = (more: (string | null)[]) =>
      makeBook(opened, { name: '表', rows: [header, [...line(1, { name: '张三', id: ID }), ...more]] })
    await bring(opened.context, 'members', await sheet(['13900000009', '3元']))
    await bring(opened.context, 'members', await sheet(['13900000009', '4元']))
    const { rows } = await listLedger(opened.context, { ledger: 'members', offset: 0, limit: 1 })
    const [row] = rows
    if (!row) throw new Error('no member')
    await save({ phone: '13900000001', org_id: '城北社区', categories: '离退休' }, row)
    const entries = await ledgerHistory(opened.context, 'members', row.id)
    expect(entries.map((e) => [e.action, e.actor])).toEqual([
      ['change', '田克勤'],
      ['change', '田克勤'],
      ['add', '田克勤'],
    ])
    expect(entries[0]?.fields).toEqual(
      expect.arrayContaining([
        { label: '联系电话', before: null, after: '139****0001' },
        {
          label: '所在党支部',
          before: '中共清溪镇城南社区支部委员会',
          after: '中共清溪镇城北社区支部委员会',
        },
        { label: '类别标记', before: null, after: '离退休' },
      ]),
    )
    expect(entries[1]?.fields).toEqual([{ label: '党费', before: '3元', after: '4元' }])
    expect(JSON.stringify([entries, row])).not.toMatch(/1390000000\d|19550701/u)
  })
})

describe('numbers in full', () => {
  it('are shown with a reason, and the showing is logged', async () => {
    const row = await save(FORM)
    const input = { ledger: 'members', id: row.id, column: 'id_no', reason: '核对身份证' }
    expect(await revealNumber(opened.context, input)).toEqual({ value: ID })
    const logged = await opened.context.db.read
      .selectFrom('change_log')
      .select(['entity_id', 'reason', 'actor', 'fields'])
      .where('entity', '=', 'revealed_number')
      .execute()
    expect(logged).toEqual([
      { entity_id: row.id, reason: '核对身份证', actor: '田克勤', fields: '{"column":[null,"id_no"]}' },
    ])
    await expect(revealNumber(opened.context, { ...input, column: 'name' })).rejects.toThrow(
      '这一栏没有隐去的号码。',
    )
  })

  it('leave in an export only with a reason', async () => {
    await save(FORM)
    const wish = { query: { ledger: 'members' as const }, fullNumbers: true, sheetPerOrganisation: false }
    await expect(exportLedger(opened.context, { ...wish, reason: ' ' })).rejects.toThrow(
      '导出隐去的内容须写明用途（不少于4个字）。',
    )
  })
})
