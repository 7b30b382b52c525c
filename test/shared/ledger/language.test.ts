// What the ledger language says beyond plain columns: read-only columns, frozen rows, members found within their unit.
import { describe, expect, it } from 'vitest'
import { count, choice, reference } from '#shared/ledger/column.ts'
import { Directory } from '#shared/ledger/import/directory.ts'
import { MemberDirectory } from '#shared/ledger/import/member-directory.ts'
import type { StoredRow } from '#shared/ledger/import/draft.ts'
import { planNow } from '#shared/ledger/import/planner.ts'
import { recordCode } from '#shared/ledger/record-code.ts'
import { columnEntries, defineLedger, ledgerFaults, nameColumn, sameValue } from '#shared/ledger/ledger.ts'
import type { LedgerModule } from '#shared/ledger/module.ts'
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import { blankLedger } from '#shared/documents/ledger-sheet.ts'

const hours = defineLedger({
  key: 'hours',
  title: '学时',
  heading: '学时表',
  table: 'hours',
  sheets: ['学时表'],
  identity: [['org_id', 'member_id']],
  measure: '条',
  importNote: '',
  columns: {
    org_id: reference('单位', 'organisations', { required: true }),
    member_id: reference('姓名', 'members', { required: true, within: 'org_id' }),
    hours: count('学时'),
    state: choice('状态', ['登记', '已签字'], { readonly: true }),
  },
})

const module: LedgerModule = {
  ledger: hours,
  derived: [],
  settle: () => undefined,
  complete: (values) => values,
  checkRow: () => [],
  checksAmongRows: [],
  whyFrozen: (stored) => (stored['state'] === '已签字' ? '已经签字，不能再改。' : null),
}

const place = { town: '清溪镇', county: '示例县' }
const organisations = new Directory(
  [
    { id: 'a', name: '中共清溪镇第一小学支部委员会', aliases: ['一小支部'] },
    { id: 'b', name: '中共清溪镇第二小学支部委员会', aliases: ['二小支部'] },
  ],
  place,
)
const members = new MemberDirectory([
  { id: 'm1', name: '张明', orgId: 'a', tail: '0015' },
  { id: 'm2', name: '张明', orgId: 'b', tail: '0023' },
  { id: 'm3', name: '李红', orgId: 'a', tail: '0031' },
  { id: 'm4', name: '李红', orgId: 'a', tail: '004X' },
])

const bookOf = (rows: readonly (readonly string[])[]): RawWorkbook => ({
  fileName: '学时.xlsx',
  sha256: '0',
  format: 'xlsx',
  date1904: false,
  sheets: [
    {
      name: '学时表',
      state: 'visible',
      merges: [],
      rows: [['序号', '单位', '姓名', '学时', '状态'], ...rows.map((r, i) => [String(i + 1), ...r])].map(
        (texts, i) => ({
          number: i + 1,
          hidden: false,
          cells: texts.map((text) => (text === '' ? null : { kind: 'text' as const, text })),
        }),
      ),
    },
  ],
})

const planOf = (rows: readonly (readonly string[])[], stored: readonly StoredRow[] = []) => {
  let next = 0
  return planNow({
    module,
    workbook: bookOf(rows),
    choices: { headerRows: {}, mappings: {} },
    answers: {},
    stored,
    directories: { organisations, members },
    place,
    today: '2005-08-17',
    campaignStart: '2005-07-01',
    nameOf: (id) => (id === 'a' ? '一小支部' : id),
    statedCount: () => undefined,
    newId: () => `new${next++}`,
  })
}

const storedRow = (state: string): StoredRow => ({
  id: 'x',
  version: 1,
  values: { org_id: 'a', member_id: 'm1', hours: 10, state },
  extra: {},
})

describe('a member', () => {
  it('is found in the unit of the row, though another unit has a namesake', () => {
    const plan = planOf([
      ['一小支部', '张明', '12', ''],
      ['二小支部', '张明', '8', ''],
    ])
    expect(plan.rows.map((r) => [r.outcome, r.values['member_id']])).toEqual([
      ['add', 'm1'],
      ['add', 'm2'],
    ])
  })

  it('with a namesake in the unit is asked for by the tail of the number', () => {
    const [row] = planOf([['一小支部', '李红', '12', '']]).rows
    expect(row?.outcome).toBe('refused')
    expect(row?.problems.map((p) => [p.code, p.candidates])).toEqual([
      ['M-390', ['李红（0031）', '李红（004X）']],
    ])
  })

  it.each(['李红（004X）', '李红(004x)', '李 红（身份证末四位004X）', '李红（身份证号末四位 004X）'])(
    'is found as %s',
    (text) => {
      expect(members.find(text, 'a')).toEqual({ id: 'm4' })
    },
  )

  it('who is not on the roster of the unit is refused, with the names that come near', () => {
    const [row] = planOf([['一小支部', '张铭', '12', '']]).rows
    expect(row?.problems.map((p) => p.message)).toEqual(['第2行“张铭”不在一小支部花名册。是否为：张明？'])
  })

  it('of another unit is not taken for one of this', () => {
    expect(members.find('李红', 'b')).toEqual({ candidates: [] })
  })
})

describe('a read-only column', () => {
  it('changed in a file is ignored and said', () => {
    const [row] = planOf([['一小支部', '张明', '12', '已签字']], [storedRow('登记')]).rows
    expect(row?.changes.map((c) => [c.column, c.after])).toEqual([['hours', 12]])
    expect(row?.problems.map((p) => p.code)).toEqual(['M-472'])
  })

  it('unchanged in a file says nothing', () => {
    const [row] = planOf([['一小支部', '张明', '10', '登记']], [storedRow('登记')]).rows
    expect([row?.outcome, row?.problems.length]).toEqual(['same', 0])
  })

  it('of a new row is left to the program', () => {
    const [row] = planOf([['一小支部', '张明', '12', '随便写']]).rows
    expect(row?.outcome).toBe('add')
    expect(row?.values).not.toHaveProperty('state')
  })

  it('is no part of the blank table', () => {
    const [sheet] = blankLedger(hours, { town: '清溪镇', unit: '一小支部', date: '' }).sheets
    expect(sheet?.columns.map((c) => c.header)).toEqual(['序号', '单位', '姓名', '学时'])
  })
})

describe('a frozen row', () => {
  it('is refused when the file changes it', () => {
    const [row] = planOf([['一小支部', '张明', '12', '']], [storedRow('已签字')]).rows
    expect(row?.outcome).toBe('refused')
    expect(row?.problems.map((p) => p.message)).toEqual(['第2行没有写入：已经签字，不能再改。'])
  })

  it('unchanged is not mentioned', () => {
    const [row] = planOf([['一小支部', '张明', '10', '']], [storedRow('已签字')]).rows
    expect([row?.outcome, row?.problems.length]).toEqual(['same', 0])
  })
})

describe('a record code', () => {
  const coded: LedgerModule = { ...module, ledger: { ...hours, isCoded: true } }
  const stored = { ...storedRow('登记'), id: '0198b2c4-7000-7000-8000-0123456789ab' }
  const code = recordCode(stored.id)
  const planWith = (written: string) => {
    const book = bookOf([['一小支部', '李红（0031）', '12', '']])
    const [sheet] = book.sheets
    const rows = sheet?.rows.map((row, i) => ({
      ...row,
      cells: [...row.cells.slice(0, 4), null, { kind: 'text' as const, text: i === 0 ? '记录码' : written }],
    }))
    return planNow({
      module: coded,
      workbook: { ...book, sheets: sheet && rows ? [{ ...sheet, rows }] : [] },
      choices: { headerRows: {}, mappings: {} },
      answers: {},
      stored: [stored],
      directories: { organisations, members },
      place,
      today: '2005-08-17',
      campaignStart: '2005-07-01',
      nameOf: (id) => id,
      statedCount: () => undefined,
      newId: () => 'new',
    })
  }

  it('is ten signs that do not change', () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(recordCode(stored.id)).toBe(code)
  })

  it.each([code, ` ${code.toLowerCase()} `])(
    'leads a row whose every key was changed back to its record',
    (text) => {
      const plan = planWith(text)
      expect(plan.rows.map((r) => [r.outcome, r.id])).toEqual([['change', stored.id]])
      expect(plan.rows[0]?.changes.map((c) => c.column)).toEqual(['member_id', 'hours'])
      expect(plan.sheets[0]?.problems).toEqual([])
    },
  )

  it('that nobody knows makes a new record', () => {
    expect(planWith('0000000000').rows.map((r) => r.outcome)).toEqual(['add'])
  })
})

it('names a row by what it refers to when it has no text', () => {
  expect(nameColumn(hours)).toBe('org_id')
  expect(ledgerFaults(hours)).toEqual([])
  const broken = { ...hours, columns: { member_id: reference('姓名', 'members', { within: 'nowhere' }) } }
  expect(ledgerFaults({ ...broken, identity: [] })).toHaveLength(1)
  expect(columnEntries(hours)).toHaveLength(4)
})

describe('values of a row', () => {
  it.each([
    [['助医', '助困'], ['助困', '助医'], true],
    [['助医'], ['助困'], false],
    [[], null, true],
    [null, '', false],
    [3, 3, true],
  ])('%j and %j: the same is %s', (a, b, same) => {
    expect(sameValue(a, b)).toBe(same)
  })
})
