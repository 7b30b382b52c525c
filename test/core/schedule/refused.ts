// What a refused use case said, for tests.
import { Refusal } from '../../../src-main/core/refusal.ts'

/** The sentences of the refusal and the field it names; throws when nothing was refused. */
export async function refusedFor(work: Promise<unknown>): Promise<{ said: string; field: string | null }> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return { said: error.reasons.join(''), field: error.field }
    throw error
  }
  throw new Error('not refused')
}
