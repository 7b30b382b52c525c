// Saves a form and sorts what came back: the saved row, messages at their fields, or another problem.
import { ORPCError } from '@orpc/client'
import { FieldProblem, type LedgerRow } from '#shared/contract/ledger.ts'
import * as z from 'zod'
import { problemOf, type Problem } from '../client/problem.ts'

const Invalid = z.object({ problems: z.array(FieldProblem) })

export interface FormResult {
  saved: { row: LedgerRow; problems: FieldProblem[] } | null
  problems: FieldProblem[]
  problem: Problem | null
}

export async function formProblems(
  save: () => Promise<{ row: LedgerRow; problems: FieldProblem[] }>,
): Promise<FormResult> {
  try {
    const saved = await save()
    return { saved, problems: saved.problems, problem: null }
  } catch (error) {
    const invalid =
      error instanceof ORPCError && error.code === 'INVALID' ? Invalid.safeParse(error.data) : null
    if (invalid?.success) return { saved: null, problems: invalid.data.problems, problem: null }
    return { saved: null, problems: [], problem: problemOf(error) }
  }
}
