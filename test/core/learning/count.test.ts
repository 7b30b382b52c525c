// What is counted of learning, against a plain count that walks the records again for every member.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { courseKinds } from '#shared/rules/study.ts'
import { countLearning, type LearningNorms } from '../../../src-main/core/services/learning/count.ts'
import type { LearningFacts } from '../../../src-main/core/services/learning/facts.ts'
import { figuresOf } from '../../../src-main/core/services/learning/figures.ts'
import type { SessionFigure } from '../../../src-main/core/services/study/figures.ts'

const REQUIRED = ['甲篇', '乙篇', '丙篇']
const NORMS: LearningNorms = { minX10: 400, required: REQUIRED, cutoff: '2005-08-05' }
const DAYS = ['2005-07-06', '2005-07-13', '2005-07-20', '2005-08-08']
const UNITS = ['一支部', '二支部']
const STATES = ['出席', '迟到', '早退', '公假', '病假', '事假', '缺勤', '不要求'] as const

const session = (id: string) =>
  fc
    .record({
      orgId: fc.constantFrom(...UNITS),
      date: fc.constantFrom(...DAYS),
      hoursX10: fc.constantFrom(20, 80, 400),
      isConcentrated: fc.boolean(),
      courseType: fc.option(fc.constantFrom(...courseKinds)),
      readings: fc.subarray(REQUIRED),
    })
    .map((drawn): SessionFigure => ({
      ...drawn,
      id,
      from: null,
      to: null,
      form: drawn.isConcentrated ? '集中学习' : '个人自学',
      theme: '学习',
      joint: null,
      present: 0,
      onLeave: 0,
      absent: 0,
    }))

const learner = (id: string) =>
  fc
    .record({
      orgId: fc.constantFrom(...UNITS),
      isFloating: fc.boolean(),
      categories: fc.subarray(['离退休', '年老体弱']),
    })
    .map((drawn) => ({ ...drawn, id, name: id, isLost: false }))

const drawn = fc.integer({ min: 0, max: 5 }).chain((members) =>
  fc.integer({ min: 0, max: 5 }).chain((sessions) =>
    fc.record({
      learners: fc.tuple(...Array.from({ length: members }, (_, i) => learner(`m${String(i)}`))),
      sessions: fc.tuple(...Array.from({ length: sessions }, (_, i) => session(`s${String(i)}`))),
      // One draw for each pair of member and session; null is no record.
      marks: fc.array(fc.option(fc.tuple(fc.constantFrom(...STATES), fc.constantFrom(0, 20, 80))), {
        minLength: members * sessions,
        maxLength: members * sessions,
      }),
      makeups: fc.array(
        fc.record({
          member: fc.nat({ max: 4 }),
          missedOn: fc.constantFrom(...DAYS),
          hours: fc.constantFrom(20, 80),
          late: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
      brought: fc.array(fc.record({ member: fc.nat({ max: 4 }), hours: fc.constantFrom(0, 40) }), {
        maxLength: 3,
      }),
    }),
  ),
)

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const present = (state: string): boolean => ['出席', '迟到', '早退'].includes(state)
const absent = (state: string): boolean => ['公假', '病假', '事假', '缺勤'].includes(state)

function factsOf(from: Drawn): LearningFacts {
  const attendance = from.learners.flatMap((member, m) =>
    from.sessions.flatMap((held, s) => {
      const mark = from.marks[m * from.sessions.length + s] ?? null
      if (mark === null) return []
      const [state, hours] = mark
      const creditedX10 = present(state) ? Math.min(hours, held.hoursX10) : 0
      return [{ sessionId: held.id, memberId: member.id, state, creditedX10 }]
    }),
  )
  return {
    learners: from.learners,
    sessions: from.sessions.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    attendance,
    tasks: [],
    makeups: from.makeups.map(({ member, missedOn, hours, late }) => ({
      memberId: `m${String(member)}`,
      missedOn,
      madeOn: late ? '2005-08-16' : '2005-08-10',
      hours,
      responsible: '书记',
    })),
    alternatives: from.brought.map(({ member, hours }) => ({
      memberId: `m${String(member)}`,
      date: '2005-07-15',
      form: '送学上门',
      readings: ['甲篇'],
      hours,
    })),
    notes: [],
    products: [],
  }
}

/** The hours of one member, walked through record by record. */
function plainHours(facts: LearningFacts, id: string, until: string): number {
  const own = facts.attendance.filter(({ memberId }) => memberId === id)
  const held = (sessionId: string) =>
    facts.sessions.find((each) => each.id === sessionId && each.date <= until && each.isConcentrated)
  const attended = own.reduce((sum, row) => sum + (held(row.sessionId) ? row.creditedX10 : 0), 0)
  let madeUp = 0
  for (const day of DAYS) {
    const made = facts.makeups
      .filter((each) => each.memberId === id && each.missedOn === day && each.madeOn <= until)
      .reduce((sum, { hours }) => sum + hours, 0)
    const missedAny = own.some(
      (row) =>
        absent(row.state) &&
        facts.sessions.some((each) => each.id === row.sessionId && each.date === day && day <= until),
    )
    const missed = own
      .filter((row) => absent(row.state) && held(row.sessionId)?.date === day)
      .reduce((sum, row) => sum + (held(row.sessionId)?.hoursX10 ?? 0), 0)
    madeUp += missedAny ? Math.min(made, missed) : made
  }
  const brought = facts.alternatives
    .filter(({ memberId, date }) => memberId === id && date <= until)
    .reduce((sum, { hours }) => sum + hours, 0)
  return attended + madeUp + brought
}

describe('hours and figures', () => {
  it.each(['9999-12-31', '2005-08-12', '2005-07-13'])('are those of a plain count up to %s', (until) => {
    fc.assert(
      fc.property(drawn, (from) => {
        const facts = factsOf(from)
        const units = countLearning(facts, NORMS, until)
        for (const org of UNITS) {
          const ids = from.learners.filter(({ orgId }) => orgId === org).map(({ id }) => id)
          const unit = units.get(org)
          const figures = unit === undefined ? null : figuresOf(unit)
          expect(unit?.members.map(({ hours }) => hours) ?? []).toEqual(
            ids.map((id) => plainHours(facts, id, until)),
          )
          expect(figures?.members ?? 0).toBe(ids.length)
          if (unit === undefined || figures === null) continue
          expect(figures.studied).toBeLessThanOrEqual(figures.expected)
          expect(figures.hoursMet + figures.hoursShort).toBeLessThanOrEqual(figures.expected)
          expect(figures.sessions).toBe(
            from.sessions.filter((each) => each.orgId === org && each.isConcentrated && each.date <= until)
              .length,
          )
          const expected = unit.members.filter(({ isExpected }) => isExpected)
          expect(figures.hoursX10).toBe(expected.reduce((sum, { hours }) => sum + hours, 0))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('has a text studied only where it was attended, made up in full, or brought', () => {
    fc.assert(
      fc.property(drawn, (from) => {
        const facts = factsOf(from)
        for (const { members } of countLearning(facts, NORMS).values())
          for (const { member, readings, makeups } of members) {
            const together = facts.attendance
              .filter(({ memberId, state }) => memberId === member.id && present(state))
              .flatMap(({ sessionId }) => facts.sessions.find(({ id }) => id === sessionId) ?? [])
            const made = makeups.filter(({ stand }) => stand === '已补齐').map((each) => each.session)
            const had = [...together, ...made].filter((each) => each.isConcentrated)
            const brought = facts.alternatives.some(({ memberId }) => memberId === member.id) ? ['甲篇'] : []
            const known = new Set([...had.flatMap((each) => each.readings), ...brought])
            expect(readings).toEqual(REQUIRED.filter((title) => !known.has(title)))
          }
      }),
      { numRuns: 300 },
    )
  })
})

const one = (hours: number, makeup: number): LearningFacts => ({
  learners: [{ id: 'm', name: '张甲', orgId: '一支部', categories: [], isFloating: false, isLost: false }],
  sessions: [
    {
      id: 's',
      orgId: '一支部',
      date: '2005-07-06',
      from: null,
      to: null,
      hoursX10: hours,
      form: '集中学习',
      isConcentrated: true,
      courseType: null,
      readings: [],
      theme: null,
      joint: null,
      present: 1,
      onLeave: 0,
      absent: 0,
    },
  ],
  attendance: [{ sessionId: 's', memberId: 'm', state: '出席', creditedX10: hours }],
  tasks: [],
  makeups:
    makeup === 0
      ? []
      : [{ memberId: 'm', missedOn: '2005-07-13', madeOn: '2005-07-20', hours: makeup, responsible: '' }],
  alternatives: [],
  notes: [],
  products: [],
})

describe('R-16', () => {
  it.each([
    [395, 0, 0, 1],
    [400, 0, 1, 0],
    [395, 5, 1, 0],
    [390, 5, 0, 1],
  ])('%i tenths and %i made up: %i met, %i short', (hours, makeup, met, short) => {
    const unit = countLearning(one(hours, makeup), NORMS).get('一支部')
    if (unit === undefined) throw new Error('no unit')
    expect(figuresOf(unit)).toMatchObject({ hoursMet: met, hoursShort: short })
  })

  it('asks nothing where no hours are set', () => {
    const unit = countLearning(one(100, 0), { ...NORMS, minX10: null }).get('一支部')
    if (unit === undefined) throw new Error('no unit')
    expect(figuresOf(unit).hoursMet).toBe(0)
  })
})
