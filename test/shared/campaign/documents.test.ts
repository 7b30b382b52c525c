// Papers declare the placeholders they use, and filling leaves no brace behind.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentTemplate } from '#shared/campaign/index.ts'
import {
  BLANK,
  commonPlaceholders,
  documentTemplates,
  fillPlaceholders,
  placeholdersIn,
  xianjin2005 as campaign,
} from '#shared/campaign/index.ts'

function textsOf(template: DocumentTemplate): string[] {
  return [
    template.numberFormat ?? '',
    template.footer,
    template.title,
    template.copies,
    template.addressee ?? '',
    ...[...template.paragraphs, ...template.fixedTexts, ...template.signatures].map((each) => each.text),
    ...[...template.fields, ...template.columns].flatMap((each) => [each.label, each.hint ?? '']),
    ...template.conditions.map((each) => each.text),
    ...template.sections.flatMap((each) => [each.title, each.content]),
    ...template.tails.flatMap((each) => [each.title, ...each.columns]),
  ]
}

describe.each(documentTemplates.map((template) => [template.name, template] as const))(
  '%s',
  (_, template) => {
    const used = [...new Set(textsOf(template).flatMap(placeholdersIn))]

    it('declares every placeholder it uses and uses every one it declares', () => {
      expect([...template.placeholders].sort()).toEqual(used.sort())
    })

    it('has a number or a footer, a title and a line on copies', () => {
      expect(template.numberFormat !== null || template.footer !== '').toBe(true)
      expect(template.title).not.toBe('')
      expect(template.copies).not.toBe('')
    })

    it('has balanced braces', () => {
      const rest = textsOf(template).map((text) => text.replace(/\{[^{}]+\}/gu, ''))
      expect(rest.filter((text) => /[{}]/u.test(text))).toEqual([])
    })
  },
)

it('there are twelve papers and fourteen common placeholders', () => {
  expect(documentTemplates).toHaveLength(12)
  expect(commonPlaceholders).toHaveLength(14)
})

it('a sent-back plan is nowhere said to be approved, except in the refusal itself', () => {
  const approval = documentTemplates.find((template) => template.key === 'plan_approval')
  const printed = approval?.fixedTexts.filter((each) => each.when !== 'approved') ?? []
  expect(printed.map((each) => each.text.replace('不予批准', '')).join('')).not.toContain('批准')
})

it('ready wordings have balanced braces', () => {
  const wordings = [
    ...campaign.refusals.flatMap((each) => each.returnPhrases),
    ...campaign.checklists.flatMap((list) => list.items.flatMap((item) => item.findingWordings)),
    ...campaign.findingCategories.flatMap((each) => each.readyPhrases),
    ...campaign.correctionPhrases.flatMap((each) => each.phrases),
    ...campaign.recheckPhrases.map((each) => each.text),
  ]
  expect(wordings.filter((text) => /[{}]/u.test(fillPlaceholders(text, {})))).toEqual([])
})

describe('fillPlaceholders', () => {
  it.each([
    ['{单位}：', { 单位: '清溪中学支部' }, '清溪中学支部：'],
    ['{单位}：', {}, `${BLANK}：`],
    ['{单位}：', { 单位: '' }, `${BLANK}：`],
    ['{a}/{b}（{a}）', { a: '3', b: '30' }, '3/30（3）'],
    ['{toString}', {}, BLANK],
    ['{单位}', { 单位: '{书记}$&' }, '{书记}$&'],
    ['没有占位', { 单位: '甲' }, '没有占位'],
  ])('fills %s', (text, values: Record<string, string>, filled) => {
    expect(fillPlaceholders(text, values)).toBe(filled)
  })

  it('leaves nothing to fill in when every value is given', () => {
    const names = fc.uniqueArray(fc.constantFrom(...commonPlaceholders), { minLength: 1 })
    fc.assert(
      fc.property(names, (chosen) => {
        const text = chosen.map((name) => `{${name}}`).join('、')
        const values = Object.fromEntries(chosen.map((name) => [name, `甲${name}`]))
        return fillPlaceholders(text, values) === chosen.map((name) => `甲${name}`).join('、')
      }),
    )
  })
})
