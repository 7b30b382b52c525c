// One entry of a unit's story; personal numbers in its words are masked.
import type { TimelineEntry } from '#shared/contract/overview.ts'
import { maskPersonal } from '#shared/text/masking.ts'

export const entry = (
  on: string,
  subject: TimelineEntry['subject'],
  title: string,
  by: string,
  detail: string,
  to: string,
): TimelineEntry => ({ on, subject, title, by, detail: maskPersonal(detail), to })
