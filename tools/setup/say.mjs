// What the set-up tells its reader: one Chinese line a step, nothing at all when asked to be quiet.
let isQuiet = false

export function setQuiet(value) {
  isQuiet = value
}

/** A state that was found: silent with --quiet. */
export function note(text) {
  if (!isQuiet) console.log(text)
}

/** Work that takes the reader's time, or something they must know: always shown. */
export function announce(text) {
  console.log(text)
}

/** Ends the set-up with a sentence; the technical cause only when there is one to show. */
export function fail(error) {
  console.error(`准备没有完成：${error instanceof Error ? error.message : String(error)}`)
  if (error instanceof Error && error.cause) console.error(String(error.cause))
  process.exit(1)
}
