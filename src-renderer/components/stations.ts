// One station on the way of a record, as StepPath draws it.

export interface Station {
  /** The state in a word. */
  readonly label: string
  readonly stand: 'behind' | 'here' | 'ahead'
  /** Civil day it was reached. */
  readonly on?: string | null
  readonly person?: string
  /** What was said there, in full, shown on hover. */
  readonly words?: string
}
