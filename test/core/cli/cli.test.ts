// The command line as a script meets it: exit codes, one JSON object, sentences, files.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readWorkbook } from '../../../src-main/core/excel/intake/read.ts'
import { openContext, type Opened } from '../open-context.ts'
import {
  idFor,
  line,
  makeBook,
  MEMBER_HEADER,
  ORGANISATION_HEADER,
  roster,
  TOWN,
} from '../imports/workbooks.ts'
import { dudao, dudaoIntoHead, jsonOf } from './run.ts'

let opened: Opened
let orgs: string
let good: string
let mixed: string
let data: string
const at = (name: string): string => path.join(opened.dir, name)

beforeAll(async () => {
  opened = await openContext()
  orgs = await makeBook(opened, { name: '党组织名册', rows: [['名册'], [...ORGANISATION_HEADER], ...TOWN] })
  good = await makeBook(opened, roster([{ name: '张三' }, { name: '李四', sex: '女' }, { name: '王五' }]))
  mixed = await makeBook(
    opened,
    roster(
      [
        { name: '赵六', order: 61 },
        { name: '钱7', order: 71 },
        { name: '孙八', id: 999999195507010000 },
      ],
      {
        rows: [[], ['合计', 3], ['填表人：']],
      },
    ),
  )
  data = at('镇')
})
afterAll(() => opened.close())

const importing = (file: string, ledger: string, ...more: string[]) =>
  dudao(['import', file, '--ledger', ledger, '--data', data, '--json', ...more])

describe('dudao import, list, undo', () => {
  it('brings rosters in and lists them, with the shapes a script relies on', async () => {
    const first = await importing(orgs, 'organisations')
    expect([first.code, first.err]).toEqual([0, ''])
    expect(jsonOf(first)).toEqual({
      batch: expect.stringMatching(/^[0-9a-f-]{36}$/u) as unknown,
      read: 7,
      add: 7,
      change: 0,
      same: 0,
      refused: 0,
      warned: 0,
      missing: 0,
      skipped: { total: 0, blank: 0, repeatedHeader: 0, footer: 0, sample: 0 },
      sheets: [{ name: '党组织名册', imported: true, headerRow: 2 }],
      problems: [],
    })
    const members = jsonOf(await importing(good, 'members'))
    expect(members).toMatchObject({ read: 3, add: 3, refused: 0 })
    const listed = jsonOf(await dudao(['list', 'members', '--data', data, '--json']))
    expect(Object.keys(listed)).toEqual(['rows', 'total'])
    expect(listed).toMatchObject({
      total: 3,
      rows: [
        {
          name: '张三',
          id_no: `999999********${idFor('19550701', 3).slice(-4)}`,
          join_date: '1985-07',
          org_id: '中共清溪镇城南社区支部委员会',
        },
        { name: '李四' },
        { name: '王五' },
      ],
    })
    const undone = await dudao(['undo', String(members['batch']), '--data', data, '--json'])
    expect([undone.code, jsonOf(undone)]).toEqual([0, { undone: 3, kept: [] }])
    const twice = await dudao(['undo', String(members['batch']), '--data', data])
    expect([twice.code, twice.err]).toEqual([1, '这次导入已经撤销过了。\n'])
    const unknown = await dudao(['undo', 'nothing', '--data', data])
    expect([unknown.code, unknown.out]).toEqual([1, ''])
  })

  it('stops at a refused row by default: exit 1, the report all the same, nothing written', async () => {
    const ran = await importing(mixed, 'members')
    expect(ran.code).toBe(1)
    const report = jsonOf(ran)
    expect(report).toMatchObject({
      batch: null,
      read: 3,
      add: 1,
      refused: 2,
      skipped: { total: 1, blank: 1, footer: 1 },
    })
    expect(report['problems']).toEqual(
      expect.arrayContaining([
        {
          sheet: '党员花名册',
          row: 5,
          column: '姓名',
          code: 'M-302',
          level: '错误',
          message: '第5行姓名“钱7”含数字、字母或过长。',
        },
        expect.objectContaining({ row: 6, column: '身份证号码', code: 'M-311', level: '错误' }),
        expect.objectContaining({ row: null, code: 'M-105', level: '提示' }),
      ]),
    )
    expect(ran.out).not.toMatch(/999999\d{6}/u)
    expect(ran.err).toContain('一行也没有写入')
    expect(jsonOf(await dudao(['list', 'members', '--data', data, '--json']))['total']).toBe(0)
  })

  it('tries without writing, and says by its exit what would happen', async () => {
    expect((await importing(mixed, 'members', '--dry-run')).code).toBe(1)
    const tried = await importing(mixed, 'members', '--dry-run', '--policy', 'skip')
    expect([tried.code, jsonOf(tried)['batch'], jsonOf(tried)['add']]).toEqual([0, null, 1])
    expect(jsonOf(await dudao(['list', 'members', '--data', data, '--json']))['total']).toBe(0)
    const nowhere = at('没有')
    const dry = await dudao([
      'import',
      orgs,
      '--ledger',
      'organisations',
      '--data',
      nowhere,
      '--dry-run',
      '--json',
    ])
    expect([dry.code, jsonOf(dry)['add'], existsSync(nowhere)]).toEqual([0, 7, false])
  })

  it('skips refused rows when told to', async () => {
    const ran = await importing(mixed, 'members', '--policy', 'skip')
    expect([ran.code, jsonOf(ran)['add'], jsonOf(ran)['refused']]).toEqual([0, 1, 2])
    await dudao(['undo', String(jsonOf(ran)['batch']), '--data', data])
  })

  it('says why a file cannot be read', async () => {
    const broken = at('坏.xlsx')
    writeFileSync(broken, 'no workbook')
    for (const file of [broken, at('没有这个文件.xlsx'), opened.dir]) {
      const ran = await importing(file, 'members')
      expect([file, ran.code]).toEqual([file, 1])
      const [said] = jsonOf(ran)['problems'] as { level: string; message: string }[]
      expect(said).toMatchObject({ level: '错误', message: expect.stringMatching(/。$/u) as unknown })
    }
    const wrong = await makeBook(opened, { name: '收支', rows: [['日期', '收入', '支出']] })
    const ran = await importing(wrong, 'members')
    expect([ran.code, (jsonOf(ran)['problems'] as { code: string }[])[0]?.code]).toEqual([1, 'M-101'])
  })

  it('gives the same report in every time zone', async () => {
    const rows = [
      [...MEMBER_HEADER],
      line(1, {
        name: '周九',
        birth: '19860504',
        born: new Date('1986-05-04T00:00:00Z'),
        join: new Date('2004-05-04T00:00:00Z'),
        confirm: new Date('2005-05-04T00:00:00Z'),
      }),
    ]
    const file = await makeBook(opened, {
      name: '表',
      rows,
      formats: { E2: 'yyyy-mm-dd', H2: 'yyyy-mm-dd', I2: 'yyyy"年"m"月"' },
    })
    const zones = ['Asia/Shanghai', 'UTC', 'America/Los_Angeles']
    const reports = await Promise.all(
      zones.map(async (TZ) => {
        const own = at(`镇-${TZ.replace('/', '-')}`)
        const run = async (...words: string[]) =>
          jsonOf(await dudao([...words, '--data', own, '--json'], { TZ }))
        await run('import', orgs, '--ledger', 'organisations')
        const { batch, ...report } = await run('import', file, '--ledger', 'members')
        const [{ id, ...row } = { id: '' }] = (await run('list', 'members'))['rows'] as { id: string }[]
        return JSON.stringify([typeof batch, report, id !== '', row])
      }),
    )
    expect(new Set(reports).size).toBe(1)
    expect(reports[0]).toContain('"birth_date":"1986-05-04"')
    expect(reports[0]).toContain('"confirm_date":"2005-05"')
  })
})

describe('dudao rule', () => {
  it('lists every rule with its limit, unit, comparator, source and inputs', async () => {
    const { rules, total } = jsonOf(await dudao(['rule', 'list', '--json'])) as {
      rules: Record<string, unknown>[]
      total: number
    }
    expect(total).toBe(rules.length)
    for (const rule of rules)
      expect(Object.keys(rule)).toEqual(
        expect.arrayContaining(['id', 'title', 'limit', 'unit', 'comparator', 'source', 'inputs', 'limits']),
      )
    expect(rules.find((r) => r['id'] === 'R-32')).toMatchObject({
      limit: 10,
      comparator: expect.any(String) as unknown,
    })
  })

  it.each([
    [{ valid: 31, dissatisfied: 3 }, 'pass'],
    [{ valid: 30, dissatisfied: 3 }, 'fail'],
  ])('judges %o', async (input, outcome) => {
    const ran = await dudao(['rule', 'R-32', '--input', JSON.stringify(input), '--json'])
    expect(Object.keys(jsonOf(ran))).toEqual(['outcome', 'reason', 'facts', 'source'])
    expect([ran.code, jsonOf(ran)['outcome']]).toEqual([0, outcome])
  })

  it('refuses an input it cannot judge', async () => {
    const ran = await dudao(['rule', 'R-32', '--input', '{"valid":-1}', '--json'])
    expect(ran.code).toBe(1)
  })
})

describe('dudao export', () => {
  it.each(['e1', 'e4', 'organisations', 'members'])('%s', async (name) => {
    const out = at(`${name}.xlsx`)
    const ran = await dudao(['export', name, '--data', data, '--out', out])
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect((await readWorkbook(out)).sheets.length).toBeGreaterThan(0)
  })

  it('where nothing can be written: exit 1 with a sentence', async () => {
    const ran = await dudao(['export', 'members', '--data', data, '--out', at('没有/这个/夹/x.xlsx')])
    expect([ran.code, ran.err.split('\n').length]).toEqual([1, 2])
  })
})

describe('wrong usage', () => {
  it.each([
    [['frob']],
    [['import']],
    [['import', 'x.xlsx', '--ledger', 'members']],
    [['import', 'x.xlsx', '--ledger', 'cats', '--data', 'x']],
    [['import', 'x.xlsx', '--ledger', 'members', '--data', 'x', '--policy', 'maybe']],
    [['list', 'cats', '--data', 'x']],
    [['list', 'members']],
    [['undo', '--data', 'x']],
    [['export', 'e99', '--data', 'x', '--out', 'y']],
    [['rule', 'R-999', '--input', '{}']],
    [['rule', 'R-32']],
    [['rule', 'R-32', '--input', '{']],
    [['list', 'members', '--frob']],
  ])('%o exits 2 and shows how it is used', async (words) => {
    const ran = await dudao(words)
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toContain('用法')
  })
})

describe('a folder that is none', () => {
  it('is told in a sentence, exit 1', async () => {
    const file = at('是个文件')
    writeFileSync(file, '')
    const full = at('别的')
    mkdirSync(full)
    writeFileSync(path.join(full, '别的.txt'), '')
    const damaged = at('坏的')
    mkdirSync(damaged)
    writeFileSync(path.join(damaged, 'dudao.db'), 'no database at all, only words that fill the page')
    for (const words of [
      ['import', orgs, '--ledger', 'organisations', '--data', file],
      ['import', orgs, '--ledger', 'organisations', '--data', path.join(file, '里面')],
      ['import', orgs, '--ledger', 'organisations', '--data', '/proc/nowhere'],
      ['list', 'members', '--data', file],
      ['list', 'members', '--data', at('没有')],
      ['list', 'members', '--data', full],
      ['list', 'members', '--data', damaged],
    ]) {
      const ran = await dudao(words)
      expect([words.at(-1), ran.code, ran.out]).toEqual([words.at(-1), 1, ''])
      expect(ran.err).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]*。\n$/u)
    }
    expect(readdirSync(full)).toEqual(['别的.txt'])
  })

  it('an empty one is a town without records', async () => {
    const empty = at('空的')
    mkdirSync(empty)
    const ran = await dudao(['list', 'members', '--data', empty, '--json'])
    expect([ran.code, jsonOf(ran)]).toEqual([0, { rows: [], total: 0 }])
  })
})

it('a reader that stops early is no fault', async () => {
  const ran = await dudaoIntoHead(['rule', 'list', '--json'])
  expect([ran.code, ran.err]).toEqual([0, ''])
})
