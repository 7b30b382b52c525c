// Expected refusals of the core: the host turns them into typed contract errors, the CLI into an exit code.

/** The user asked for something the rules or the data do not allow. Reasons are whole Chinese sentences. */
export class Refusal extends Error {
  readonly reasons: readonly string[]
  readonly field: string | null

  constructor(reasons: string | readonly string[], field: string | null = null) {
    const list = typeof reasons === 'string' ? [reasons] : reasons
    super(list.join(''))
    this.name = 'Refusal'
    this.reasons = list
    this.field = field
  }
}

/** The record asked for is not there. `what` names it in Chinese. */
export class NotFound extends Error {
  readonly what: string

  constructor(what: string) {
    super(`没有找到${what}，可能已被删除。`)
    this.name = 'NotFound'
    this.what = what
  }
}

export const refuse = (reasons: string | readonly string[], field: string | null = null): never => {
  throw new Refusal(reasons, field)
}
