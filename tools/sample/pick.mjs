// Chooses by a hash of words, so that every run makes the same sample.

/** A number in 0..size-1 that depends only on the words after it. */
export function pick(size, ...seed) {
  let h = 2166136261
  for (const ch of seed.join('/')) h = Math.imul(h ^ ch.codePointAt(0), 16777619) >>> 0
  h = Math.imul(h ^ (h >>> 15), 2246822519) >>> 0
  return ((h ^ (h >>> 13)) >>> 0) % size
}

/** One of a list, the same every time for the same words. */
export const choose = (list, ...seed) => list[pick(list.length, ...seed)]
