// Reminders: something to keep in mind at every form, in the words of a speech, and never a verdict on anybody.
import { describe, expect, it } from 'vitest'
import { reminderPlaces, reminders, remindersAt } from '#shared/rules/reminders.ts'
import { verdictOf } from './outcome.ts'

describe('R-65', () => {
  it.each(reminderPlaces)('has a reminder at %s, without a verdict', (place) => {
    expect(remindersAt(place).length).toBeGreaterThan(0)
    expect(verdictOf('R-65', { place })).toMatchObject({
      outcome: 'not-assessed',
      facts: { reminders: remindersAt(place).length },
    })
  })
  it('reminds at a case that there is no stage of disposals', () => {
    expect(verdictOf('R-65', { place: '不合格党员' }).reason).toContain('不单独搞一个组织处理阶段')
  })
  it.each(reminders.map((reminder) => [reminder.text, reminder] as const))(
    '%s rests on a short passage',
    (text, { source }) => {
      expect(text.endsWith('。')).toBe(true)
      expect(source.quote).toBeTruthy()
      expect(Array.from(source.quote ?? '').length).toBeLessThanOrEqual(25)
    },
  )
})
