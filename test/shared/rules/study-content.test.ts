// What is studied: every required text by everyone, three themes and two texts, and which forms count to the hours.
import { describe, expect, it } from 'vitest'
import { readings } from '#shared/campaign/readings.ts'
import {
  countsToHours,
  discussionProducts,
  discussionThemes,
  studyForms,
} from '#shared/rules/study-content.ts'
import { outcomeOf, verdictOf, type Outcome } from './outcome.ts'

describe('R-17', () => {
  const required = ['党章', '读本']
  const good = {
    required,
    branchStudied: required,
    members: [
      { name: '甲', studied: required },
      { name: '乙', studied: ['读本', '党章', '纲要'] },
    ],
  }
  it.each<[string, object, Outcome]>([
    ['everyone, everything', good, 'pass'],
    ['no member entered', { ...good, members: [] }, 'pass'],
    ['the branch lacks one', { ...good, branchStudied: ['党章'] }, 'fail'],
    ['a member lacks one', { ...good, members: [{ name: '甲', studied: ['党章'] }] }, 'fail'],
    ['nothing required', { ...good, required: [] }, 'not-assessed'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-17', input)).toBe(expected)
  })
  it('lists who lacks what', () => {
    const members = [
      { name: '甲', studied: [] },
      { name: '乙', studied: ['党章'] },
    ]
    expect(verdictOf('R-17', { ...good, members }).details).toEqual([
      '甲没有学习“党章”、“读本”。',
      '乙没有学习“读本”。',
    ])
  })
  it('takes a lower share from the settings, exactly reached is enough', () => {
    const half = { ...good, members: [{ name: '甲', studied: ['党章'] }] }
    expect(outcomeOf('R-17', half, { 'study.readings.required': { value: 50 } })).toBe('pass')
    expect(outcomeOf('R-17', half, { 'study.readings.required': { value: 50.01 } })).toBe('fail')
    expect(outcomeOf('R-17', half, { 'study.readings.required': { value: null } })).toBe('not-assessed')
  })
  it('judges by the required texts of the campaign', () => {
    const titles = readings.filter((reading) => reading.isRequired).map((reading) => reading.title)
    const input = { required: titles, branchStudied: titles, members: [] }
    expect(verdictOf('R-17', input)).toMatchObject({ outcome: 'pass', facts: { required: 4 } })
  })
})

describe('R-19', () => {
  const good = { themes: discussionThemes, products: discussionProducts }
  it.each<[string, object, Outcome]>([
    ['three themes, two texts', good, 'pass'],
    ['two themes', { ...good, themes: discussionThemes.slice(0, 2) }, 'fail'],
    ['one theme three times', { ...good, themes: Array<string>(3).fill(discussionThemes[0]) }, 'fail'],
    ['one text', { ...good, products: discussionProducts.slice(0, 1) }, 'fail'],
    ['both in one text', { ...good, inOneText: true }, 'fail'],
    ['79.9% alike', { ...good, alike: 79.9 }, 'pass'],
    ['80% alike', { ...good, alike: 80 }, 'fail'],
  ])('%s: %s', (_, input, expected) => {
    expect(outcomeOf('R-19', input)).toBe(expected)
  })
  it('only informs of texts that are alike, and names what is missing', () => {
    expect(verdictOf('R-19', { ...good, alike: 92 })).toMatchObject({ level: '提示' })
    expect(verdictOf('R-19', { themes: discussionThemes, products: [] }).details).toEqual([
      '缺“党员先进性具体标准”、“不合格党员具体表现”文本。',
    ])
  })
  it('asks for as many themes as the settings say', () => {
    const two = { ...good, themes: discussionThemes.slice(0, 2) }
    expect(outcomeOf('R-19', two, { 'discussion.themes': { value: 2 } })).toBe('pass')
  })
})

describe('R-66', () => {
  it.each<[string, Outcome]>([
    ['集中学习', 'pass'],
    ['宣讲辅导', 'pass'],
    ['组织讨论', 'pass'],
    ['专场报告会', 'pass'],
    ['个人自学', 'not-assessed'],
    ['电化教育', 'not-assessed'],
    ['外出参观', 'fail'],
  ])('%s: %s', (form, expected) => {
    expect(outcomeOf('R-66', { form })).toBe(expected)
  })
  it('goes by the catalogue of the town', () => {
    const catalogue = [{ name: '电化教育', isConcentrated: true }]
    expect(outcomeOf('R-66', { form: '电化教育', catalogue })).toBe('pass')
    expect(outcomeOf('R-66', { form: '集中学习', catalogue })).toBe('fail')
    expect(studyForms.filter(({ name }) => countsToHours(name)).map(({ name }) => name)).toHaveLength(4)
    expect(countsToHours('外出参观')).toBeNull()
  })
})
