// Makes the schedule of an activity plan: one row for each step, several for the lessons.
import { addDays, daysBetween, latest, toWorkday, weekday } from './civil.mjs'
import { pick } from './pick.mjs'
import { courses, readings, steps } from './steps.mjs'

const levelMark = { 党委: '党', 总支: '总' }
const afterWork = ['国有集体企业', '非公企业', '社会组织', '社区', '流动党员']

/** How a kind of unit learns together: hours of one lesson (hours, not tenths), number of lessons, form. */
const lessons = {
  机关: { hours: 4, count: 8, form: '集中学习（半天）' },
  片总支: { hours: 4, count: 8, form: '集中学习（半天）' },
  事业站所: { hours: 4, count: 8, form: '集中学习（半天）' },
  学校: { hours: 4, count: 8, form: '集中学习（暑期半天）' },
  国有集体企业: { hours: 2.5, count: 12, form: '集中学习（19:00—21:30）' },
  非公企业: { hours: 2.5, count: 12, form: '集中学习（19:00—21:30）' },
  社会组织: { hours: 2.5, count: 12, form: '集中学习（18:30—21:00）' },
  社区: { hours: 3, count: 10, form: '集中学习（18:30—21:30）' },
  离退休: { hours: 2.5, count: 12, form: '集中学习（8:30—11:00）' },
  流动党员: { hours: 2.5, count: 12, form: '集中学习，在外党员寄学或流入地参学' },
}
const courseHours = 2

/** 清溪中学 uses the summer holidays and is a phase ahead; its review dates are those it kept. */
const ahead = {
  'P1-01': ['2005-07-05', '2005-07-08'],
  'P1-02': ['2005-07-05', '2005-07-20'],
  'P1-08': ['2005-07-06', '2005-07-23'],
  'P1-12': ['2005-07-15', '2005-07-22'],
  'P1-13': ['2005-07-18', '2005-07-23'],
  'P1-14': ['2005-07-15', '2005-07-26'],
  'P1-15': ['2005-07-12', '2005-07-27'],
  'P1-16': ['2005-07-12', '2005-07-23'],
  'P1-17': ['2005-07-13', '2005-07-26'],
  'P1-18': ['2005-07-06', '2005-07-26'],
  'P1-20': ['2005-07-20', '2005-07-25'],
  'P1-21': ['2005-07-26', '2005-07-27'],
  'P1-22': ['2005-07-28', '2005-07-28'],
  'P1-23': ['2005-07-29', '2005-07-29'],
  'P1-24': ['2005-07-29', '2005-07-30'],
  'P2-01': ['2005-08-01', '2005-08-01'],
  'P2-02': ['2005-08-02', '2005-08-06'],
  'P2-03': ['2005-08-07', '2005-08-07'],
  'P2-04': ['2005-08-08', '2005-08-08'],
  'P2-05': ['2005-08-03', '2005-08-09'],
  'P2-06': ['2005-08-09', '2005-08-10'],
  'P2-07': ['2005-08-11', '2005-08-11'],
  'P2-08': ['2005-08-11', '2005-08-13'],
  'P2-09': ['2005-08-14', '2005-08-14'],
  'P2-11': ['2005-08-15', '2005-08-15'],
  'P2-12': ['2005-08-16', '2005-08-16'],
}

/** Steps that keep their day in every unit: the town mobilises on one day, and the end of a phase is in order. */
const fixedDays = /^P1-0[4567]$|^P1-2[1-4]$|^P2-01$|^P2-0[34]$|^P2-11$|^P2-19$|^P3-01$|^P3-05$|^P3-1[1-4]$/

/** A plan handed in after the usual end of the first phase starts its steps later and still ends with the others. */
const lateSpans = [
  ['2005-07-06', '2005-08-05', '2005-07-06', '2005-08-29'],
  ['2005-08-08', '2005-09-20', '2005-08-30', '2005-09-26'],
  ['2005-09-21', '2005-10-15', '2005-09-27', '2005-10-15'],
]
const isLate = (unit) => unit.submittedOn > '2005-08-05'

function delayed(day) {
  const span = lateSpans.find(([from, to]) => day >= from && day <= to)
  if (span === undefined) return day
  const [from, to, lateFrom, lateTo] = span
  return addDays(
    lateFrom,
    Math.round((daysBetween(from, day) * daysBetween(lateFrom, lateTo)) / daysBetween(from, to)),
  )
}

function daysOf(step, unit) {
  if (!isLate(unit)) return usualDays(step, unit)
  if (step.code === 'P1-05') return [step.start, unit.submittedOn]
  return usualDays(step, unit).map(delayed)
}

function usualDays(step, unit) {
  const kept = unit.shortName === '清溪中学支部' ? ahead[step.code] : undefined
  if (kept !== undefined) return kept
  if (step.code === 'P1-05') return [step.start, latest(step.start, unit.submittedOn)]
  if (fixedDays.test(step.code) || step.start === step.end) return [step.start, step.end]
  const shift = pick(3, 'day', unit.no, step.code)
  const start = addDays(step.start, shift)
  return [start, latest(start, addDays(step.end, -pick(2, 'end', unit.no, step.code)))]
}

/** Learning days between the town's mobilisation and the self-check; firms and communities may use Saturdays. */
function learningDays(unit) {
  const end = unit.shortName === '清溪中学支部' ? '2005-07-23' : '2005-07-30'
  const withSaturday = afterWork.includes(unit.unitType) || unit.unitType === '学校'
  const days = []
  for (let day = '2005-07-06'; day <= end; day = addDays(day, 1)) {
    if (weekday(day) !== 0 && (withSaturday || weekday(day) !== 6)) days.push(day)
  }
  return isLate(unit) ? days.map(delayed) : days
}

/** So many days out of a list, evenly, starting differently in every unit. */
function spread(days, count, unit) {
  const jitter = pick(100, 'spread', unit.no) / 100
  return Array.from(
    { length: count },
    (_, i) => days[Math.min(days.length - 1, Math.floor(((i + jitter) * days.length) / count))],
  )
}

function owners(unit) {
  const names = [unit.head, unit.informantName, ...unit.officers].filter((name) => name !== '')
  return (seed) => names[pick(names.length, 'owner', unit.no, seed)]
}

/** Splits the hours that are wanted into lessons; the last one may be shorter. */
function lessonHours(style, total) {
  if (total === undefined) return Array.from({ length: style.count }, () => style.hours)
  const rest = total - courses.length * courseHours
  const full = Math.floor(rest / style.hours)
  const left = rest - full * style.hours
  return [...Array.from({ length: full }, () => style.hours), ...(left > 0 ? [left] : [])]
}

function lessonRows(unit, fault) {
  const style = lessons[unit.unitType]
  const hours = fault.threeMornings
    ? Array.from({ length: 10 }, () => 3)
    : lessonHours(style, fault.totalHours)
  const days = learningDays(unit)
  const all = spread(days, Math.min(days.length, hours.length + courses.length), unit)
  const courseAt = new Set(courses.map((_, i) => Math.floor(((i + 0.5) * all.length) / courses.length)))
  const courseDays = all.filter((_, i) => courseAt.has(i))
  const lessonDays = all.filter((_, i) => !courseAt.has(i))
  const mornings = [
    '2005-07-06',
    '2005-07-07',
    '2005-07-08',
    '2005-07-13',
    '2005-07-14',
    '2005-07-15',
    '2005-07-20',
    '2005-07-21',
    '2005-07-22',
    '2005-07-27',
  ]
  const form = fault.form ?? style.form
  const ownerOf = owners(unit)
  const rows = hours.map((h, i) => {
    const day = fault.threeMornings ? mornings[i] : lessonDays[i]
    return {
      step: 'P1-09',
      start: day,
      end: day,
      owner: ownerOf(`lesson${i}`),
      form,
      hours: h,
      place: unit.place,
      content: readings[i % readings.length],
    }
  })
  return [
    ...rows,
    ...courseRows(
      unit,
      fault,
      fault.threeMornings
        ? ['2005-07-11', '2005-07-18', '2005-07-25', '2005-07-29', '2005-07-12'].sort()
        : courseDays,
    ),
  ]
}

function courseRows(unit, fault, days) {
  const lecturers = [
    unit.head,
    unit.leaderName || '镇党校教师',
    '镇党校教师',
    unit.head,
    unit.informantName || unit.head,
  ]
  return courses
    .map((course, i) => {
      const late = fault.lateCourses && i >= 3
      const day = late ? ['2005-08-23', '2005-08-26'][i - 3] : days[i]
      return {
        step: 'P1-10',
        start: day,
        end: day,
        owner: lecturers[i],
        form: '辅导课',
        hours: courseHours,
        place: unit.place,
        content: `${course}，主讲：${lecturers[i]}`,
      }
    })
    .filter((row) => !(fault.withoutCourse !== undefined && row.content.startsWith(fault.withoutCourse)))
}

function plainRow(step, unit, ownerOf) {
  const [start, end] = daysOf(step, unit)
  const single = start === end && !fixedDays.test(step.code) && unit.shortName !== '清溪中学支部'
  const day = single && !isLate(unit) ? toWorkday(start) : start
  const content = step.code === 'P1-15' ? `${step.name}：${unit.theme}` : step.name
  return {
    step: step.code,
    start: day,
    end: single ? day : end,
    owner: ownerOf(step.code),
    form: step.form,
    hours: null,
    place: unit.place,
    content,
  }
}

/** What the schedule of a plan with faults looks like; a right plan has none of these. */
function spoil(rows, fault) {
  if (fault.vague) {
    const words = fault.vague
    return rows.map((row, i) =>
      /^P1-(0[89]|1)/.test(row.step)
        ? { ...row, start: null, end: null, content: `${row.content}（${words[i % words.length]}）` }
        : row,
    )
  }
  if (fault.noOwners) return rows.map((row) => ({ ...row, owner: '' }))
  return rows
}

/**
 * The schedule rows of one plan version, in the order of the plan.
 * @returns {{step: string, start: string|null, end: string|null, owner: string, form: string, hours: number|null, place: string, content: string}[]}
 */
export function makeSchedule(unit, fault) {
  const mark = levelMark[unit.level] ?? '支'
  const ownerOf = owners(unit)
  const lessonsOfUnit = mark === '支' ? lessonRows(unit, fault) : []
  const rows = steps
    .filter((step) => step.levels.includes(mark))
    .flatMap((step) => {
      if (step.code === 'P1-09' || step.code === 'P1-10')
        return lessonsOfUnit.filter((row) => row.step === step.code)
      return [plainRow(step, unit, ownerOf)]
    })
  return spoil(rows, fault)
}

/** Hours of all lessons together. */
export const plannedHours = (rows) => rows.reduce((sum, row) => sum + (row.hours ?? 0), 0)
