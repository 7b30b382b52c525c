// Writing: the layout of every export, text that stays text, and a target that is whole or untouched.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BookSpec, SheetSpec } from '#shared/documents/book.ts'
import { openArchive } from '../../src-main/core/excel/intake/archive.ts'
import { readWorkbook } from '../../src-main/core/excel/intake/read.ts'
import { makeSheetNames } from '../../src-main/core/excel/names.ts'
import { partNameFor } from '../../src-main/core/excel/safe-file.ts'
import { writeWorkbook } from '../../src-main/core/excel/writer.ts'
import { firstOf, makeFolder, put, textsOf } from './files.ts'

const folder = makeFolder()

const roster: SheetSpec = {
  name: '党员花名册',
  title: '平安镇党员花名册',
  info: { left: '填报单位：第一支部', right: '填报时间：2005年7月5日' },
  columns: [
    { header: '序号', width: 6, kind: 'count', align: 'center' },
    { header: '姓名', width: 10, kind: 'text', note: '与身份证一致' },
    { header: '身份证号', width: 22, kind: 'text' },
    {
      header: '全日制',
      group: '学历',
      width: 10,
      kind: 'text',
      choices: ['小学', '初中', '高中'],
      fillIn: true,
    },
    {
      header: '在职',
      group: '学历',
      width: 10,
      kind: 'text',
      choices: Array.from({ length: 60 }, (_, at) => `第${at + 1}党支部`),
    },
    { header: '参学率', width: 14, kind: 'rate' },
    { header: '学时', width: 8, kind: 'count' },
  ],
  rows: [
    [1, '㐂三', '999999198203045678', '小学', null, '3/31（9.68%）', 40],
    [2, '=1+1', '+86', '-', '@甲', '\t乙', 0],
  ],
  totals: [['合计', null, null, null, null, null, 40]],
  footer: ['填表人：　　　审核人：　　　负责人（签字）：　　　（盖章）'],
  blankRows: 3,
  frozenColumns: 2,
  marks: [{ row: 1, column: 2, note: '身份证号位数不对' }],
}

async function write(name: string, book: BookSpec) {
  const file = join(folder, name)
  return { file, written: await writeWorkbook(file, partNameFor(file), book) }
}

async function open(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  return workbook
}

async function openSheet(file: string): Promise<ExcelJS.Worksheet> {
  const [sheet] = (await open(file)).worksheets
  if (!sheet) throw new Error('no sheet')
  return sheet
}

async function partOf(file: string, part: string): Promise<string> {
  const archive = await openArchive(readFileSync(file))
  return (await archive.readAll(part, 1e8)).toString()
}

describe('the common layout', () => {
  it('has title, info line, two header lines, rows, blanks, totals and footer', async () => {
    const { file } = await write('花名册.xlsx', { sheets: [roster] })
    const sheet = await openSheet(file)
    expect(sheet.getCell('A1').value).toBe('平安镇党员花名册')
    expect(sheet.getCell('A2').value).toBe('填报单位：第一支部')
    expect(sheet.getCell('E2').value).toBe('填报时间：2005年7月5日')
    expect(sheet.getCell('E2').alignment.horizontal).toBe('right')
    expect(sheet.getCell('D3').value).toBe('学历')
    expect(sheet.getCell('E4').value).toBe('在职')
    expect(sheet.model.merges).toEqual(
      expect.arrayContaining(['A1:G1', 'A2:D2', 'E2:G2', 'A3:A4', 'D3:E3', 'G3:G4', 'A11:G11']),
    )
    expect(sheet.getCell('A10').value).toBe('合计')
    expect(sheet.getCell('A10').font.bold).toBe(true)
    expect(sheet.getCell('A11').value).toContain('填表人')
    expect(sheet.getCell('B8').border.top?.style).toBe('thin')
  })

  it('is ready for paper', async () => {
    const { file } = await write('纸张.xlsx', { sheets: [roster, { ...roster, orientation: 'portrait' }] })
    const xml = await partOf(file, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(xml).toMatch(
      /<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToWidth="1" fitToHeight="0"/,
    )
    expect(xml).toContain('第 &amp;P 页 共 &amp;N 页')
    expect(xml).toMatch(/<pane xSplit="2" ySplit="4" topLeftCell="C5"[^>]*state="frozen"/)
    expect(await partOf(file, 'xl/worksheets/sheet2.xml')).toContain('orientation="portrait"')
    const workbook = await partOf(file, 'xl/workbook.xml')
    expect(workbook).toContain('_xlnm.Print_Titles')
    expect(workbook).toContain("'党员花名册(2)'!$3:$4".replaceAll("'", '&apos;'))
  })

  it('gives text cells the text format and counts as numbers', async () => {
    const sheet = await openSheet((await write('格式.xlsx', { sheets: [roster] })).file)
    expect(sheet.getCell('C5')).toMatchObject({ value: '999999198203045678', numFmt: '@' })
    expect(sheet.getCell('G5').value).toBe(40)
    expect(sheet.getCell('G5').alignment.horizontal).toBe('right')
    expect(sheet.getCell('A5').alignment.horizontal).toBe('center')
  })

  it('never writes a formula', async () => {
    const { file } = await write('公式.xlsx', { sheets: [roster] })
    expect(await partOf(file, 'xl/worksheets/sheet1.xml')).not.toContain('<f>')
    const sheet = await openSheet(file)
    expect(['B6', 'C6', 'D6', 'E6', 'F6'].map((cell) => sheet.getCell(cell).value)).toEqual(['=1+1', '+86', '-', '@甲', '\t乙']) // prettier-ignore
  })

  it('offers short lists in the rule and long ones from a hidden sheet', async () => {
    const { file } = await write('下拉.xlsx', { sheets: [roster] })
    const xml = await partOf(file, 'xl/worksheets/sheet1.xml')
    expect(xml).toContain('sqref="D5:D9"')
    expect(xml).toContain('<formula1>&quot;小学,初中,高中&quot;</formula1>')
    expect(xml).toContain('<formula1>&apos;选项&apos;!$A$1:$A$60</formula1>')
    const [, lists] = (await open(file)).worksheets
    expect(lists).toMatchObject({ name: '选项', state: 'veryHidden' })
    expect(lists?.getCell('A60').value).toBe('第60党支部')
  })

  it('marks cells with a note and puts notes on headers', async () => {
    const sheet = await openSheet((await write('标记.xlsx', { sheets: [roster] })).file)
    expect(JSON.stringify(sheet.getCell('C6').note)).toContain('身份证号位数不对')
    expect(sheet.getCell('C6').fill).toMatchObject({ fgColor: { argb: 'FFFFC7CE' } })
    expect(JSON.stringify(sheet.getCell('B3').note)).toContain('与身份证一致')
  })

  it('protects the header and leaves the rows open', async () => {
    const { file } = await write('保护.xlsx', { sheets: [{ ...roster, protectedHeader: true }] })
    expect(await partOf(file, 'xl/worksheets/sheet1.xml')).toMatch(/<sheetProtection sheet="1"/)
    const sheet = await openSheet(file)
    expect(sheet.getCell('B5').protection).toMatchObject({ locked: false })
    expect(sheet.getCell('B8').protection).toMatchObject({ locked: false })
    // exceljs leaves the default (locked) out
    expect(sheet.getCell('B4').protection).toBeUndefined()
  })

  it('names no machine, person or library', async () => {
    const { file } = await write('作者.xlsx', { sheets: [roster] })
    const core = await partOf(file, 'docProps/core.xml')
    expect(core).toContain('<dc:creator>督导工作台</dc:creator>')
    expect(core.toLowerCase()).not.toContain('exceljs')
  })

  it('keeps the number of styles small', async () => {
    const rows = Array.from({ length: 200 }, (_, at) => [at, '甲', '乙', null, null, '1/1', at])
    const { file } = await write('样式.xlsx', { sheets: [{ ...roster, rows }] })
    const styles = await partOf(file, 'xl/styles.xml')
    expect(Number(/<cellXfs count="(\d+)"/.exec(styles)?.[1])).toBeLessThan(20)
  })

  it('with one column and nothing else', async () => {
    const { file } = await write('最小.xlsx', {
      sheets: [
        {
          name: '',
          title: '表',
          info: { left: '左', right: '右' },
          columns: [{ header: '栏', width: 8, kind: 'text' }],
          rows: [],
        },
      ],
    })
    expect(textsOf(firstOf(await readWorkbook(file)))).toEqual([['表'], ['左'], ['栏']])
  })
})

describe('sheet names', () => {
  it.each<[string[], string[]]>([
    [['a[b]:c*d?e/f\\g'], ['abcdefg']],
    [
      ['', 'History'],
      ['工作表', '工作表(2)'],
    ],
    [
      ['一支部', '一支部', '一支部'],
      ['一支部', '一支部(2)', '一支部(3)'],
    ],
    [
      ['ABC', 'abc'],
      ['ABC', 'abc(2)'],
    ],
    [
      ['字'.repeat(40), '字'.repeat(40)],
      ['字'.repeat(31), `${'字'.repeat(28)}(2)`],
    ],
    [[`${'字'.repeat(30)}𠮷`], ['字'.repeat(30)]],
    [["王'家"], ['王’家']],
  ])('%j', (wishes, names) => {
    expect(makeSheetNames(wishes)).toEqual(names)
  })
})

describe('what is written reads back', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('甲㐂𠮷ab =+-@\'"<>&_x000D_\n\t '), '_x005F_'),
  })
  const columns = [0, 1].map((at) => ({ header: `栏${at}`, width: 10, kind: 'text' as const }))

  it('text for text', { timeout: 60_000 }, async () => {
    const rows = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(rows, async (values) => {
        const { file } = await write('往返.xlsx', {
          sheets: [{ name: 'x', title: '表', columns, rows: values }],
        })
        const read = textsOf(firstOf(await readWorkbook(file))).slice(2)
        const filled = values.filter((row) => row.some((value) => value !== ''))
        expect(read).toEqual(filled.map(([a, b]) => (b === '' ? [a] : [a, b])))
      }),
      { numRuns: 25 },
    )
  })

  it('without a table of shared strings when there are many cells', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 29_000 }, (_, at) => [at, `㐂${at}`, '=1', null, null, '1/1', at])
    const { file } = await write('很多行.xlsx', { sheets: [{ ...roster, rows, marks: [] }] })
    const { sheets } = await readWorkbook(file)
    expect(sheets[0]?.rows[4 + 28_999]?.cells.slice(1, 3)).toEqual([
      { kind: 'text', text: '㐂28999' },
      { kind: 'text', text: '=1' },
    ])
    expect((await openArchive(readFileSync(file))).has('xl/sharedStrings.xml')).toBe(false)
  })

  it('with its digest and size', async () => {
    const { file, written } = await write('摘要.xlsx', { sheets: [roster] })
    const bytes = readFileSync(file)
    expect(written).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length })
    expect((await readWorkbook(file)).sha256).toBe(written.sha256)
  })

  it('without characters a file cannot hold', async () => {
    const rows = [['甲\u0000\u0008乙\ud800', '丙\r\n丁']]
    const { file } = await write('控制符.xlsx', { sheets: [{ name: 'x', title: '表', columns, rows }] })
    expect(textsOf(firstOf(await readWorkbook(file)))[2]).toEqual(['甲乙', '丙\n丁'])
  })

  it('in LibreOffice', { timeout: 120_000 }, async (context) => {
    if (spawnSync('which', ['soffice']).status !== 0) context.skip('LibreOffice is not installed')
    const { file } = await write('办公软件.xlsx', { sheets: [{ ...roster, protectedHeader: true }] })
    const out = join(folder, 'converted')
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76', '--outdir', out, file], { stdio: 'ignore' }) // prettier-ignore
    const csv = readFileSync(join(out, '办公软件.csv'), 'utf8')
    expect(csv).toContain('1,㐂三,999999198203045678,小学,,3/31（9.68%）,40')
    expect(csv).toContain('2,=1+1,+86,-,@甲')
  })
})

describe('a refused book', () => {
  const columns = [{ header: '说明', width: 10, kind: 'text' as const }]

  it('with a text that no cell holds says which', async () => {
    const file = join(folder, '长.xlsx')
    const book = {
      sheets: [{ name: 'x', title: '问题清单', columns, rows: [['短'], ['长'.repeat(32_768)]] }],
    }
    await expect(writeWorkbook(file, partNameFor(file), book)).rejects.toMatchObject({
      code: 'F-CELL',
      message: '“问题清单”第2条的“说明”超过 32767 个字，一个单元格放不下。请删减后再导出。',
    })
    expect(existsSync(file)).toBe(false)
  })
})

describe('a target that cannot be written', () => {
  const book: BookSpec = { sheets: [roster] }

  async function refusal(file: string): Promise<unknown> {
    return writeWorkbook(file, partNameFor(file), book).then(
      () => undefined,
      (error: unknown) => error,
    )
  }

  it('below a file', async () => {
    const file = join(put(folder, '文件', 'x'), '名册.xlsx')
    expect(await refusal(file)).toMatchObject({ code: 'F-WRITE', message: expect.stringContaining('文件夹不存在') as string }) // prettier-ignore
  })

  it('in a folder that is gone', async () => {
    expect(await refusal(join(folder, '没有', '名册.xlsx'))).toMatchObject({ code: 'F-WRITE' })
  })

  it('where a folder has the name, leaves nothing behind', async () => {
    const place = join(folder, '占用')
    mkdirSync(join(place, '名册.xlsx', '里面'), { recursive: true })
    expect(await refusal(join(place, '名册.xlsx'))).toMatchObject({ code: 'F-WRITE' })
    expect(readdirSync(place)).toEqual(['名册.xlsx'])
  })

  it('in a file system mounted read-only', async (context) => {
    const place = mount('只读', 'ro')
    if (place === undefined) return context.skip('mounting needs root')
    expect(await refusal(join(place, '名册.xlsx'))).toMatchObject({
      code: 'F-WRITE-DENIED',
      message: '没有写入权限，“名册.xlsx”没有保存。请换一个文件夹后再保存。',
    })
  })

  it('on a full disk keeps the old file and leaves nothing half written', async (context) => {
    const place = mount('满盘', 'size=64k')
    if (place === undefined) return context.skip('mounting needs root')
    const file = join(place, '名册.xlsx')
    writeFileSync(file, '旧')
    const rows = Array.from({ length: 20_000 }, (_, at) => [at, `㐂${at * 7919}`, String(at * 104_729)])
    const failed = writeWorkbook(file, partNameFor(file), { sheets: [{ ...roster, rows }] })
    await expect(failed).rejects.toMatchObject({
      code: 'F-DISK-FULL',
      message: '磁盘空间不足，“名册.xlsx”没有保存。请清理磁盘或换一个位置后再保存。',
    })
    expect(readdirSync(place)).toEqual(['名册.xlsx'])
    expect(readFileSync(file, 'utf8')).toBe('旧')
  })
})

/** A small file system of its own in memory, or undefined where that is not allowed. */
function mount(name: string, options: string): string | undefined {
  const place = join(folder, name)
  mkdirSync(place)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]).status !== 0) return undefined
  onTestFinished(() => void spawnSync('umount', [place]))
  return place
}
