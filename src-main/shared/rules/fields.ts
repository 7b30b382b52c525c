// The language of a rule's inputs: what a field is called, which values it takes, how a bad value is refused in Chinese.
import { addDays, isCivilDate, isPartialDate } from '../text/civil-date.ts'

export type FieldType =
  | 'count'
  | 'number'
  | 'hours'
  | 'date'
  | 'partial-date'
  | 'instant'
  | 'time'
  | 'text'
  | 'flag'
  | 'choice'
  | 'list'

export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] }

export interface Field<T, Required extends boolean = boolean> {
  readonly label: string
  readonly type: FieldType
  readonly required: Required
  readonly unit?: string
  readonly choices?: readonly string[]
  /** What one row of a list holds, when the list is made of rows. */
  readonly rows?: Fields
  /** `where` is how the field is called in a refusal, e.g. 第2行“时限”. */
  readonly read: (value: unknown, where: string) => Reading<T>
}

export type Fields = Readonly<Record<string, Field<unknown>>>

type ValueOf<F> = F extends Field<infer T> ? T : never
type RequiredNames<F> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F]
type OptionalNames<F> = Exclude<keyof F, RequiredNames<F>>
type Flat<T> = { readonly [K in keyof T]: T[K] }

/** What a set of fields reads to: optional fields may be absent. */
export type Values<F extends Fields> = Flat<
  { [K in RequiredNames<F>]: ValueOf<F[K]> } & { [K in OptionalNames<F>]?: ValueOf<F[K]> | undefined }
>

const read = <T>(value: T): Reading<T> => ({ ok: true, value })
const refuse = (...problems: string[]): Reading<never> => ({ ok: false, problems })

/** A value as a refusal shows it, cut short. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return `“${value.slice(0, 20)}”`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return '不是单个的值'
}

const countMax = 100_000_000

const readCount = (value: unknown, where: string): Reading<number> => {
  const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  if (!isCount) return refuse(`${where}应是不小于0的整数，现为${shown(value)}。`)
  return value > countMax ? refuse(`${where}为${value}，超过一亿，请核对。`) : read(value)
}

/** A whole number of persons, ballots, rows: never negative. */
export const count = (label: string, unit = '个'): Field<number, true> => ({
  label,
  type: 'count',
  required: true,
  unit,
  read: readCount,
})

const readNumber = (value: unknown, where: string): Reading<number> =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? read(value)
    : refuse(`${where}应是不小于0的数，现为${shown(value)}。`)

/** A number as printed in a table, decimals allowed; never negative. */
export const number = (label: string, unit: string): Field<number, true> => ({
  label,
  type: 'number',
  required: true,
  unit,
  read: readNumber,
})

const readHours = (value: unknown, where: string): Reading<number> => {
  const isHours = typeof value === 'number' && value >= 0 && value < 10_000 && Number.isInteger(value * 2)
  return isHours ? read(value) : refuse(`${where}应是0.5的倍数，如39.5、40，现为${shown(value)}。`)
}

/** 学时 in steps of 0.5. */
export const hours = (label: string): Field<number, true> => ({
  label,
  type: 'hours',
  required: true,
  unit: '学时',
  read: readHours,
})

/** The years a campaign and its members' lives can touch; anything else is a slip of the pen. */
const isNearYear = (text: string): boolean => text >= '1900' && text < '2200'

const isDay = (text: string): boolean => isCivilDate(text) && isNearYear(text)

const readDate = (value: unknown, where: string): Reading<string> =>
  typeof value === 'string' && isDay(value)
    ? read(value)
    : refuse(`${where}应是实有的日期，写作2005-08-17，现为${shown(value)}。`)

/** A civil day, `YYYY-MM-DD`. */
export const date = (label: string): Field<string, true> => ({
  label,
  type: 'date',
  required: true,
  read: readDate,
})

const readPartialDate = (value: unknown, where: string): Reading<string> =>
  typeof value === 'string' && isPartialDate(value) && isNearYear(value)
    ? read(value)
    : refuse(`${where}应写到年、月或日，如2005、2005-08、2005-08-17，现为${shown(value)}。`)

/** A day known to the year, the month or the day: `YYYY`, `YYYY-MM`, `YYYY-MM-DD`. */
export const partialDate = (label: string): Field<string, true> => ({
  label,
  type: 'partial-date',
  required: true,
  read: readPartialDate,
})

const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/
const withSeconds = (time: string): string => (time.length === 5 ? `${time}:00` : time)

const readTime = (value: unknown, where: string): Reading<string> =>
  typeof value === 'string' && timePattern.test(value)
    ? read(withSeconds(value))
    : refuse(`${where}应是钟点，写作14:00，现为${shown(value)}。`)

/** A local time of day, `HH:MM` or `HH:MM:SS`; reads to `HH:MM:SS`. */
export const time = (label: string): Field<string, true> => ({
  label,
  type: 'time',
  required: true,
  read: readTime,
})

const readInstant = (value: unknown, where: string): Reading<string> => {
  const [day = '', clock = '', ...rest] = typeof value === 'string' ? value.split(/[T ]/) : []
  const isWritten = isDay(day) && rest.length === 0
  if (isWritten && /^24:00(:00)?$/.test(clock)) return read(`${addDays(day, 1)}T00:00:00`)
  if (isWritten && timePattern.test(clock)) return read(`${day}T${withSeconds(clock)}`)
  return refuse(`${where}应是日期加钟点，写作2005-08-18 23:59，现为${shown(value)}。`)
}

/** A local instant, `YYYY-MM-DD HH:MM[:SS]`; 24:00 is 00:00 of the next day. Reads to `YYYY-MM-DDTHH:MM:SS`. */
export const instant = (label: string): Field<string, true> => ({
  label,
  type: 'instant',
  required: true,
  read: readInstant,
})

const readText = (value: unknown, where: string): Reading<string> =>
  typeof value === 'string' ? read(value.trim()) : refuse(`${where}应是文字，现为${shown(value)}。`)

export const text = (label: string): Field<string, true> => ({
  label,
  type: 'text',
  required: true,
  read: readText,
})

const readFlag = (value: unknown, where: string): Reading<boolean> => {
  if (value === true || value === '是') return read(true)
  if (value === false || value === '否') return read(false)
  return refuse(`${where}应填“是”或“否”，现为${shown(value)}。`)
}

/** Yes or no: true, false, 是, 否. */
export const flag = (label: string): Field<boolean, true> => ({
  label,
  type: 'flag',
  required: true,
  read: readFlag,
})

/** One of the given words. */
export const choice = <const C extends string>(label: string, choices: readonly C[]): Field<C, true> => ({
  label,
  type: 'choice',
  required: true,
  choices,
  read: (value, where) => {
    const chosen = choices.find((word) => word === value)
    return chosen === undefined
      ? refuse(`${where}应是${choices.join('、')}之一，现为${shown(value)}。`)
      : read(chosen)
  },
})

/** Gathers readings: all values, or all problems. */
const gather = <T>(readings: readonly Reading<T>[]): Reading<readonly T[]> => {
  const problems = readings.flatMap((reading) => (reading.ok ? [] : reading.problems))
  return problems.length > 0
    ? refuse(...problems)
    : read(readings.flatMap((each) => (each.ok ? [each.value] : [])))
}

/** Several values of one kind. */
export const list = <T>(label: string, item: Field<T, true>): Field<readonly T[], true> => ({
  label,
  type: 'list',
  required: true,
  ...(item.unit === undefined ? {} : { unit: item.unit }),
  ...(item.choices === undefined ? {} : { choices: item.choices }),
  read: (value, where) =>
    Array.isArray(value)
      ? gather(value.map((each: unknown, index) => item.read(each, `${where}第${index + 1}项`)))
      : refuse(`${where}应逐项列出，现为${shown(value)}。`),
})

/** Several rows, each with the same fields. */
export const rows = <F extends Fields>(label: string, fields: F): Field<readonly Values<F>[], true> => ({
  label,
  type: 'list',
  required: true,
  rows: fields,
  read: (value, where) =>
    Array.isArray(value)
      ? gather(value.map((each: unknown, index) => readFields(fields, each, `${where}第${index + 1}行`)))
      : refuse(`${where}应逐行列出，现为${shown(value)}。`),
})

/** The same field, which may be left out. */
export const optional = <T>(field: Field<T, true>): Field<T, false> => ({ ...field, required: false })

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const unknownNames = (fields: Fields, input: Readonly<Record<string, unknown>>, where: string): string[] =>
  Object.keys(input)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => `${where}没有“${name.slice(0, 30)}”这一栏，可填的是${listed(fields)}。`)

const listed = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, field]) => `${name}（${field.label}）`)
    .join('、')

const readField = (field: Field<unknown>, value: unknown, where: string): Reading<unknown> => {
  if (!isBlank(value)) return field.read(value, where)
  return field.required ? refuse(`${where}没有填。`) : read(undefined)
}

/**
 * Reads a set of fields from an unknown value: all values, or every problem in Chinese (missing, of another kind,
 * negative, unknown).
 */
export function readFields<F extends Fields>(fields: F, input: unknown, where = ''): Reading<Values<F>> {
  if (!isGroup(input)) return refuse(`${where}应逐栏填写：${listed(fields)}。`)
  const readings = Object.entries(fields).map(
    ([name, field]) => [name, readField(field, input[name], `${where}“${field.label}”`)] as const,
  )
  const problems = readings.flatMap(([, reading]) => (reading.ok ? [] : reading.problems))
  const all = [...problems, ...unknownNames(fields, input, where)]
  if (all.length > 0) return refuse(...all)
  const values = readings.flatMap(([name, reading]) =>
    reading.ok && reading.value !== undefined ? [[name, reading.value] as const] : [],
  )
  return read(Object.fromEntries(values) as Values<F>)
}
