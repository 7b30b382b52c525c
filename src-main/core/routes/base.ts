// What all procedures share: expected refusals become typed contract errors, and data needs an open folder.
import { implement, ORPCError } from '@orpc/server'
import { contract } from '#shared/contract/index.ts'
import type { Application } from '../application.ts'
import { isoInstant } from '../db/clock.ts'
import { DatabaseError, MissingRecordError, StaleRecordError } from '../db/errors.ts'
import { IntakeError } from '../excel/excel.ts'
import { NotFound, Refusal } from '../refusal.ts'

/** What a host hands to every procedure. */
export interface AppContext {
  readonly app: Application
}

const refused = (reasons: readonly string[], field: string | null): ORPCError<string, unknown> =>
  new ORPCError('REFUSED', { status: 422, message: reasons.join(''), data: { reasons: [...reasons], field } })

/** The contract error of an expected refusal; anything else stays what it is and is logged by the host. */
export function toContractError(error: unknown): unknown {
  if (error instanceof Refusal) return refused(error.reasons, error.field)
  if (error instanceof NotFound)
    return new ORPCError('NOT_FOUND', { status: 404, message: error.message, data: { what: error.what } })
  if (error instanceof MissingRecordError)
    return new ORPCError('NOT_FOUND', { status: 404, message: error.message, data: { what: '记录' } })
  if (error instanceof StaleRecordError)
    return new ORPCError('STALE', {
      status: 409,
      message: error.message,
      data: { by: error.changedBy, at: isoInstant(new Date()) },
    })
  if (error instanceof IntakeError)
    return new ORPCError('UNREADABLE', { status: 422, message: error.message, data: { code: error.code } })
  if (error instanceof DatabaseError) return refused([error.message], null)
  return error
}

type Steps = AsyncIterator<unknown, unknown, undefined>

const isSteps = (value: unknown): value is Steps =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

async function* translated(steps: Steps): AsyncGenerator<unknown, unknown, undefined> {
  try {
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      yield step.value
    }
  } catch (error) {
    throw toContractError(error)
  } finally {
    await steps.return?.()
  }
}

/** Procedures of the contract; refusals are translated, also those thrown while progress is being reported. */
export const os = implement(contract)
  .$context<AppContext>()
  .use(async ({ next }, _input, output) => {
    try {
      const result = await next()
      return isSteps(result.output) ? await output(translated(result.output)) : result
    } catch (error) {
      throw toContractError(error)
    }
  })
