// Closed lists: ethnic groups and education levels.
import { describe, expect, it } from 'vitest'
import { EDUCATION_LEVELS, readEducation } from '../../../src-main/shared/text/education.ts'
import { ETHNIC_GROUPS, readEthnicGroup } from '../../../src-main/shared/text/ethnic-groups.ts'

describe('ethnic groups', () => {
  it('are 56, each once', () => {
    expect(new Set(ETHNIC_GROUPS).size).toBe(56)
  })

  it.each(ETHNIC_GROUPS)('%s with and without 族, and spaced', (name) => {
    for (const text of [name, name.slice(0, -1), Array.from(name).join(' ')])
      expect(readEthnicGroup(text)).toEqual({ value: name, notes: [] })
  })

  it.each([
    ['汉　族', '汉族'],
    ['维族', '维吾尔族'],
    ['蒙', '蒙古族'],
  ])('%s is %s', (text, value) => {
    expect(readEthnicGroup(text)).toEqual({ value, notes: [] })
  })

  it.each(['旱族', '穿青人', '汉族人', '1', '中国'])('%s is kept with M-304', (text) => {
    expect(readEthnicGroup(text)).toEqual({ value: text, notes: [{ code: 'M-304', params: { 值: text } }] })
  })

  it.each(['', '　', '不详'])('%j is not filled in', (text) => {
    expect(readEthnicGroup(text)).toEqual({ value: null, notes: [] })
  })
})

describe('education', () => {
  it.each(EDUCATION_LEVELS)('%s is itself', (level) => {
    expect(readEducation(level)).toEqual({ value: level, notes: [] })
  })

  it.each([
    ['大学', '本科'],
    ['大学本科', '本科'],
    ['大本', '本科'],
    ['专科', '大专'],
    ['大学专科', '大专'],
    ['函授大专', '大专'],
    ['大专（函授）', '大专'],
    ['在职本科', '本科'],
    ['电大大专', '大专'],
    ['高中毕业', '高中'],
    ['高 中', '高中'],
    ['初中文化', '初中'],
    ['小学文化程度', '小学'],
    ['高小', '小学'],
    ['技校', '中技'],
    ['中师', '中专'],
    ['职业高中', '职高'],
    ['硕士研究生', '硕士'],
    ['博士研究生', '博士'],
    ['中央党校本科', '党校本科'],
    ['省委党校大专', '党校大专'],
    ['党校函授本科', '党校本科'],
    ['中央党校大学', '党校本科'],
    ['研究生学历', '研究生'],
  ])('%s is %s', (text, value) => {
    expect(readEducation(text)).toEqual({ value, notes: [] })
  })

  it.each(['高中肄业', '私塾', '扫盲班', '1'])('%s is kept with M-316', (text) => {
    expect(readEducation(text)).toEqual({ value: text, notes: [{ code: 'M-316', params: { 值: text } }] })
  })

  it.each(['', '无', '—'])('%j is empty', (text) => {
    expect(readEducation(text)).toEqual({ value: null, notes: [] })
  })
})
