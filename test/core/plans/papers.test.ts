// The two papers, the originals kept once, and reading Word documents.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  attachFile,
  attachmentsOf,
  attachPlanFiles,
  detachPlanFile,
} from '../../../src-main/core/services/plans/attachments.ts'
import { makePaper, printPaper } from '../../../src-main/core/services/plans/papers.ts'
import { readDocx } from '../../../src-main/core/services/plans/read-docx.ts'
import { judgeDemand } from '../../../src-main/core/services/plans/review.ts'
import { demandsIn } from '../../../src-main/core/services/plans/store.ts'
import { exportPlanTable, planTableRows } from '../../../src-main/core/services/plans/table.ts'
import { addUnit, answer, answerAll, conclude, handIn, openTown, type TestTown } from './town.ts'

let town: TestTown
let dir: string
beforeAll(async () => {
  town = await openTown()
  dir = await mkdtemp(path.join(tmpdir(), 'dudao-papers-'))
}, 60_000)
afterAll(() => town.close())

const paperText = async (planId: string, key: 'plan_approval' | 'plan_return'): Promise<string> => {
  const { title, body } = await makePaper(town.context, planId, key)
  return `${title} ${body.text}`.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ')
}

describe('方案审批表', () => {
  it('is marked 送审稿 and concludes nothing while a ground is open', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '送审支部'))
    const text = await paperText(planId, 'plan_approval')
    expect(text).toContain('送审稿')
    expect(text).not.toContain('批准')
  })

  it('approves with the four grounds, the number and the version', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '批准支部'))
    await answerAll(town.context, planId, ['符合', '符合', '符合', '符合'])
    await conclude(town.context, planId, '批准', '2005-07-11')
    const text = await paperText(planId, 'plan_approval')
    expect(text).toMatch(/督三方案〔2005〕\d{3}号-1/u)
    expect(text).toContain('清溪镇先进性教育活动方案审批表')
    expect(text).toContain('四项全部符合要求，同意批准。')
    expect(text).not.toContain('送审稿')
    for (const words of [
      '结合不够的坚决不批',
      '操作性不强的坚决不批',
      '特色不鲜明的坚决不批',
      '措施不到位的坚决不批',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('never says 批准 beside a ground not met', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '不符支部'))
    await answerAll(town.context, planId, ['符合', '不符合', '符合', '不符合'])
    await conclude(town.context, planId, '退回修改', '2005-07-11')
    const text = await paperText(planId, 'plan_approval')
    expect(text).toContain('四项中第二、四项不符合要求，退回修改。')
    expect(text).not.toContain('批准')
  })

  it('escapes what people wrote', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '转义支部'), {
      theme: '<b>岗&位</b>',
    })
    const { body } = await makePaper(town.context, planId, 'plan_approval')
    expect(body.text).toContain('&lt;b&gt;岗&amp;位&lt;/b&gt;')
  })
})

describe('退回修改意见书', () => {
  it('exists only when the plan was sent back', async () => {
    const planId = await handIn(town.context, await addUnit(town.context, '未退支部'))
    await expect(makePaper(town.context, planId, 'plan_return')).rejects.toThrow('没有退回修改意见书')
  })

  it('gives each reason, what became of earlier demands, and until when', async () => {
    const { context } = town
    const orgId = await addUnit(context, '两退支部')
    const first = await handIn(context, orgId)
    await answerAll(context, first, ['符合', '符合', '符合', '符合'])
    await answer(context, first, 'r2', '不符合', '日程只写“适时”，请写明日期。\n请补列规定动作“谈心谈话”。')
    await conclude(context, first, '退回修改', '2005-07-13')
    const once = await paperText(first, 'plan_return')
    expect(once).toContain('方案有1项不符合要求')
    expect(once).toContain(
      '1．活动时间安排不细，操作性不强：日程只写“适时”，请写明日期。请补列规定动作“谈心谈话”。',
    )
    expect(once).not.toContain('上次提出的')
    expect(once).toContain('请于2005年7月20日前修改后重新报送')
    const second = await handIn(context, orgId, { submittedOn: '2005-07-18' })
    const [a, b] = await demandsIn(context.db.read, second)
    await judgeDemand(context, { demandId: a?.id ?? '', rowVersion: a?.row_version ?? 0, outcome: '已改' })
    await judgeDemand(context, { demandId: b?.id ?? '', rowVersion: b?.row_version ?? 0, outcome: '未改' })
    await answerAll(context, second, ['符合', '不符合', '符合', '符合'])
    await conclude(context, second, '退回修改', '2005-07-20')
    const twice = await paperText(second, 'plan_return')
    expect(twice).toContain('上次提出的2条意见，已改1条，未改1条：请补列规定动作“谈心谈话”。')
    expect(twice).not.toMatch(/批准|[{}]/u)
    await printPaper(context, { planId: second, paper: 'plan_return' })
    expect(town.answers.printed.at(-1)).toMatch(/^<!doctype html>.*督三退〔2005〕\d{3}号/su)
  })
})

it('E-4 is written as a workbook that reads back line for line', async () => {
  const file = path.join(dir, '一览表.xlsx')
  town.answers.save = file
  const saved = await exportPlanTable(town.context)
  const rows = await planTableRows(town.context)
  expect(saved).toEqual({ file: '一览表.xlsx', rows: rows.length })
  const book = await town.context.excel.read(file)
  const read = JSON.stringify(book)
  for (const words of [
    '清溪镇先进性教育活动方案审批情况一览表',
    '结合实际',
    '主要意见',
    '未报送',
    rows[0]?.unit ?? '?',
  ]) {
    expect(read).toContain(words)
  }
})

describe('originals', () => {
  it('are kept once by content, refused twice at one version, taken off with a reason', async () => {
    const { context } = town
    const [one, two] = [
      await handIn(context, await addUnit(context, '原件甲支部')),
      await handIn(context, await addUnit(context, '原件乙支部')),
    ]
    const file = path.join(dir, '方案.pdf')
    await writeFile(file, '同一份内容')
    await attachFile(context, one, file)
    await attachFile(context, two, file)
    await expect(attachFile(context, one, file)).rejects.toThrow('已经附上了')
    const rows = await context.db.read
      .selectFrom('attachment')
      .select(['sha256', 'kind', 'entity_id'])
      .execute()
    expect(new Set(rows.map((row) => row.sha256)).size).toBe(1)
    expect(rows.map((row) => row.kind)).toEqual(['方案', '方案'])
    expect(await readFile(context.folder.attachments.pathOf(rows[0]?.sha256 ?? ''), 'utf8')).toBe(
      '同一份内容',
    )
    const [attached] = await attachmentsOf(context.db.read, one)
    expect(await detachPlanFile(context, { attachmentId: attached?.id ?? '', reason: '附错了' })).toEqual([])
    expect(await attachmentsOf(context.db.read, two)).toHaveLength(1)
  })

  it('may be several at once, and nothing but documents and pictures', async () => {
    const { context } = town
    const planId = await handIn(context, await addUnit(context, '多件支部'))
    for (const name of ['一.docx', '二.jpg']) await writeFile(path.join(dir, name), name)
    town.answers.open = [path.join(dir, '一.docx'), path.join(dir, '二.jpg')]
    expect((await attachPlanFiles(context, { planId, token: null })).map((file) => file.name)).toEqual([
      '一.docx',
      '二.jpg',
    ])
    const program = path.join(dir, '程序.exe')
    await writeFile(program, 'x')
    await expect(attachFile(context, planId, program)).rejects.toThrow('不是方案原件')
  })
})

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** A Word document of these paragraphs and a table of these cells. */
async function makeDocx(
  name: string,
  paragraphs: readonly string[],
  cells: readonly string[] = [],
): Promise<string> {
  const p = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
  const table =
    cells.length === 0
      ? ''
      : `<w:tbl><w:tr>${cells.map((cell) => `<w:tc>${p(cell)}</w:tc>`).join('')}</w:tr></w:tbl>`
  const zip = new JSZip()
  zip.file(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  )
  zip.file(
    '_rels/.rels',
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  )
  zip.file(
    'word/document.xml',
    `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${paragraphs.map(p).join('')}${table}</w:body></w:document>`,
  )
  const file = path.join(dir, name)
  await writeFile(file, await zip.generateAsync({ type: 'nodebuffer' }))
  return file
}

describe('a Word document', () => {
  it('gives its text, a paragraph a line, tables included', async () => {
    const file = await makeDocx(
      '方案正文.docx',
      ['财政所支部活动方案', '一、存在问题', '一是午间没有人值班。　'],
      ['动员会', '7月5日'],
    )
    expect(await readDocx(file)).toBe(
      '财政所支部活动方案\n一、存在问题\n一是午间没有人值班。\n动员会\n7月5日',
    )
  })

  it.each([
    ['损坏.docx', Buffer.from('PK\u0003\u0004 cut'), '文件已损坏，或者不是 Word 文档'],
    ['空.docx', Buffer.alloc(0), '文件已损坏，或者不是 Word 文档'],
    ['加密.docx', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), '旧格式的文档，或者有打开密码'],
    ['旧.doc', Buffer.from('x'), '旧格式的文档，或者有打开密码'],
    ['方案.pdf', Buffer.from('%PDF'), '只能从 .docx 文档读取正文'],
    ['太大.docx', Buffer.alloc(10 * 1024 * 1024 + 1), '文件太大'],
  ])('%s is refused with a sentence', async (name, bytes, sentence) => {
    const file = path.join(dir, name)
    await writeFile(file, bytes)
    await expect(readDocx(file)).rejects.toThrow(sentence)
  })

  it('that is a workbook, has no text, or inflates without end is refused', async () => {
    const other = new JSZip()
    other.file('xl/workbook.xml', '<workbook/>')
    await writeFile(path.join(dir, '表.docx'), await other.generateAsync({ type: 'nodebuffer' }))
    await expect(readDocx(path.join(dir, '表.docx'))).rejects.toThrow('不是 Word 文档')
    await expect(readDocx(await makeDocx('扫描.docx', ['']))).rejects.toThrow('文档里没有文字')
    const bomb = new JSZip()
    bomb.file('word/document.xml', Buffer.alloc(40 * 1024 * 1024))
    await writeFile(
      path.join(dir, '弹.docx'),
      await bomb.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }),
    )
    await expect(readDocx(path.join(dir, '弹.docx'))).rejects.toThrow('文件太大')
  })
})
