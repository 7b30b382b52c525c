// The milestones of study on the board, as the ledgers have them.
import { describe, expect, it } from 'vitest'
import { courseKinds } from '#shared/rules/study.ts'
import { discussionThemes, discussionProducts } from '#shared/rules/study-content.ts'
import type { MemberLearning, UnitLearning } from '../../../src-main/core/services/learning/count.ts'
import { studyCell, type StudyProgress } from '../../../src-main/core/services/overview/study-cells.ts'

type Note = NonNullable<MemberLearning['note']>

const member = (hours: number, more: Partial<MemberLearning> = {}): MemberLearning => ({
  member: { id: 'm', name: '张甲', orgId: 'u', categories: [], isFloating: false, isLost: false },
  attended: hours,
  madeUp: 0,
  credited: 0,
  hours,
  isExcused: false,
  hasStudied: true,
  isExpected: true,
  isMet: hours >= 400,
  readings: [],
  courses: [],
  makeups: [],
  alternatives: [],
  note: null,
  ...more,
})

const note = (more: Partial<Note>): Note => ({
  memberId: 'm',
  date: '2005-07-26',
  chars: 9000,
  neatness: '认真',
  copied: '否',
  essays: 2,
  result: '达标',
  ...more,
})

const whole: UnitLearning = {
  orgId: 'u',
  members: [member(400), member(420)],
  sessions: 12,
  hasSession: true,
  lastOn: '2005-08-03',
  courses: courseKinds.map((what) => ({ what, on: '2005-07-20' })),
  readings: [],
  themes: discussionThemes.map((what) => ({ what, on: '2005-07-22' })),
  products: discussionProducts.map((product) => ({ orgId: 'u', product, on: '2005-07-28', text: '正文' })),
}

const study = (more: Partial<UnitLearning> = {}, facts: Partial<StudyProgress> = {}): StudyProgress => ({
  learning: { ...whole, ...more },
  minX10: 400,
  cutoff: '2005-08-05',
  today: '2005-08-17',
  ...facts,
})
const before = { unitId: 'u', isPast: false }
const past = { unitId: 'u', isPast: true }

describe('hours', () => {
  it.each([
    ['all', [400, 420], before, 'ok', null, '2人中2人达40学时', '✓8-3'],
    ['one short in time', [395, 400], before, 'doing', 1, '2人中1人达40学时，差1人', '差1人'],
    ['one short too late', [395, 400], past, 'bad', 1, '到期没有完成：2人中1人达40学时，差1人', '差1人'],
  ] as const)('%s', (_, hours, place, mark, count, tip, short) => {
    const members = hours.map((each) => member(each))
    expect(studyCell('hours', study({ members }), place)).toMatchObject({
      mark,
      count,
      tip,
      short,
      to: '/attendance/u',
    })
  })

  it('leaves it to the prescribed action where nothing is recorded or asked for', () => {
    expect(studyCell('hours', undefined, before)).toBeNull()
    expect(studyCell('hours', study({ hasSession: false }), before)).toBeNull()
    expect(studyCell('hours', study({}, { minX10: null }), before)).toBeNull()
    expect(studyCell('mobilised', study(), before)).toBeNull()
  })

  it('asks nothing of the excused', () => {
    const members = [member(400), member(0, { isExcused: true })]
    expect(studyCell('hours', study({ members }), past)).toMatchObject({ mark: 'ok' })
  })
})

describe('courses', () => {
  const with4 = (on: string | null) =>
    courseKinds.map((what, i) => ({ what, on: i === 4 ? on : '2005-07-20' }))

  it.each([
    ['on the day', '2005-08-05', 'ok', '五课已上5/5', '✓8-5'],
    ['late', '2005-08-15', 'ok', '五课已上5/5，“正反典型教育课”8月15日逾期完成', '✓8-15'],
    ['missing', null, 'bad', '到期没有完成：五课已上4/5，缺“正反典型教育课”', '差1课'],
  ] as const)('%s', (_, on, mark, tip, short) => {
    expect(studyCell('lectures', study({ courses: with4(on) }), before)).toMatchObject({ mark, tip, short })
  })

  it('is under way until the day', () => {
    const facts = { today: '2005-08-05' }
    expect(studyCell('lectures', study({ courses: with4(null) }, facts), before)?.mark).toBe('doing')
  })
})

describe('discussion', () => {
  it.each([
    ['whole', {}, 'ok', '✓7-28'],
    ['one text missing', { products: whole.products.slice(0, 1) }, 'bad', '差1项'],
    [
      'one theme missing',
      { themes: whole.themes.map((each, i) => (i === 2 ? { ...each, on: null } : each)) },
      'bad',
      '差1项',
    ],
  ] as const)('%s', (_, more, mark, short) => {
    expect(studyCell('discussed', study(more), past)).toMatchObject({ mark, short })
  })
})

describe('notes', () => {
  it.each<[string, Partial<Note> | null, string | null, string | null]>([
    ['never looked at', null, null, null],
    ['good', {}, 'ok', '✓7-26'],
    ['too short', { result: '未达标' }, 'bad', '差1人'],
    ['without a norm', { result: '未设标准' }, 'na', '未设标准'],
    ['careless without a norm', { result: '未设标准', neatness: '潦草' }, 'warn', '1人潦草应付'],
  ])('%s', (_, said, mark, short) => {
    const members = [member(400, { note: said === null ? null : note(said) })]
    const found = studyCell('notes', study({ members }), past)
    expect(found?.mark ?? null).toBe(mark)
    expect(found?.short ?? null).toBe(short)
  })
})
