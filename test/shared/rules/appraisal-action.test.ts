// The cap on 优秀 for every size of branch, sums of ballots, and who decides where there is no committee.
import { describe, expect, it } from 'vitest'
import { committeeFor, judgeCap, mostExcellent, objectionsToBallots } from '#shared/rules/appraisal-action.ts'
import { levelOf } from '#shared/rules/verdict.ts'

const sizes = Array.from({ length: 60 }, (_, i) => i + 1)

describe('the cap on 优秀', () => {
  it.each(sizes)('of %i members is a third, rounded down', (members) => {
    const most = mostExcellent(members, {}) ?? -1
    expect(most).toBe(Math.floor(members / 3))
    expect(judgeCap(most, members, {}).outcome).toBe('pass')
    expect(levelOf(judgeCap(most + 1, members, {}))).toBe('警告')
  })

  it('takes the town’s own number, and none where none is set', () => {
    const fifteen = { 'appraisal.excellent': { value: 15, per: 100 } }
    expect(mostExcellent(20, fifteen)).toBe(3)
    expect(mostExcellent(19, fifteen)).toBe(2)
    expect(mostExcellent(10, { 'appraisal.excellent': { value: null } })).toBeNull()
    expect(mostExcellent(0, {})).toBeNull()
  })
})

describe('ballots', () => {
  const ballots = { excellent: 3, qualified: 5, basic: 1, unqualified: 0, abstained: 1 }
  it.each([
    [null, null, 0],
    [10, 10, 0],
    [9, 10, 1],
    [11, 12, 1],
    [10, 9, 1],
    [null, 9, 1],
    [11, 9, 2],
  ])('of 10 counted as %s of %s voters have %i faults', (total, voters, faults) => {
    expect(objectionsToBallots(ballots, total, voters)).toHaveLength(faults)
  })
})

it.each([
  [1, '党员大会'],
  [6, '党员大会'],
  [7, '支委会'],
  [38, '支委会'],
] as const)('of %i full members the %s decides', (members, who) => {
  expect(committeeFor(members)).toBe(who)
})
