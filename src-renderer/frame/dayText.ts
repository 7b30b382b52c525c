// Writes a civil date for the frame and lists: 2005年8月4日 星期四.

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

interface DayParts {
  year: number
  month: number
  day: number
}

function partsOf(date: string): DayParts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  if (!match) return null
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

/** 2005年, 8月4日, 星期四 of a YYYY-MM-DD; null when it is none. */
export function dayWords(date: string): { year: string; day: string; weekday: string } | null {
  const parts = partsOf(date)
  if (!parts) return null
  const weekday = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay()
  return {
    year: `${parts.year}年`,
    day: `${parts.month}月${parts.day}日`,
    weekday: `星期${weekdays[weekday] ?? ''}`,
  }
}
