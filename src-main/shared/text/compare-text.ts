// What changed between two versions of a Chinese text: sentence by sentence, then to the character inside a changed one.
import type { Range } from './similarity.ts'

export type PieceKind = 'same' | 'added' | 'removed'

/** A stretch of text; all pieces that are not `removed` make up the new text, all not `added` the old one. */
export interface Piece {
  readonly kind: PieceKind
  readonly text: string
}

const SENTENCE = /[^。；！？\n]*[。；！？\n]|[^。；！？\n]+$/gu

const sentencesOf = (text: string): string[] => text.match(SENTENCE) ?? []

/** Length of the longest common subsequence of the tails from (i, j) on, row after row. */
function commonTails(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j
      const below = lengths[at + width] ?? 0
      const right = lengths[at + 1] ?? 0
      lengths[at] = a[i] === b[j] ? (lengths[at + width + 1] ?? 0) + 1 : Math.max(below, right)
    }
  }
  return lengths
}

function align(a: readonly string[], b: readonly string[]): Piece[] {
  const width = b.length + 1
  const lengths = commonTails(a, b)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      pieces.push({ kind: 'same', text: left })
      i++
      j++
    } else if (
      right === undefined ||
      (left !== undefined && (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      pieces.push({ kind: 'removed', text: left ?? '' })
      i++
    } else {
      pieces.push({ kind: 'added', text: right })
      j++
    }
  }
  return pieces
}

function join(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  for (const piece of pieces.filter(({ text }) => text !== '')) {
    const last = joined.at(-1)
    if (last?.kind === piece.kind)
      joined[joined.length - 1] = { kind: piece.kind, text: last.text + piece.text }
    else joined.push(piece)
  }
  return joined
}

/** How many characters the two have in common from one end. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((character, i) => character !== b[i])
  return differs < 0 ? a.length : differs
}

/** Shorter than this a common beginning or end is chance. */
const LEAST_COMMON = 2

/** A sentence replaced by another: only the part that differs is marked. Whole characters, never half a surrogate pair. */
function refine(removed: string, added: string): Piece[] {
  const [a, b] = [Array.from(removed), Array.from(added)]
  const head = commonLength(a, b)
  const [restA, restB] = [a.slice(head), b.slice(head)]
  const tail = Math.min(commonLength(restA.toReversed(), restB.toReversed()), restA.length, restB.length)
  if (head + tail < LEAST_COMMON) {
    return [
      { kind: 'removed', text: removed },
      { kind: 'added', text: added },
    ]
  }
  return [
    { kind: 'same', text: b.slice(0, head).join('') },
    { kind: 'removed', text: restA.slice(0, restA.length - tail).join('') },
    { kind: 'added', text: restB.slice(0, restB.length - tail).join('') },
    { kind: 'same', text: restB.slice(restB.length - tail).join('') },
  ]
}

/** Sentences that went and sentences that came in the same place, one against one in their order. */
function pair(gone: readonly string[], come: readonly string[]): Piece[] {
  return Array.from({ length: Math.max(gone.length, come.length) }).flatMap((_, i) => {
    const [before, after] = [gone[i], come[i]]
    if (before !== undefined && after !== undefined) return refine(before, after)
    return before === undefined
      ? [{ kind: 'added' as const, text: after ?? '' }]
      : [{ kind: 'removed' as const, text: before }]
  })
}

function refineAll(pieces: readonly Piece[]): Piece[] {
  const refined: Piece[] = []
  let [gone, come]: [string[], string[]] = [[], []]
  const flush = (): void => {
    refined.push(...pair(gone, come))
    gone = []
    come = []
  }
  for (const piece of pieces) {
    if (piece.kind === 'removed') gone.push(piece.text)
    else if (piece.kind === 'added') come.push(piece.text)
    else {
      flush()
      refined.push(piece)
    }
  }
  flush()
  return refined
}

/** The pieces of both texts in reading order. */
export function compareTexts(before: string, after: string): readonly Piece[] {
  return join(refineAll(align(sentencesOf(before), sentencesOf(after))))
}

/** Where the new text says what the old one did not. */
export function addedRanges(pieces: readonly Piece[]): readonly Range[] {
  let at = 0
  return pieces.flatMap(({ kind, text }) => {
    if (kind === 'removed') return []
    const start = at
    at += text.length
    return kind === 'added' ? [{ start, end: at }] : []
  })
}
