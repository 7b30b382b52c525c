// Dates over the columns of an attendance sheet: 7月5日, 7.5, 2005-07-05, a real date; a missing year follows from the campaign.
import { toPartialDate, serialToCivil } from '#shared/text/civil-date.ts'
import { formatPrecision } from '#shared/text/date-format.ts'
import type { Cell } from '#shared/ledger/sheet.ts'
import { cellText } from '#shared/ledger/sheet.ts'

export interface SaidDate {
  readonly year: number | null
  readonly month: number
  /** Two when a lost zero leaves 7.1 open: 1 or 10. */
  readonly days: readonly number[]
  /** The how manieth session of the day, when the header says so. */
  readonly ordinal: number | null
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨'
const DAYTIMES: Readonly<Record<string, number>> = { 上午: 1, 早上: 1, 下午: 2, 晚上: 3, 晚: 3, 夜: 3 }

interface Tail {
  readonly rest: string
  readonly ordinal: number | null
  /** 上午, 下午: which of the day's sessions it is shows only among the others. */
  readonly daytime: number | null
}

/** Takes weekday, time of day and number off the end. */
function takeTail(text: string): Tail {
  const bare = text.replace(/[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?/u, '')
  const numbered = /[（(](?:第)?(\d)(?:次|场)?[）)]$|第(\d)[次场]$/u.exec(bare)
  if (numbered)
    return {
      rest: bare.slice(0, numbered.index),
      ordinal: Number(numbered[1] ?? numbered[2]),
      daytime: null,
    }
  const circled = CIRCLED.indexOf(bare.slice(-1))
  if (bare !== '' && circled >= 0) return { rest: bare.slice(0, -1), ordinal: circled + 1, daytime: null }
  const daytime = /[（(]?(上午|早上|下午|晚上|晚|夜)[）)]?$/u.exec(bare)
  return daytime
    ? { rest: bare.slice(0, daytime.index), ordinal: null, daytime: DAYTIMES[daytime[1] ?? ''] ?? null }
    : { rest: bare, ordinal: null, daytime: null }
}

const FULL = /^(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})[日号]?$/u
const SHORT_YEAR = /^(\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})[日号]?$/u
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/u
const MONTH_DAY = /^(\d{1,2})(?:月|[.\-/])(\d{1,2})[日号]?$/u

const CHINESE = '〇一二三四五六七八九'

/** 七月十五日 → 7月15日. */
function withDigits(text: string): string {
  return text.replace(/[〇一二三四五六七八九十]+(?=[年月日号])/gu, (words) => {
    if (!words.includes('十')) return Array.from(words, (c) => CHINESE.indexOf(c)).join('')
    const [tens = '', ones = ''] = words.split('十')
    const ten = tens === '' ? 1 : CHINESE.indexOf(tens)
    return String(ten * 10 + (ones === '' ? 0 : CHINESE.indexOf(ones)))
  })
}

const asSaid = (year: number | null, month: number, day: number, ordinal: number | null): SaidDate | null =>
  toPartialDate(year ?? 2004, month, day) === null ? null : { year, month, days: [day], ordinal }

function readText(text: string): SaidDate | null {
  const tight = withDigits(text.normalize('NFKC').replace(/[\s“”"]/gu, ''))
  const { rest, ordinal } = takeTail(tight)
  const full = FULL.exec(rest) ?? COMPACT.exec(rest)
  if (full) return asSaid(Number(full[1]), Number(full[2]), Number(full[3]), ordinal)
  const short = SHORT_YEAR.exec(rest)
  if (short) return asSaid(2000 + Number(short[1]), Number(short[2]), Number(short[3]), ordinal)
  const found = MONTH_DAY.exec(rest)
  return found ? asSaid(null, Number(found[1]), Number(found[2]), ordinal) : null
}

const ofCivil = (day: string): SaidDate | null =>
  asSaid(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)), null)

/** 7.5 typed as a number; 7.1 has lost a zero when it meant the 10th. */
function readFraction(value: number, format: string): SaidDate | null {
  const month = Math.floor(value)
  const hundredths = Math.round((value - month) * 100)
  if (month < 1 || month > 12 || hundredths === 0 || Math.abs(value * 100 - Math.round(value * 100)) > 1e-6)
    return null
  const isExact = /0\.00/u.test(format)
  const days = hundredths % 10 !== 0 || isExact ? [hundredths] : [hundredths / 10, hundredths]
  const real = days.filter((day) => toPartialDate(2004, month, day) !== null)
  // 7.5 is written for the 5th by everybody; only 7.1, 7.2 and 7.3 may be the 10th, 20th or 30th.
  return real.length === 0 ? null : { year: null, month, days: real, ordinal: null }
}

const FIRST_SERIAL = 30_000
const LAST_SERIAL = 70_000

/** The date in a header cell; null when it holds none. */
export function readHeaderDate(cell: Cell | null | undefined, date1904: boolean): SaidDate | null {
  if (cell?.kind === 'text') return readText(cell.text)
  if (cell?.kind !== 'number') return null
  const isDate = formatPrecision(cell.format) !== null
  if (isDate || (cell.value >= FIRST_SERIAL && cell.value < LAST_SERIAL)) {
    const day = serialToCivil(cell.value, date1904)
    return day === null ? null : ofCivil(day)
  }
  return Number.isInteger(cell.value) ? readText(cellText(cell)) : readFraction(cell.value, cell.format)
}

export interface Season {
  /** First day of the campaign's batch. */
  readonly start: string
  readonly end: string
}

/** How far back a date without a year may lie before the campaign's start, in months. */
const SLACK = 3

/** The year meant where the first date names none: the campaign's, or the next when only that lies within it. */
function firstYear(month: number, season: Season): number {
  const year = Number(season.start.slice(0, 4))
  const startMonth = Number(season.start.slice(5, 7))
  const mayBeNext = Number(season.end.slice(0, 4)) > year
  return mayBeNext && month < startMonth - SLACK ? year + 1 : year
}

/** Fits in after the one before: dates over columns run forward. */
function dayFor(
  said: SaidDate,
  year: number,
  before: string | null,
  after: SaidDate | undefined,
): string | null {
  const dates = said.days.flatMap((day) => toPartialDate(year, said.month, day) ?? [])
  const fitting = dates.filter((date) => before === null || date >= before)
  const bound = after?.month === said.month ? Math.max(...after.days) : null
  const within = fitting.filter((date) => bound === null || Number(date.slice(8)) <= bound)
  if (dates.length === 1) return dates[0] ?? null
  return within.length === 1 ? (within[0] ?? null) : null
}

/**
 * The days meant, column by column; null where a lost zero leaves two open. From December to January the year goes on by
 * itself.
 */
export function resolveDates(said: readonly (SaidDate | null)[], season: Season): (string | null)[] {
  let before: string | null = null
  return said.map((each, i) => {
    if (each === null) return null
    const last: number | null = before === null ? null : Number(before.slice(0, 4))
    const lastMonth = before === null ? each.month : Number(before.slice(5, 7))
    const rolled = lastMonth - each.month > 6 ? 1 : 0
    const year = each.year ?? (last === null ? firstYear(each.month, season) : last + rolled)
    const next = said.slice(i + 1).find((other) => other !== null) ?? undefined
    const day = dayFor(each, year, before, next)
    if (day !== null) before = day
    return day
  })
}
