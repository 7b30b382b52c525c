// Time limits as plans write them: 2005年9月底前, 9月中旬, 立即整改, 长期坚持 (I-8).
import { addMonths, daysInMonth, toPartialDate, type CivilDate } from './civil-date.ts'
import { parseChineseNumber } from './chinese-number.ts'
import { tidyTight } from './plain-text.ts'

/** 'at-once' 立说立行, 'long-term' 长期坚持 (needs a date to look again), 'unclear' ask. */
export type Deadline =
  { readonly kind: 'by'; readonly date: CivilDate } | { readonly kind: 'at-once' | 'long-term' | 'unclear' }

const UNCLEAR: Deadline = { kind: 'unclear' }

const by = (year: number, month: number, day: number): Deadline => {
  const date = toPartialDate(year, month, day)
  return date === null ? UNCLEAR : { kind: 'by', date }
}

/** Last day of the part of the month: 上旬 1–10, 中旬 11–20, 下旬 21–end, 初 1–5. */
function lastDayOf(part: string | undefined, year: number, month: number): number {
  if (part === '初' || part === '月初') return 5
  if (part === '上旬') return 10
  if (part === '中' || part === '月中') return 15
  return part === '中旬' ? 20 : daysInMonth(year, month)
}

const NUMERAL = '[\\d〇○零一二三四五六七八九十廿卅]'

const MONTH_PART = new RegExp(
  `^(?:(${NUMERAL}{2,4})年)?(${NUMERAL}{1,3})月(?:份)?(?:(${NUMERAL}{1,3})[日号]?|(上旬|中旬|下旬|初|中|底|末))?$`,
)
const QUARTER = new RegExp(`^(?:(${NUMERAL}{2,4})年)?第?([一二三四1-4])季度(?:底|末)?$`)
const YEAR_END = new RegExp(`^(?:(${NUMERAL}{2,4})年|本年|今年|全年)?(?:年?[底末]|年?内)?$`)
const FULL = /^(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?$/

const toYear = (numeral: string | undefined, fallback: number): number => {
  if (numeral === undefined) return fallback
  const year = parseChineseNumber(numeral) ?? 0
  return year < 100 ? Math.floor(fallback / 100) * 100 + year : year
}

function readMonthPart(text: string, defaultYear: number): Deadline | null {
  const found = MONTH_PART.exec(text)
  if (!found) return null
  const year = toYear(found[1], defaultYear)
  const month = parseChineseNumber(found[2] ?? '') ?? 0
  const day = found[3] === undefined ? lastDayOf(found[4], year, month) : (parseChineseNumber(found[3]) ?? 0)
  return by(year, month, day)
}

function readQuarter(text: string, defaultYear: number): Deadline | null {
  const found = QUARTER.exec(text)
  if (!found) return null
  const month = (parseChineseNumber(found[2] ?? '') ?? 0) * 3
  const year = toYear(found[1], defaultYear)
  return by(year, month, daysInMonth(year, month))
}

function readYearEnd(text: string, defaultYear: number): Deadline | null {
  const found = text === '' ? null : YEAR_END.exec(text)
  return found ? by(toYear(found[1], defaultYear), 12, 31) : null
}

function readFull(text: string): Deadline | null {
  const found = FULL.exec(text)
  if (!found) return null
  const [year, month] = [Number(found[1]), Number(found[3])]
  return by(year, month, found[4] === undefined ? daysInMonth(year, month) : Number(found[4]))
}

/**
 * Reads the 整改时限 of a problem. A part of a month means its last day (9月中旬 → 09-20), a month its last day.
 * @param defaultYear the year meant when the text names none
 */
export function parseDeadlineText(text: string, defaultYear: number): Deadline {
  const tight = tidyTight(text).replace(/[。.;；]$/, '')
  if (
    /^(?:立即|马上|即刻|当场|现场)(?:整改|解决|改正|纠正)?$|立[说行知]立[行改]|边[学查议评]边改|即知即改/.test(
      tight,
    )
  )
    return { kind: 'at-once' }
  if (/^(?:长期|常年|持续|一直)(?:坚持|整改|抓好|推进|执行)?(?:抓)?$/.test(tight))
    return { kind: 'long-term' }
  const bare = tight
    .replace(/(?:之前|以前|前)?(?:完成|整改到位|整改完毕|到位|解决)?$/, '')
    .replace(/^(?:于|在|至|到)/, '')
  return (
    readFull(bare) ??
    readMonthPart(bare, defaultYear) ??
    readQuarter(bare, defaultYear) ??
    readYearEnd(bare, defaultYear) ??
    UNCLEAR
  )
}

/** The same day `months` later: when a 长期坚持 measure is to be looked at again. */
export const reviewDate = (from: CivilDate, months: number): CivilDate => addMonths(from, months)
