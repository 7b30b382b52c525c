// `dudao import` and `dudao undo`.
import path from 'node:path'
import type { Counts, ImportPlan, Policy } from '#shared/ledger/import/plan.ts'
import { underPolicy } from '#shared/ledger/import/plan.ts'
import { ledgerKeys } from '#shared/ledgers/index.ts'
import { IntakeError } from '../../core/excel/excel.ts'
import type { Context } from '../../core/context.ts'
import { commitImport, refuseImport } from '../../core/services/imports/commit-import.ts'
import { openImport } from '../../core/services/imports/plan-import.ts'
import type { OpenImport } from '../../core/services/imports/sessions.ts'
import { undoImport } from '../../core/services/imports/undo-import.ts'
import { needed, neededWord, parseWords, Usage, type Words } from './usage.ts'
import { openWithReason } from './reason.ts'
import { withData, withDataOrNone } from './session.ts'
import { followProgress, print } from './output.ts'
import { describeRefusal } from './refusals.ts'

const POLICIES: readonly Policy[] = ['stop', 'skip', 'fill']

interface ReportedProblem {
  readonly sheet: string | null
  readonly row: number | null
  readonly column: string | null
  readonly code: string
  readonly level: string
  readonly message: string
}

interface Report extends Omit<Counts, 'left'> {
  readonly batch: string | null
  readonly sheets: readonly {
    readonly name: string
    readonly imported: boolean
    readonly headerRow: number | null
  }[]
  readonly problems: readonly ReportedProblem[]
}

const NOTHING: Omit<Report, 'problems'> = {
  batch: null,
  read: 0,
  add: 0,
  change: 0,
  same: 0,
  refused: 0,
  warned: 0,
  missing: 0,
  skipped: { total: 0, blank: 0, repeatedHeader: 0, footer: 0, sample: 0 },
  sheets: [],
}

function reportOf(plan: ImportPlan, batch: string | null): Report {
  const { read, add, change, same, refused, warned, missing, skipped } = plan.counts
  const problems = [...plan.sheets.flatMap((s) => s.problems), ...plan.rows.flatMap((r) => r.problems)]
  return {
    batch,
    read,
    add,
    change,
    same,
    refused,
    warned,
    missing,
    skipped,
    sheets: plan.sheets.map(({ name, imported, headerRow }) => ({ name, imported, headerRow })),
    problems: problems.map((p) => ({
      sheet: p.sheet,
      row: p.row,
      column: p.header,
      code: p.code,
      level: p.level,
      message: p.message,
    })),
  }
}

const unreadable = (error: IntakeError): Report => ({
  ...NOTHING,
  problems: [
    { sheet: null, row: null, column: null, code: error.code, level: '错误', message: error.message },
  ],
})

function summary(report: Report, file: string): string {
  const { read, add, change, same, refused, warned, missing, skipped } = report
  const left = skipped.total + skipped.blank + skipped.repeatedHeader + skipped.footer + skipped.sample
  const first = report.problems.filter((p) => p.level === '错误').slice(0, 20)
  return [
    `${file}：共读取 ${read} 行，可导入 ${read - refused} 行，错误 ${refused} 行，警告 ${warned} 行，跳过 ${left} 行（合计/空行/重复表头）。`,
    `新增 ${add}，变更 ${change}，未变 ${same}，库中有表中无 ${missing}。`,
    ...first.map((p) => `  ${p.sheet === null ? '' : `${p.sheet}：`}${p.message}`),
    report.batch === null ? '没有写入。' : `已写入，批次 ${report.batch}。`,
  ].join('\n')
}

interface Wish {
  readonly file: string
  readonly ledger: string
  readonly policy: Policy
  readonly isDry: boolean
  readonly isJson: boolean
}

function readWish(words: Words): Wish {
  const file = neededWord(words, 0, '要导入的文件')
  const ledger = needed(words, 'ledger')
  if (!ledgerKeys.some((k) => k === ledger))
    throw new Usage(`没有这个台账：${ledger}。可用：${ledgerKeys.join('、')}。`)
  const policy = POLICIES.find((p) => p === (words.values['policy'] ?? 'stop'))
  if (!policy) throw new Usage('--policy 只能是 stop、skip、fill。')
  return {
    file: path.resolve(file),
    ledger,
    policy,
    isDry: words.values['dry-run'] === true,
    isJson: words.values['json'] === true,
  }
}

/** Reads, plans and, unless it is a trial, writes; prints the report whatever comes of it. */
async function runImport(context: Context, wish: Wish): Promise<number> {
  const { file, isJson, policy } = wish
  const say = (report: Report): void => print(isJson, report, () => summary(report, path.basename(file)))
  let session: OpenImport
  try {
    session = await openImport(context, wish.ledger, file, followProgress(isJson), { policy })
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error
    say(unreadable(error))
    return 1
  }
  const plan = underPolicy(session.plan, policy)
  try {
    if (wish.isDry) refuseImport(session)
    const batch = wish.isDry ? null : (await commitImport(context, session, followProgress(isJson))).batch
    say(reportOf(plan, batch))
    return 0
  } catch (error) {
    const reasons = describeRefusal(error)
    if (!reasons) throw error
    say(reportOf(plan, null))
    for (const reason of reasons) console.error(reason)
    return 1
  }
}

export async function importCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    ledger: { type: 'string' },
    data: { type: 'string' },
    policy: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
    reason: { type: 'string' },
  })
  const wish = readWish(words)
  const root = path.resolve(needed(words, 'data'))
  const work = async (context: Context): Promise<number> => {
    await openWithReason(context, wish.ledger, words)
    return runImport(context, wish)
  }
  return wish.isDry ? withDataOrNone(root, work) : withData(root, work, 'create')
}

export async function undoCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, { data: { type: 'string' }, json: { type: 'boolean' } })
  const batch = neededWord(words, 0, '批次号')
  return withData(needed(words, 'data'), async (context) => {
    const result = await undoImport(context, batch)
    print(words.values['json'] === true, result, () =>
      [`已撤销 ${result.undone} 处。`, ...result.kept.map((k) => `保留：${k.label}（${k.why}）`)].join('\n'),
    )
    return 0
  })
}
