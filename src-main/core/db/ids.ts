// Record identities: UUID version 7, which sort in the order they were made.
import { randomUUID } from 'node:crypto'

const COUNTER_LIMIT = 0x1000

let lastMillisecond = 0
let counter = 0

/**
 * A new UUIDv7 (RFC 9562). Ids made by one process always increase, even within one millisecond or when the
 * clock is fixed or set back, so that the change log can be read in the order it was written.
 */
export function uuidV7(now: Date): string {
  advance(now.getTime())
  const time = lastMillisecond.toString(16).padStart(12, '0')
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${randomTail()}`
}

// The last two groups of a version 4 id: the variant and 62 random bits, which version 7 shares.
const randomTail = (): string => randomUUID().slice(19)

function advance(millisecond: number): void {
  if (millisecond > lastMillisecond) {
    lastMillisecond = millisecond
    counter = 0
    return
  }
  counter += 1
  if (counter < COUNTER_LIMIT) return
  lastMillisecond += 1
  counter = 0
}
