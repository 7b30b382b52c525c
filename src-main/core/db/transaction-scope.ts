// Knows whether the running code is inside a transaction of a database, so that misuse fails instead of hanging.
import { AsyncLocalStorage } from 'node:async_hooks'

interface OpenTransaction {
  isOpen: boolean
  readonly signal: AbortSignal | undefined
}

/**
 * One per database. A second request to the one connection from within a transaction would wait for that very
 * transaction for ever, and a read beside it would see the state before it: both are refused.
 */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<OpenTransaction>()

  /** Runs `work` as the inside of a transaction. */
  async run<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const transaction: OpenTransaction = { isOpen: true, signal }
    try {
      return await this.#storage.run(transaction, work)
    } finally {
      transaction.isOpen = false
    }
  }

  /** Throws when called from inside a transaction that is still open. */
  assertOutside(): void {
    if (this.#storage.getStore()?.isOpen !== true) return
    throw new Error('inside a transaction use the handle it was given (trx), not the database itself')
  }

  /** Throws the abort reason when the transaction around the caller has been cancelled. */
  throwIfAborted(): void {
    const transaction = this.#storage.getStore()
    if (transaction?.isOpen === true) transaction.signal?.throwIfAborted()
  }
}
