// What a copied grid puts on the clipboard: inert text, one line a row.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlTable, inertText, tabSeparated } from '../../src-renderer/components/clipboard.ts'

describe('inertText', () => {
  it.each(['=1+1', '+86', '-5', '@SUM(A1)', '\t=1', '\r=1'])('makes %j harmless', (text) => {
    expect(inertText(text)).toBe(`'${text}`)
  })
  it.each(['王建国', '999999197806050011', '甲=乙', '', '3-5'])('leaves %j as it is', (text) => {
    expect(inertText(text)).toBe(text)
  })
})

describe('tabSeparated', () => {
  it('puts cells between tabs, rows on lines, nothing for null', () => {
    expect(
      tabSeparated([
        ['单位', '人数'],
        ['财政所', 12],
        [null, -3],
      ]),
    ).toBe('单位\t人数\r\n财政所\t12\r\n\t-3')
  })

  it('keeps a cell with line breaks in one cell', () => {
    expect(tabSeparated([['一\r\n二\t三']])).toBe('一 二 三')
  })

  it('never lets a text cell start as a formula, nor break out of its cell', () => {
    const cells = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(cells, (row) => {
        const copied = tabSeparated([row]).split('\t')
        expect(copied).toHaveLength(row.length)
        for (const cell of copied) expect(cell).not.toMatch(/^[=+\-@]|[\r\n]/)
      }),
    )
  })
})

describe('htmlTable', () => {
  it('marks text as text, so that Excel keeps all figures of an ID number', () => {
    expect(htmlTable([['999999197806050011']])).toContain(
      `<td style="mso-number-format:'\\@'">999999197806050011</td>`,
    )
  })

  it('leaves numbers as numbers and null as nothing', () => {
    expect(htmlTable([[5, null]])).toContain('<tr><td>5</td><td></td></tr>')
  })

  it.each([
    ['<b>', '&lt;b&gt;'],
    ['"甲"&乙', '&quot;甲&quot;&amp;乙'],
    ['</td><script>', '&lt;/td&gt;&lt;script&gt;'],
  ])('shows %s as text', (text, wanted) => {
    expect(htmlTable([[text]])).toContain(`>${wanted}</td>`)
  })
})
