// Puts random rows of a ledger right where its rules tie columns together, so that only the workbook is put to the test.
import type { Value } from '#shared/ledger/column.ts'
import { arrangePolls } from '../polls/arrange.ts'

type Rows = readonly Record<string, Value>[]

/** One material a member, without ballots: what is voted is counted and frozen elsewhere. */
const arrangeAnalyses = (rows: Rows): Rows => {
  const seen = new Set<Value>()
  return rows.flatMap((row) => {
    if (seen.has(row['member_id'] ?? null)) return []
    seen.add(row['member_id'] ?? null)
    const votes = { valid: null, satisfied: null, basic: null, dissatisfied: null, abstained: null }
    return [{ ...row, ...votes, rewrite_done_on: null }]
  })
}

/** Not sorted into a kind yet: what each kind asks for has properties of its own. */
const arrangeIssues = (rows: Rows): Rows =>
  rows.map((row, i) => ({
    ...row,
    // One problem a row: two with the same words would be one.
    text: `${String(row['text'])}（${String(i + 1)}）`,
    registered_on: '2005-05-01',
    kind: null,
    due_text: null,
    due_on: null,
    done_on: null,
    explained_on: null,
  }))

/** By ledger key; a ledger without ties needs none. */
export const arrangements: Readonly<Record<string, (rows: Rows) => Rows>> = {
  polls: arrangePolls,
  analyses: arrangeAnalyses,
  issues: arrangeIssues,
}
