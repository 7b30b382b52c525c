// Official documents: the same words on the page and in the Word file, pages that break well, lines that begin and end well.
import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { makeNotice, pollSentence, withBlanks, type NoticeContent } from '#shared/documents/notices.ts'
import { copyMark, textsOf, type OfficialDocument } from '#shared/documents/official-document.ts'
import { breakText } from '#shared/documents/official-lines.ts'
import { filledHeight, PAGE, pagesOf } from '#shared/documents/official-pages.ts'
import { officialHtml, pageCount } from '#shared/documents/official.ts'
import { officialDocx } from '../../../src-main/core/services/documents/official-docx.ts'

const place = {
  town: '清溪镇',
  campaign: '先进性教育活动',
  group: '示例县委第三督导组',
  code: '督三',
  office: '清溪镇先教办',
  unit: '中共清溪镇社会中介服务机构和个体劳动者协会以及外来流动党员临时联合支部委员会',
  shortUnit: '社会中介联合支部',
  phase: '学习动员',
  nextPhase: '分析评议',
}
const finding = (i: number, more: { description?: string; severity?: string } = {}) => ({
  no: `督〔2005〕3-${String(i).padStart(3, '0')}`,
  description: '7月8日至15日记录缺主持、缺请假人；复查时只补了签名，未补内容',
  item: 'X-12 活动记录要素齐全',
  basis: '时间、地点、主持人、参加人、请假人、内容、记录人齐全',
  severity: '一般',
  correction: '规范',
  demand: '请于8月12日前按要求补正，报督导组，今后照此办理。',
  dueOn: '2005-08-12',
  owner: '汤水根',
  ...more,
})
const make = (facts: NoticeContent, fields: Record<string, string> = {}): OfficialDocument =>
  makeNotice({ place, facts, fields, number: '督三改〔2005〕001号', on: '2005-08-05' })

const rectify = (count: number, longAt = -1): OfficialDocument =>
  make(
    {
      kind: '限期整改通知书',
      foundOn: ['2005-07-19'],
      findings: Array.from({ length: count }, (_, i) =>
        finding(i + 1, i === longAt ? { description: '很长的问题说明。'.repeat(120) } : {}),
      ),
    },
    { checkedOn: '2005年7月19日', replyBy: '2005-08-12', copiesTo: '镇先教办' },
  )
const barred: NoticeContent = {
  kind: '不予转段通知书',
  failed: [
    { condition: '规定动作全部完成', fact: '未完成2项', source: '动员讲话', quote: '规定动作要做到位' },
  ],
  poll: { on: '2005-08-04', round: 1, valid: 128, dissatisfied: 13, bar: 10 },
}
const opinion: NoticeContent = {
  kind: '督导意见书',
  checkedOn: '2005-07-19',
  people: ['石文博'],
  methods: ['听', '查'],
  findings: [finding(1), finding(2)],
}
const rewrite: NoticeContent = {
  kind: '重写通知',
  member: '党员丙',
  polledOn: '2005-08-04',
  valid: 29,
  satisfied: 20,
}
const documents: Readonly<Record<string, OfficialDocument>> = {
  'one finding': rectify(1),
  'thirty findings, one very long': rectify(30, 12),
  'a refused move': make(barred, { makeupBy: '2005-08-14', makeup: '逐条整改并公布' }),
  'an opinion': make(opinion, { people: '石文博', methods: '听、查', good: '领导重视\n学习扎实' }),
  'a rewrite': make(rewrite, { code: '中介支', helper: '姚家和' }),
}
const each = Object.entries(documents)

const bare = (text: string): string => text.replace(/\s/gu, '')
/** The words of a page: no repeated table head, no page number. */
function wordsOfHtml(html: string): string {
  const body = /<body>(.*)<\/body>/su.exec(html)?.[1] ?? ''
  const text = body
    .replace(/<tr class="again".*?<\/tr>/gsu, '')
    .replace(/<div class="pg .*?<\/div>/gsu, '')
    .replace(/<[^>]*>/gu, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
  return bare(text)
}

describe.each(each)('%s', (_name, document) => {
  it('says the same on the page and in the Word file', async () => {
    const docx = await mammoth.extractRawText({ buffer: Buffer.from(await officialDocx(document)) })
    const page = wordsOfHtml(officialHtml(document))
    // A row that parts over two pages has its cells in two pieces: the letters are the same, not their order.
    expect(Array.from(bare(docx.value)).toSorted().join('')).toBe(Array.from(page).toSorted().join(''))
  })

  it('has every text in both, in every copy', async () => {
    const docx = bare(
      (await mammoth.extractRawText({ buffer: Buffer.from(await officialDocx(document)) })).value,
    )
    for (const copy of document.copies) expect(docx).toContain(copyMark(copy))
    for (const text of textsOf(document))
      expect(docx.split(bare(text)).length - 1).toBeGreaterThanOrEqual(document.copies.length)
  })

  it('fills no page over its edge and leaves none empty', () => {
    for (const page of pagesOf(document)) {
      expect(filledHeight(page)).toBeLessThanOrEqual(PAGE.text.height + 0.01)
      expect(page.items.length).toBeGreaterThan(0)
    }
  })

  it('numbers each copy from 1, odd pages at the right', () => {
    const html = officialHtml(document)
    expect(html.split('<div class="pg r">— 1 —').length - 1).toBe(document.copies.length)
    expect(html.split('class="a4"').length - 1).toBe(document.copies.length * pageCount(document))
  })
})

describe('pages', () => {
  it('repeats the head of a table on every page it goes on to', () => {
    const pages = pagesOf(rectify(30))
    const going = pages.filter(({ items }) => items.some(({ kind }) => kind === 'row'))
    expect(going.length).toBeGreaterThan(3)
    for (const { items } of going) {
      const first = items.find(({ kind }) => kind === 'row')
      expect(first).toMatchObject({ kind: 'row' })
      expect(first && 'role' in first ? first.role : '').not.toBe('body')
    }
  })

  it('never leaves the signature alone on a page', () => {
    for (let count = 1; count <= 12; count++) {
      const page = pagesOf(rectify(count)).find(({ received }) => received.length > 0)
      expect(page?.items.some(({ kind }) => kind === 'row')).toBe(true)
    }
  })

  it('puts the receipt on a page of its own, with the number of the notice', () => {
    const last = pagesOf(rectify(2)).at(-1)
    expect(last?.items[0]).toMatchObject({ kind: 'title', lines: ['整改反馈单（回执）'] })
    expect(last?.items[1]).toMatchObject({ text: '督三改〔2005〕001号' })
  })
})

describe('lines', () => {
  it.each(['，。、；：？）”', '（“《'])('do not begin or end with %s', (signs) => {
    const text = '测评有效票一百二十八张（含弃权），不满意十三张；“一律不准”。'.repeat(20)
    const lines = breakText(text, 17)
    expect(lines.join('')).toBe(text)
    for (const line of lines.slice(1, -1)) {
      if (signs.startsWith('，')) expect(signs).not.toContain(line.charAt(0))
      else expect(signs).not.toContain(line.at(-1))
    }
  })

  it('keep a number whole', () => {
    expect(breakText('一二三四五六七八13/128', 10)).toEqual(['一二三四五六七八', '13/128'])
  })
})

describe('words', () => {
  it('tells the vote as arithmetic', () => {
    expect(textsOf(make(barred)).join('')).toContain(
      '13×100≥10×128，不满意率13/128（10.16%），达到或超过10%。',
    )
  })

  it('says that no vote was held when no ballot is valid', () => {
    const said = pollSentence({ on: '2005-08-04', round: 1, valid: 0, dissatisfied: 0, bar: 10 })
    expect(said).toContain('未进行有效测评')
    expect(said).not.toContain('×')
  })

  it('has no line for an exception and no deciding words', () => {
    for (const document of Object.values(documents))
      expect(textsOf(document).join('')).not.toMatch(/特批|责令|必须处理/u)
  })

  it('says 未发现问题 when there is none', () => {
    expect(textsOf(make({ ...opinion, findings: [] })).join('')).toContain('二、存在问题。未发现问题。')
  })

  it('sends the party committee a copy when a finding is severe', () => {
    const holders = (severity: string) =>
      make({
        kind: '限期整改通知书',
        foundOn: ['2005-07-19'],
        findings: [finding(1, { severity })],
      }).copies.map(copyMark)
    expect(holders('一般')).toEqual(['正本（单位）', '存根（督导组）'])
    expect(holders('严重')).toEqual(['正本（单位）', '正本（镇党委）', '存根（督导组）'])
  })

  it('prints room to write, never braces', () => {
    const draft = make(opinion)
    expect(textsOf(draft).join('')).toContain('{抽查内容}')
    expect(
      officialHtml(withBlanks(draft), { isDraft: true }).replace(/<style>.*<\/style>/su, ''),
    ).not.toMatch(/[{}]/u)
  })

  it('writes nothing of a text as markup', () => {
    const html = officialHtml(
      make({ ...opinion, findings: [finding(1, { description: '<script>a&b</script>' })] }),
    )
    expect(html).not.toContain('<script>')
  })
})
