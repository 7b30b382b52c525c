// The registry: every rule is listed with its source, and never gives a verdict on a bad input.
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { xianjin2005 } from '#shared/campaign/index.ts'
import { thresholds } from '#shared/campaign/thresholds.ts'
import type { Threshold } from '#shared/campaign/types.ts'
import { listRules, ruleById, rules } from '#shared/rules/registry.ts'
import { isVerdict, type Rule, type RuleInput } from '#shared/rules/rule.ts'
import { problemsOf, verdictOf } from './outcome.ts'

const promised =
  'R-01 R-02 R-03 R-03b R-04 R-05 R-06 R-07 R-07b R-08 R-09 R-09b R-10 R-11 R-11b R-12 R-13 R-14 R-15 R-16 R-17 ' +
  'R-18 R-19 R-20 R-20b R-21 R-22 R-23 R-24 R-25 R-26 R-27 R-28 R-28b R-29 R-30 R-31 R-32 R-32b R-32c R-32d R-33 R-34 R-35 ' +
  'R-36 R-37 R-38 R-39 R-40 R-41 R-42 R-43 R-43b R-44 R-45 R-46 R-47 R-48 R-49 R-50 R-51 R-52 R-53 R-54 R-55 R-56 ' +
  'R-57 R-58 R-59 R-60 R-61 R-62 R-63 R-64 R-65 R-66'

/** Every rule the settings page, the steps and the checklists of the campaign speak of. */
const mentioned = (): string[] => [
  ...thresholds.map((threshold) => threshold.rule),
  ...xianjin2005.phases.flatMap((phase) => phase.steps.flatMap((step) => step.rules)),
  ...xianjin2005.checklists.flatMap((checklist) => checklist.items.map((item) => item.rule)),
]

describe('the list', () => {
  it('has each number once, in order, all promised ones among them', () => {
    const ids = rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual([...ids].sort())
    expect(promised.split(' ').filter((id) => !ids.includes(id))).toEqual([])
  })
  it('has every rule the campaign speaks of', () => {
    expect([...new Set(mentioned())].filter((id) => ruleById(id) === null)).toEqual([])
  })
  it('finds a rule by its number and knows no other', () => {
    expect(ruleById('R-32')?.thresholdKey).toBe('poll.dissatisfied.bar')
    expect(ruleById('R-99')).toBeNull()
  })
  it('can be sent as data', () => {
    const listed = listRules()
    expect(JSON.parse(JSON.stringify(listed))).toEqual(listed)
    expect(listed.find((rule) => rule.id === 'R-32')?.limits[0]).toMatchObject({
      value: 10,
      unit: '%',
      comparator: '≥',
      source: { title: '县委：学习动员阶段小结讲话', quote: '凡不满意率达到或超过10的一律不准转入第二阶段' },
    })
  })
})

const limits = rules.flatMap((rule) => rule.limits.map((limit) => [rule.id, limit.name, limit] as const))

describe('limits', () => {
  it.each(limits)('%s %s names its source, a default saying that it is one', (_id, _name, limit) => {
    const isDefault = limit.source.title === '本产品默认'
    expect(limit.source.quote === undefined).toBe(isDefault)
    expect(limit.source.title).not.toBe('')
  })
  it.each(limits.filter(([, , limit]) => limit.key !== undefined))(
    '%s %s has the value and the passage of the settings page',
    (_id, _name, limit) => {
      const threshold = thresholds.find((each) => each.key === limit.key)
      const quote = threshold !== undefined && 'quote' in threshold.basis ? threshold.basis.quote : undefined
      expect(threshold).toBeDefined()
      expect(limit.source.quote).toBe(quote)
      expect([undefined, limit.value]).toContain(threshold && shippedValue(threshold.value))
    },
  )
})

/** The value as a limit holds it; undefined for those that have no number, such as a relation in words. */
function shippedValue(value: Threshold['value']): number | string | null | undefined {
  if (value.kind === 'number') return value.number
  if (value.kind === 'fraction') return value.numerator
  if (value.kind === 'weekly') return value.weekday
  if (value.kind === 'switch') return value.on ? 1 : 0
  if (value.kind === 'date') return value.date
  return value.kind === 'unset' ? null : undefined
}

const bad: Record<RuleInput['type'], unknown> = {
  count: -1,
  number: '5',
  hours: 0.3,
  date: '2005-02-29',
  'partial-date': '2005-13',
  instant: '2005-07-07 25:00',
  time: '25:00',
  text: 5,
  flag: 'true',
  choice: '没有这个选项',
  list: '一项',
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s on bad input', (id, rule) => {
  const problemsWith = (input: object) => problemsOf(id, input)

  it('wants every required field', () => {
    const missing = rule.inputs.filter((field) => field.required).map((field) => `“${field.label}”没有填。`)
    expect(problemsWith({})).toEqual(expect.arrayContaining(missing))
  })
  it.each(rule.inputs.map((field) => [field.name, field] as const))('refuses a bad %s', (name, field) => {
    expect(problemsWith({ [name]: bad[field.type] }).join('')).toContain(`“${field.label}”应`)
  })
  it('refuses a field it does not know', () => {
    expect(problemsWith({ valide: 1 }).join('')).toContain('没有“valide”这一栏')
  })
  it.each([[null], [5], ['文字'], [[]]])('refuses %j as a whole', (input) => {
    expect(problemsOf(id, input)).toHaveLength(1)
  })
})

const itemFor = (field: RuleInput): fc.Arbitrary<unknown> => {
  if (field.rows !== undefined) return inputFor(field.rows)
  return field.choices === undefined ? fc.oneof(fc.string(), fc.nat(50)) : fc.constantFrom(...field.choices)
}

/** Values a field may take, and now and then one it may not. */
const valueFor = (field: RuleInput): fc.Arbitrary<unknown> => {
  const day = fc.constantFrom(
    '2005-06-30',
    '2005-07-01',
    '2005-08-17',
    '2005-12-31',
    '1900-01-01',
    '2199-12-31',
  )
  const byType: Record<RuleInput['type'], fc.Arbitrary<unknown>> = {
    count: fc.nat(200),
    number: fc.double({ min: 0, max: 100, noNaN: true }),
    hours: fc.nat(200).map((half) => half / 2),
    date: day,
    'partial-date': fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length)),
    instant: day.map((text) => `${text} 24:00`).filter((text) => !text.startsWith('2199')),
    time: fc.constantFrom('00:00', '14:00:30', '23:59'),
    text: fc.string({ maxLength: 12 }),
    flag: fc.boolean(),
    choice: fc.constantFrom(...(field.choices ?? [''])),
    list: fc.array(itemFor(field), { maxLength: 4 }),
  }
  return byType[field.type]
}

const inputFor = (fields: readonly RuleInput[]): fc.Arbitrary<object> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, valueFor(field)])), {
    requiredKeys: fields.filter((field) => field.required).map((field) => field.name),
  })

const isSound = (rule: Rule, input: object): boolean => {
  const evaluation = rule.evaluate(input)
  if (!isVerdict(evaluation)) return evaluation.inputProblems.length > 0
  return (
    evaluation.rule === rule.id &&
    evaluation.reason.endsWith('。') &&
    !evaluation.reason.includes('undefined')
  )
}

describe('any input', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s answers in whole sentences and never throws',
    (_, rule) => {
      fc.assert(fc.property(inputFor(rule.inputs), (input) => isSound(rule, input)))
    },
  )
  it('is judged the same way twice, with the limits that were used', () => {
    const input = { valid: 100, dissatisfied: 10 }
    expect(verdictOf('R-32', input)).toEqual(verdictOf('R-32', input))
    const settings = { 'poll.dissatisfied.bar': { value: 20, source: { title: '县委通知' } } }
    expect(verdictOf('R-32', input, settings).limits?.[0]).toMatchObject({
      value: 20,
      source: { title: '县委通知' },
    })
  })
})
