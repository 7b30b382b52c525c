// Which confidential ledgers have been opened with a reason by the person who works now; closed again when somebody else sits down.
export class Confidence {
  readonly #opened = new Map<string, Set<string>>()

  open(actorId: string, ledger: string): void {
    const opened = this.#opened.get(actorId) ?? new Set<string>()
    this.#opened.set(actorId, opened.add(ledger))
  }

  isOpen(actorId: string, ledger: string): boolean {
    return this.#opened.get(actorId)?.has(ledger) ?? false
  }

  forget(): void {
    this.#opened.clear()
  }
}
