// Looking things up: phases by date, steps and items by unit, limits by key.
import { describe, expect, it } from 'vitest'
import type { Level, PhaseKey, UnitTypeKey } from '#shared/campaign/index.ts'
import {
  campaignByKey,
  checklistFor,
  checklistItemByCode,
  checklistOf,
  coversLevel,
  correctionPhrasesFor,
  currentBatch,
  documentTemplateByKey,
  documentTemplates,
  dueThresholdOf,
  findThreshold,
  findingCategoryByKey,
  helpForPage,
  isRequiredStep,
  memberCategories,
  memberCategoryByKey,
  nextPhase,
  pageHelp,
  phaseOf,
  refusalByKey,
  refusalsOf,
  requiredReadings,
  severityByKey,
  stepByCode,
  stepsFor,
  thresholdByKey,
  thresholdNumber,
  unitTypeByKey,
  unitTypeByLabel,
  unitTypes,
  workListByKey,
  xianjin2005 as campaign,
} from '#shared/campaign/index.ts'

describe('phaseOf', () => {
  it.each<[string, PhaseKey | null]>([
    ['2005-05-31', null],
    ['2005-06-01', 'prep'],
    ['2005-07-04', 'prep'],
    ['2005-07-05', 'study'],
    ['2005-08-05', 'study'],
    ['2005-08-06', 'review'],
    ['2005-09-20', 'review'],
    ['2005-09-21', 'rectify'],
    ['2005-10-15', 'rectify'],
    ['2005-10-16', 'consolidate'],
    ['2005-12-31', 'consolidate'],
    ['2006-01-01', null],
  ])('%s lies in %s', (date, key) => {
    expect(phaseOf(campaign, date)?.key ?? null).toBe(key)
  })
})

it.each<[PhaseKey, PhaseKey | null]>([
  ['prep', 'study'],
  ['study', 'review'],
  ['review', 'rectify'],
  ['rectify', 'consolidate'],
  ['consolidate', null],
])('after %s comes %s', (key, next) => {
  expect(nextPhase(campaign, key)?.key ?? null).toBe(next)
})

it.each<[Level, boolean]>([
  ['党委', false],
  ['总支', true],
  ['支部', true],
  ['联合支部', true],
  ['临时支部', true],
  ['党小组', false],
])('a line for 总支 and 支部 covers %s: %s', (level, covered) => {
  expect(coversLevel(['总支', '支部'], level)).toBe(covered)
})

describe('stepsFor', () => {
  it.each<[UnitTypeKey, Level, PhaseKey, number]>([
    ['school', '支部', 'prep', 0],
    ['office', '党委', 'prep', 6],
    ['school', '支部', 'study', 27],
    ['private', '联合支部', 'study', 27],
    ['area', '总支', 'review', 6],
    ['school', '总支', 'review', 5],
    ['village', '支部', 'study', 0],
    ['office', '党小组', 'study', 0],
  ])('%s %s takes, in %s, %i steps', (unitType, level, phase, count) => {
    expect(stepsFor(campaign, { unitType, level }, phase)).toHaveLength(count)
  })

  it('gives the steps of all phases when no phase is named', () => {
    const unit = { unitType: 'school', level: '支部' } as const
    const perPhase = campaign.phases.flatMap((phase) => stepsFor(campaign, unit, phase.key))
    expect(stepsFor(campaign, unit)).toEqual(perPhase)
    expect(perPhase.some((step) => !isRequiredStep(step))).toBe(true)
  })
})

describe('checklistFor', () => {
  it.each<[UnitTypeKey, Level, PhaseKey, number]>([
    ['school', '支部', 'study', 22],
    ['school', '临时支部', 'study', 22],
    ['office', '党小组', 'study', 0],
    ['village', '支部', 'study', 0],
    ['school', '支部', 'prep', 0],
  ])('%s %s is checked, in %s, on %i items', (unitType, level, phase, count) => {
    expect(checklistFor(campaign, { unitType, level }, phase)).toHaveLength(count)
  })

  it('never shows an item to a level it does not name', () => {
    const items = checklistFor(campaign, { unitType: 'area', level: '总支' }, 'study')
    expect(items.length).toBeGreaterThan(0)
    expect(items.every((item) => item.levels.includes('总支'))).toBe(true)
  })
})

describe('limits', () => {
  it('come by key, with their number', () => {
    expect(thresholdByKey(campaign, 'poll.dissatisfied.bar').comparator).toBe('gte')
    expect(thresholdNumber(campaign, 'study.hours.min')).toBe(40)
    expect(thresholdNumber(campaign, 'massrep.ratio')).toBeNull()
    expect(thresholdNumber(campaign, 'poll.grades')).toBeNull()
  })

  it('of an unknown key are not found', () => {
    expect(findThreshold(campaign, 'no.such.limit')).toBeUndefined()
  })

  it('of findings depend on degree and correction', () => {
    const major = severityByKey(campaign, 'major')
    expect(dueThresholdOf(major, '补课')).toBe('finding.due.makeup')
    expect(dueThresholdOf(major, '补齐')).toBe('finding.due.major')
    expect(dueThresholdOf(severityByKey(campaign, 'severe'), '补课')).toBe('finding.due.severe')
  })
})

describe('things with a key', () => {
  it('are found by it', () => {
    expect(unitTypes.map((type) => unitTypeByKey(type.key))).toEqual(unitTypes)
    expect(memberCategories.map((each) => memberCategoryByKey(each.key))).toEqual(memberCategories)
    expect(documentTemplates.map((each) => documentTemplateByKey(each.key))).toEqual(documentTemplates)
    expect(refusalsOf(campaign).map((each) => refusalByKey(campaign, each.key))).toEqual(campaign.refusals)
    expect(campaign.workLists.map((each) => workListByKey(campaign, each.key))).toEqual(campaign.workLists)
    expect(campaign.findingCategories.map((each) => findingCategoryByKey(campaign, each.key))).toEqual(
      campaign.findingCategories,
    )
    expect(campaign.correctionPhrases.map((each) => correctionPhrasesFor(campaign, each.correction))).toEqual(
      campaign.correctionPhrases,
    )
    expect(pageHelp.map((each) => helpForPage(each.page))).toEqual(pageHelp)
  })

  it('are found by code, label or current state', () => {
    expect(campaignByKey('xianjin-2005-batch2')).toBe(campaign)
    expect(campaignByKey('another')).toBeUndefined()
    expect(stepByCode(campaign, 'P1-09')?.name).toBe('集中学习')
    expect(stepByCode(campaign, 'P9-99')).toBeUndefined()
    expect(checklistItemByCode(campaign, 'X-07')?.text).toBe('集中学习时间')
    expect(checklistItemByCode(campaign, 'X-99')).toBeUndefined()
    expect(checklistOf(campaign, 'prep')).toBeNull()
    expect(unitTypeByLabel('事业站所')?.key).toBe('station')
    expect(unitTypeByLabel('工厂')).toBeUndefined()
    expect(currentBatch(campaign).name).toBe('第二批')
    expect(requiredReadings(campaign)).toHaveLength(4)
  })
})
