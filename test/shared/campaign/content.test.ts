// The shipped campaign is whole: counts, unique codes, dates in order, every reference leads somewhere.
import { describe, expect, it } from 'vitest'
import type { PhaseKey, WorkListKey } from '#shared/campaign/index.ts'
import {
  allUnitTypes,
  campaigns,
  checkResults,
  corrections,
  helpQuestions,
  levels,
  memberCategories,
  methods,
  pageHelp,
  unitTypes,
  xianjin2005 as campaign,
} from '#shared/campaign/index.ts'

const steps = campaign.phases.flatMap((phase) => phase.steps)
const items = campaign.checklists.flatMap((checklist) => checklist.items)
const workItems = campaign.workLists.flatMap((list) => list.items)

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000
}

function daysOf(start: string, end: string): number {
  return dayNumber(end) - dayNumber(start) + 1
}

function phase(key: PhaseKey) {
  const found = campaign.phases.find((each) => each.key === key)
  if (!found) throw new Error(key)
  return found
}

describe('counts', () => {
  it.each<[PhaseKey, number]>([
    ['prep', 6],
    ['study', 28],
    ['review', 21],
    ['rectify', 15],
    ['consolidate', 6],
  ])('phase %s has %i steps', (key, count) => {
    expect(phase(key).steps).toHaveLength(count)
  })

  it.each([
    ['X', 22],
    ['F', 22],
    ['Z', 20],
    ['G', 14],
  ])('checklist %s has %i items', (key, count) => {
    expect(campaign.checklists.find((checklist) => checklist.key === key)?.items).toHaveLength(count)
  })

  it.each<[WorkListKey, number]>([
    ['visit', 17],
    ['mobilise', 7],
    ['orglife', 8],
    ['demolife', 7],
    ['pollmeeting', 6],
    ['poll', 15],
  ])('work list %s has %i items', (key, count) => {
    expect(campaign.workLists.find((list) => list.key === key)?.items).toHaveLength(count)
  })

  it.each([
    ['r1', 7, 5],
    ['r2', 7, 5],
    ['r3', 6, 4],
    ['r4', 6, 5],
  ])('ground %s has %i questions and %i wordings', (key, checks, phrases) => {
    const refusal = campaign.refusals.find((each) => each.key === key)
    expect([refusal?.checks.length, refusal?.returnPhrases.length]).toEqual([checks, phrases])
  })

  it('holds the other lists in full', () => {
    expect({
      campaigns: campaigns.length,
      thresholds: campaign.thresholds.length,
      readings: campaign.readings.length,
      findingCategories: campaign.findingCategories.length,
      severities: campaign.severities.length,
      corrections: campaign.correctionPhrases.length,
      rechecks: campaign.recheckPhrases.length,
      unitTypes: unitTypes.length,
      memberCategories: memberCategories.length,
      pages: pageHelp.length,
      questions: helpQuestions.length,
    }).toEqual({
      campaigns: 1,
      thresholds: 95,
      readings: 6,
      findingCategories: 19,
      severities: 3,
      corrections: 4,
      rechecks: 4,
      unitTypes: 11,
      memberCategories: 13,
      pages: 11,
      questions: 25,
    })
  })
})

describe('codes', () => {
  it.each([
    ['steps', steps.map((step) => step.code)],
    ['checklist items', items.map((item) => item.code)],
    ['work list items', workItems.map((item) => item.code)],
    ['limits', campaign.thresholds.map((threshold) => threshold.key)],
    ['questions of refusal', campaign.refusals.flatMap((each) => each.checks.map((check) => check.code))],
    ['finding categories', campaign.findingCategories.map((category) => category.key)],
    ['unit types', unitTypes.map((type) => type.key)],
    ['unit type labels', unitTypes.map((type) => type.label)],
    ['member categories', memberCategories.map((category) => category.key)],
  ])('of %s are unique', (_, codes) => {
    expect(repeated(codes)).toEqual([])
  })

  it('run on without a gap in every phase and checklist', () => {
    const lists = [
      ...campaign.phases.map((each) => ({
        prefix: `P${each.seq}`,
        codes: each.steps.map((step) => step.code),
      })),
      ...campaign.checklists.map((each) => ({
        prefix: each.key,
        codes: each.items.map((item) => item.code),
      })),
    ]
    for (const { prefix, codes } of lists) {
      expect(codes).toEqual(codes.map((_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`))
    }
  })
})

describe('dates', () => {
  it('are civil dates', () => {
    const dates = [...steps, ...campaign.phases].flatMap((each) => [each.defaultStart, each.defaultEnd])
    expect(dates.filter((date) => !/^\d{4}-\d\d-\d\d$/u.test(date) || Number.isNaN(dayNumber(date)))).toEqual(
      [],
    )
  })

  it('of the phases follow each other without a gap, each within its window', () => {
    const phases = campaign.phases
    for (const [index, each] of phases.entries()) {
      expect(each.seq).toBe(index)
      expect(each.windowStart <= each.defaultStart && each.defaultEnd <= each.windowEnd).toBe(true)
      const next = phases[index + 1]
      if (next) expect(daysOf(each.defaultEnd, next.defaultStart)).toBe(2)
    }
  })

  it('give a unit 103 days of concentrated education and 77 days to consolidate, within the limits', () => {
    const concentrated = daysOf(phase('study').defaultStart, phase('rectify').defaultEnd)
    const consolidate = daysOf(phase('consolidate').defaultStart, phase('consolidate').defaultEnd)
    expect([concentrated, consolidate]).toEqual([103, 77])
    expect(concentrated).toBeGreaterThanOrEqual(75)
    expect(concentrated).toBeLessThanOrEqual(105)
    expect(consolidate).toBeGreaterThanOrEqual(60)
    expect(consolidate).toBeLessThanOrEqual(92)
  })

  it('of steps lie in the window of their phase; two steps of rectifying may run on', () => {
    const outside = campaign.phases.flatMap((each) =>
      each.steps.filter((step) => step.defaultStart < each.windowStart || step.defaultEnd > each.windowEnd),
    )
    expect(outside.map((step) => step.code)).toEqual(['P3-12', 'P3-13'])
    expect(steps.filter((step) => step.defaultEnd < step.defaultStart)).toEqual([])
  })

  it('of the campaign lie in the current batch, preparation apart', () => {
    const batch = campaign.batches.find((each) => each.isCurrent)
    const early = steps.filter((step) => step.phase !== 'prep' && step.defaultStart < (batch?.start ?? ''))
    const late = steps.filter((step) => step.defaultEnd > (batch?.end ?? ''))
    expect([batch?.no, early, late]).toEqual([2, [], []])
  })
})

describe('limits', () => {
  it('each has a value or is openly unset, a comparator, a scope, a rule and a basis', () => {
    const bad = campaign.thresholds.filter(
      (each) =>
        (each.value.kind === 'unset') !== (each.valueText === '') ||
        each.comparatorText === '' ||
        each.scope === '' ||
        !/^R-\d\d$/u.test(each.rule),
    )
    expect(bad).toEqual([])
  })

  it('show the number they hold', () => {
    const wrong = campaign.thresholds.filter(
      (each) =>
        each.value.kind === 'number' && Number(each.valueText.replace('各', '')) !== each.value.number,
    )
    expect(wrong).toEqual([])
  })

  it('lack a unit only where there is nothing to count', () => {
    const bare = campaign.thresholds.filter((each) => each.unit === '').map((each) => each.value.kind)
    expect(new Set(bare)).toEqual(new Set(['choices', 'switch', 'fraction', 'words', 'days']))
  })

  it('without a source are marked as defaults', () => {
    const bad = campaign.thresholds.filter((each) => 'default' in each.basis && !each.valueIsDefault)
    expect(bad).toEqual([])
  })

  it('leave five standards unset', () => {
    const unset = campaign.thresholds.filter((each) => each.value.kind === 'unset').map((each) => each.key)
    expect(unset).toEqual([
      'study.notes.chars',
      'study.essays.count',
      'leader.contact.visits',
      'massrep.ratio',
      'analysis.chars',
    ])
  })

  it('agree with the lists they count', () => {
    const number = (key: string) => {
      const value = campaign.thresholds.find((each) => each.key === key)?.value
      return value?.kind === 'number' ? value.number : null
    }
    expect(number('plan.refusals.all')).toBe(campaign.refusals.length)
    expect(number('study.courses.kinds')).toBe(campaign.courses.values.length)
    expect(number('discussion.themes')).toBe(campaign.discussionThemes.values.length)
    expect(number('care.kinds')).toBe(campaign.careKinds.values.length)
    expect(number('leader.duties')).toBe(campaign.leaderDuties.values.length)
    expect(number('issue.kinds')).toBe(campaign.issueKinds.length)
    expect(number('mechanism.classes')).toBe(campaign.mechanismKinds.values.length)
  })

  it('grade polls as the campaign does', () => {
    const grades = campaign.thresholds.find((each) => each.key === 'poll.grades')?.value
    expect(grades).toEqual({ kind: 'choices', choices: campaign.grades.map((grade) => grade.label) })
  })
})

describe('steps and checklist items', () => {
  it('name known kinds of unit and known levels, and at least one of each', () => {
    const known = new Set(unitTypes.map((type) => type.key))
    const bad = [...steps, ...items].filter(
      (each) =>
        each.unitTypes.length === 0 ||
        each.levels.length === 0 ||
        each.unitTypes.some((type) => !known.has(type)) ||
        each.levels.some((level) => !levels.includes(level)),
    )
    expect(bad).toEqual([])
  })

  it('leave out villages, whose batch comes later', () => {
    expect(allUnitTypes).toHaveLength(10)
    expect([...steps, ...items].filter((each) => each.unitTypes.includes('village'))).toEqual([])
  })

  it('say how a step is done and what proves it', () => {
    expect(steps.filter((step) => step.doneStandard === '' || step.requiredEvidence.length === 0)).toEqual([])
  })

  it('name known methods, corrections and categories, and word a finding twice', () => {
    const bad = items.filter(
      (item) =>
        item.findingWordings.length !== 2 ||
        item.methods.some((method) => !methods.some((each) => each.key === method)) ||
        !corrections.some((each) => each.key === item.correction) ||
        !campaign.findingCategories.some((category) => category.key === item.category),
    )
    expect(bad).toEqual([])
  })

  it('fail a whole unit on four items, all of them mandatory', () => {
    const veto = items.filter((item) => item.isVeto)
    expect(veto.map((item) => item.code)).toEqual(['X-02', 'X-22', 'F-16', 'Z-17'])
    expect(veto.every((item) => item.isMandatory)).toBe(true)
  })

  it('start as 未查', () => {
    expect(checkResults[0]).toBe('未查')
  })
})

describe('references inside the content', () => {
  const itemCodes = new Set(items.map((item) => item.code))

  it('of finding categories lead to checklist items', () => {
    const linked = campaign.findingCategories.flatMap((category) => category.linkedItems)
    expect(linked.filter((code) => !itemCodes.has(code))).toEqual([])
  })

  it('of degrees lead to limits', () => {
    const keys = campaign.severities
      .flatMap((each) => [each.dueThreshold, each.makeupDueThreshold ?? []])
      .flat()
    const known = new Set(campaign.thresholds.map((each) => each.key))
    expect(keys.filter((key) => !known.has(key))).toEqual([])
  })

  it('of checklists and work lists lead to their own items', () => {
    for (const checklist of campaign.checklists) {
      const codes = checklist.items.map((item) => item.code)
      expect(codes).toEqual(expect.arrayContaining([...checklist.usableInAnyPhase]))
    }
    for (const list of campaign.workLists) {
      expect(list.items.map((item) => item.code)).toEqual(expect.arrayContaining([...list.blockingItems]))
    }
  })

  it('cover every correction with ready wordings', () => {
    const covered = campaign.correctionPhrases.map((each) => each.correction)
    expect(covered).toEqual(corrections.map((each) => each.key))
  })

  it('number the questions of the help from 1 on', () => {
    expect(helpQuestions.map((each) => each.no)).toEqual(helpQuestions.map((_, index) => index + 1))
  })
})
