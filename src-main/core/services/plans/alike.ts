// Which other unit's plan is most like this one; what was computed for a text is kept while the folder is open.
import {
  alikePassages,
  fingerprint,
  mostAlike,
  type Fingerprint,
  type Range,
} from '#shared/text/similarity.ts'
import type { Context } from '../../context.ts'

export interface OtherText {
  readonly planId: string
  readonly rowVersion: number
  readonly unit: string
  readonly text: string
}

export interface AlikePlan {
  readonly unit: string
  readonly percent: number
  readonly isOver: boolean
  /** Passages both have, only where the plan is over the line. */
  readonly passages: readonly Range[]
}

// Fingerprints of a town's plans take as long to make as everything else together, and texts hardly ever change.
const kept = new WeakMap<Context['folder'], Map<string, Fingerprint>>()

function fingerprintOf(context: Context, { planId, rowVersion, text }: OtherText): Fingerprint {
  const known = kept.get(context.folder) ?? new Map<string, Fingerprint>()
  kept.set(context.folder, known)
  const key = `${planId}:${rowVersion}`
  const made = known.get(key) ?? fingerprint(text)
  known.set(key, made)
  return made
}

/** Shorter passages than this are the language of every plan. */
const LEAST_PASSAGE = 16

/** The most alike of the other plans; null when there is none or this one has no text. */
export function findAlike(
  context: Context,
  text: string,
  others: readonly OtherText[],
  line: number,
): AlikePlan | null {
  if (text.trim() === '') return null
  const comparable = others
    .filter((other) => other.text.trim() !== '')
    .map((other) => ({ ...other, fingerprint: fingerprintOf(context, other) }))
  const found = mostAlike(text, comparable)
  if (found === null) return null
  const percent = Math.round(found.similarity * 100)
  const isOver = percent >= line
  return {
    unit: found.other.unit,
    percent,
    isOver,
    passages: isOver ? alikePassages(text, found.other.text, LEAST_PASSAGE) : [],
  }
}
