// How alike two Chinese texts are, for the hint that a plan was copied (M-505); a hint, never a verdict.
import { toHalfWidth } from './plain-text.ts'

// Three characters: short enough that a changed name or number spoils little, long enough that chance adds little.
const RUN = 3

/** The different runs of three characters in a text, as exact sorted numbers. Make it once per text, compare it often. */
export type Fingerprint = Float64Array

const isKept = (unit: string): boolean => /[\p{L}\p{N}]/u.test(unit) || isSurrogate(unit)

const isSurrogate = (unit: string): boolean => unit >= '\uD800' && unit <= '\uDFFF'

interface Bare {
  readonly text: string
  /** Where each kept unit stood in the original. */
  readonly positions: readonly number[]
}

/** Only letters, digits and ideographs, half-width and small, so that layout and punctuation do not count. */
function strip(text: string): Bare {
  const positions: number[] = []
  const units: string[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = toHalfWidth(text.charAt(i))
    if (!isKept(unit)) continue
    units.push(unit.toLowerCase().charAt(0))
    positions.push(i)
  }
  return { text: units.join(''), positions }
}

// Three UTF-16 units are 48 bits, which a double holds exactly: no hash, no collision.
const runAt = (text: string, i: number): number =>
  (text.charCodeAt(i) * 0x10000 + (text.charCodeAt(i + 1) || 0)) * 0x10000 + (text.charCodeAt(i + 2) || 0)

export function fingerprint(text: string): Fingerprint {
  const bare = strip(text).text
  if (bare === '') return new Float64Array()
  const runs = new Set<number>()
  for (let i = 0; i <= Math.max(0, bare.length - RUN); i++) runs.add(runAt(bare, i))
  return Float64Array.from(runs).sort()
}

function countShared(a: Fingerprint, b: Fingerprint): number {
  let [i, j, shared] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i] ?? 0, b[j] ?? 0]
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  return shared
}

/** Shared runs of both, 0–1 (Dice). */
export const likeness = (a: Fingerprint, b: Fingerprint): number =>
  a.length + b.length === 0 ? 0 : (2 * countShared(a, b)) / (a.length + b.length)

/** 0 nothing in common … 1 the same words. The same both ways; empty texts are like nothing. */
export const similarity = (a: string, b: string): number => likeness(fingerprint(a), fingerprint(b))

/** The share of `part` that also stands in `whole`, 0–1: a short text taken from a long one gives 1. */
export function containment(part: string, whole: string): number {
  const runs = fingerprint(part)
  return runs.length === 0 ? 0 : countShared(runs, fingerprint(whole)) / runs.length
}

/** A text to compare with, along with its fingerprint where that has been made before. */
export interface Comparable {
  readonly text: string
  readonly fingerprint?: Fingerprint
}

/** The other text most like this one and how much; the first of equals. `null` without others. */
export function mostAlike<T extends Comparable>(
  text: string,
  others: readonly T[],
): { readonly other: T; readonly similarity: number } | null {
  const own = fingerprint(text)
  let best: { other: T; similarity: number } | null = null
  for (const other of others) {
    const score = likeness(own, other.fingerprint ?? fingerprint(other.text))
    if (best === null || score > best.similarity) best = { other, similarity: score }
  }
  return best
}

/** Part of a text, `end` not included, in UTF-16 units as String.slice takes them. */
export interface Range {
  readonly start: number
  readonly end: number
}

const isLowSurrogate = (unit: string): boolean => unit >= '\uDC00' && unit <= '\uDFFF'
const isHighSurrogate = (unit: string): boolean => unit >= '\uD800' && unit <= '\uDBFF'

/** A range never cuts a character in two. */
const widen = (text: string, start: number, end: number): Range => ({
  start: isLowSurrogate(text.charAt(start)) && start > 0 ? start - 1 : start,
  end: isHighSurrogate(text.charAt(end - 1)) ? end + 1 : end,
})

const windowsOf = (text: string, size: number): Set<string> => {
  const windows = new Set<string>()
  for (let i = 0; i + size <= text.length; i++) windows.add(text.slice(i, i + size))
  return windows
}

/**
 * Where `a` says, for at least `atLeast` characters on end, what also stands somewhere in `b`; punctuation and layout
 * do not count. Ascending, not overlapping.
 */
export function alikePassages(a: string, b: string, atLeast = 8): readonly Range[] {
  const [left, right] = [strip(a), strip(b)]
  const known = windowsOf(right.text, atLeast)
  const ranges: { first: number; last: number }[] = []
  for (let i = 0; i + atLeast <= left.text.length; i++) {
    if (!known.has(left.text.slice(i, i + atLeast))) continue
    const open = ranges.at(-1)
    if (open && i <= open.last + 1) open.last = i + atLeast - 1
    else ranges.push({ first: i, last: i + atLeast - 1 })
  }
  return ranges.map((r) => widen(a, left.positions[r.first] ?? 0, (left.positions[r.last] ?? 0) + 1))
}
