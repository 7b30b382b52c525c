// Open imports: a workbook that was read stays in memory until it is written or closed.
import type { Answers, ImportPlan, Policy } from '#shared/ledger/import/plan.ts'
import type { RawWorkbook } from '#shared/ledger/sheet.ts'
import { NotFound } from '../../refusal.ts'

export interface OpenImport {
  readonly id: string
  readonly ledger: string
  readonly workbook: RawWorkbook
  policy: Policy
  /** Sheets to import; null until the user chose: then all visible ones. */
  imported: ReadonlySet<string> | null
  headerRows: Record<string, number>
  answers: Answers
  /** The plan under the policy `skip`; other policies are derived from it. */
  plan: ImportPlan
  /** Where the change log stood when the plan was made: the plan holds as long as it stands there. */
  basis: number
}

/** More than a few workbooks open at once are forgotten, oldest first. */
const MOST_OPEN = 4

export class ImportSessions {
  readonly #open = new Map<string, OpenImport>()

  add(session: OpenImport): void {
    this.#open.set(session.id, session)
    for (const oldest of [...this.#open.keys()].slice(0, -MOST_OPEN)) this.#open.delete(oldest)
  }

  get(id: string): OpenImport {
    const found = this.#open.get(id)
    if (!found) throw new NotFound('这次导入，请重新选择文件')
    return found
  }

  close(id: string): void {
    this.#open.delete(id)
  }
}
