// Takes ID numbers and telephone numbers out of free text before it goes to a log, a list or a message.
import { maskIdNumber } from './id-number.ts'
import { maskPhone } from './phone.ts'

const DIGIT = '[0-9０-９]'
const NOT_INSIDE = '(?<![0-9A-Za-z０-９])'
const NOT_BEFORE = '(?![0-9A-Za-z０-９])'

// From 13 digits on: a number typed with digits missing still tells who it is. Dates have 8, row ids letters.
const ID_NUMBER = new RegExp(`${NOT_INSIDE}${DIGIT}{13,}[0-9０-９XxＸｘ]?${NOT_BEFORE}`, 'g')
const SPACED_ID = new RegExp(
  `${NOT_INSIDE}(${DIGIT}{6})([ -])(${DIGIT}{8})([ -])(${DIGIT}{3}[0-9０-９XxＸｘ])${NOT_BEFORE}`,
  'g',
)
const PHONE = new RegExp(
  `${NOT_INSIDE}(?:[1１]${DIGIT}{10}|[1１]${DIGIT}{2}([ -])${DIGIT}{4}\\1${DIGIT}{4}|[0０]${DIGIT}{2,3}-?${DIGIT}{7,8})${NOT_BEFORE}`,
  'g',
)

/** The text with ID numbers (also damaged or spaced ones), mobile and landline numbers masked; all else as it was. */
export const maskPersonal = (text: string): string =>
  text
    .replace(SPACED_ID, (_, area: string, s1: string, birth: string, s2: string, tail: string) =>
      [area, s1, '*'.repeat(birth.length), s2, tail].join(''),
    )
    .replace(ID_NUMBER, maskIdNumber)
    .replace(PHONE, maskPhone)
