// Identities and instants: sortable, well-formed, with offset.
import { describe, expect, it } from 'vitest'
import { fileStamp, isoInstant } from '../../../src-main/core/db/clock.ts'
import { uuidV7 } from '../../../src-main/core/db/ids.ts'
import { NOON } from './fixture.ts'

describe('uuidV7', () => {
  it('has the form of RFC 9562', () => {
    expect(uuidV7(new Date())).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  it('always increases, with a fixed clock and when the clock is set back', () => {
    const later = new Date('2030-01-01T00:00:00Z')
    const made = Array.from({ length: 10_000 }, (_, n) => uuidV7(n < 5_000 ? later : NOON))
    expect(made.every((id, n) => n === 0 || id > (made[n - 1] ?? ''))).toBe(true)
    expect(new Set(made).size).toBe(made.length)
  })
})

describe('instants', () => {
  it('keep their offset and mean the same moment', () => {
    const text = isoInstant(NOON)
    expect(text).toMatch(/^2005-08-17T\d{2}:00:00\.000[+-]\d{2}:\d{2}$/)
    expect(new Date(text)).toEqual(NOON)
  })

  it('stand in file names as local time', () => {
    expect(fileStamp(new Date(2005, 7, 17, 9, 5))).toBe('20050817_0905')
  })
})
