// A queue at one door: whoever takes a turn waits for all who came before.

/** First come, first served. Every turn taken must be given back. */
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Waits for the turn; call the returned function to let the next one in. */
  async take(): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = defer()
    this.#last = promise
    await before
    return resolve
  }

  /** Runs `work` when its turn comes and gives the turn back whatever happens. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const giveBack = await this.take()
    try {
      return await work()
    } finally {
      giveBack()
    }
  }
}

function defer(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
