// Times of day as people type them.
import { describe, expect, it } from 'vitest'
import { readTime } from '../../src-renderer/components/timeText.ts'

describe('reading a time of day', () => {
  it.each([
    ['', ''],
    ['14:00', '14:00'],
    ['１４：００', '14:00'],
    ['1400', '14:00'],
    ['905', '09:05'],
    ['9', '09:00'],
    ['9.30', '09:30'],
    ['14点', '14:00'],
    ['14点30分', '14:30'],
    ['14时5分', '14:05'],
    ['两点半', '02:30'],
    ['下午2点', '14:00'],
    ['下午两点半', '14:30'],
    ['下午 2:30', '14:30'],
    ['下午14:30', '14:30'],
    ['上午9点', '09:00'],
    ['晚上7点半', '19:30'],
    ['晚七点', '19:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['上午12点', '00:00'],
    ['十九点二十', '19:20'],
  ])('%s is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })

  it.each(['25:00', '14:60', '2460', '上午14点', '晚上', '开会', '2005-07-05', '14:0'])(
    '%s is none',
    (typed) => {
      expect(readTime(typed)).toBeNull()
    },
  )
})
