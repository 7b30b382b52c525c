// What an import did, in one line, and what an undo will do.
import type { BatchSummary } from '#shared/contract/import.ts'
import { ledgerModules } from '#shared/ledgers/index.ts'

export const ledgerTitle = (batch: Pick<BatchSummary, 'ledger'>): string => {
  const { ledger } = ledgerModules[batch.ledger]
  return ledger.sheets[0] ?? ledger.title
}

export const stampOf = (at: string): string => at.replace('T', ' ').slice(0, 16)

/** Facts of the question before an import is taken back. */
export function undoFacts({ fileName, at, by, counts }: BatchSummary): string[] {
  return [
    `${by}于 ${stampOf(at)} 从“${fileName}”导入的：新增 ${counts.add} 条，变更 ${counts.change} 条。`,
    '新增的移出台账，变更的改回原来的内容。导入以后又有人改过、用过的，保留现在的样子，并逐条列出。',
    '撤销前先自动备份。',
  ]
}
