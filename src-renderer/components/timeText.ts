// Reads a time of day as people type it: 14:00, 1400, 14点30分, 下午2点, 晚7点半.

const MORNING = /^(?:凌晨|清晨|早上|早晨|早|上午)/
const LATER = /^(?:下午|傍晚|晚上|晚)/
const NOON = /^中午/
const SHAPES = [
  /^(\d{1,2})[:.](\d{2})$/,
  /^(\d{1,2})(\d{2})$/,
  /^(\d{1,2})(?:[点时](?:(半)|(\d{1,2})分?|整)?)?$/,
]

const DIGITS = '〇一二三四五六七八九'

/** 十四点三十 → 14点30: the numerals of a clock only. */
function withFigures(text: string): string {
  return text.replace(/[〇零一二两三四五六七八九十]+/g, (word) => {
    const [tens, ones] = word.replace('两', '二').replace('零', '〇').split('十')
    const valueOf = (part: string | undefined): number => Math.max(0, DIGITS.indexOf((part ?? '').slice(-1)))
    if (ones === undefined) return String(valueOf(tens))
    return String((tens === '' ? 1 : valueOf(tens)) * 10 + (ones === '' ? 0 : valueOf(ones)))
  })
}

/** 下午2 is 14, 中午12 and 中午1 are 12 and 13; what is said beside a clock of 24 hours must agree with it. */
function hourOf(hour: number, said: 'morning' | 'later' | 'noon' | null): number | null {
  if (said === 'morning') return hour <= 12 ? hour % 12 : null
  if (said === 'later') return hour < 12 ? hour + 12 : hour > 12 ? hour : null
  if (said === 'noon') return hour >= 11 && hour <= 13 ? hour : hour <= 2 ? hour + 12 : null
  return hour
}

function partOfDay(text: string): 'morning' | 'later' | 'noon' | null {
  if (MORNING.test(text)) return 'morning'
  if (LATER.test(text)) return 'later'
  return NOON.test(text) ? 'noon' : null
}

/** The time as HH:MM, '' for blank text, null when it is not a time of day. */
export function readTime(text: string): string | null {
  const typed = withFigures(text.normalize('NFKC').replace(/\s+/g, ''))
  if (typed === '') return ''
  const bare = typed.replace(MORNING, '').replace(LATER, '').replace(NOON, '')
  const parts = SHAPES.map((shape) => shape.exec(bare)).find((match) => match !== null)
  if (!parts) return null
  const [, hours = '', second = '', third = ''] = parts
  const minutes = second === '半' ? 30 : Number(second === '' ? third : second)
  const hour = hourOf(Number(hours), partOfDay(typed))
  if (hour === null || hour > 23 || minutes > 59) return null
  return `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
