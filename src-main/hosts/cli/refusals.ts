// Which errors are expected answers rather than faults, and what they say.
import { DatabaseError, MissingRecordError, StaleRecordError } from '../../core/db/errors.ts'
import { IntakeError } from '../../core/excel/excel.ts'
import { NotFound, Refusal } from '../../core/refusal.ts'

/** Whole sentences for an expected refusal; undefined for anything unexpected. */
export function describeRefusal(error: unknown): readonly string[] | undefined {
  if (error instanceof Refusal) return error.reasons
  const isExpected =
    error instanceof NotFound ||
    error instanceof IntakeError ||
    error instanceof DatabaseError ||
    error instanceof MissingRecordError ||
    error instanceof StaleRecordError
  return isExpected ? [error.message] : undefined
}
