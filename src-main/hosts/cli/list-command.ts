// `dudao list` and `dudao export`.
import path from 'node:path'
import type { Context } from '../../core/context.ts'
import { saveBookTo } from '../../core/services/exports/save-book.ts'
import { listLedger } from '../../core/services/ledgers/show-records.ts'
import { ledgerKeys, type LedgerKey } from '#shared/ledgers/index.ts'
import { books } from './books.ts'
import { print } from './output.ts'
import { openWithReason } from './reason.ts'
import { withData } from './session.ts'
import { needed, neededWord, parseWords, Usage } from './usage.ts'

const PAGE = 1000

/** Rows as the pages show them: personal numbers masked, referred records by name. */
async function ledgerRows(
  context: Context,
  ledger: LedgerKey,
): Promise<{ rows: Record<string, unknown>[]; total: number }> {
  const rows: Record<string, unknown>[] = []
  for (;;) {
    const page = await listLedger(context, { ledger, offset: rows.length, limit: PAGE })
    rows.push(...page.rows.map((r) => ({ id: r.id, ...r.values, ...r.names, extra: r.extra })))
    if (page.rows.length < PAGE) return { rows, total: page.total }
  }
}

type Lister = (context: Context) => Promise<{ rows: Record<string, unknown>[]; total: number }>

const listers: Readonly<Record<string, Lister>> = Object.fromEntries(
  ledgerKeys.map((key): [string, Lister] => [key, (context) => ledgerRows(context, key)]),
)

export async function listCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    data: { type: 'string' },
    json: { type: 'boolean' },
    reason: { type: 'string' },
  })
  const name = neededWord(words, 0, '台账名')
  const lister = listers[name]
  if (!lister) throw new Usage(`没有这个台账：${name}。可用：${Object.keys(listers).join('、')}。`)
  return withData(needed(words, 'data'), async (context) => {
    await openWithReason(context, name, words)
    const listed = await lister(context)
    print(words.values['json'] === true, listed, () =>
      [
        ...listed.rows.map((r) => String(r['full_name'] ?? r['name'] ?? r['no'] ?? r['id'])),
        `共 ${listed.total} 条`,
      ].join('\n'),
    )
    return 0
  })
}

export async function exportCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    data: { type: 'string' },
    out: { type: 'string' },
    reason: { type: 'string' },
  })
  const name = neededWord(words, 0, '表名')
  const book = books[name]
  if (!book) throw new Usage(`没有这张表：${name}。可用：${Object.keys(books).join('、')}。`)
  const out = path.resolve(needed(words, 'out'))
  return withData(needed(words, 'data'), async (context) => {
    await openWithReason(context, name, words)
    const saved = await saveBookTo(context, out, await book.make(context), { kind: book.kind, params: {} })
    console.log(`已导出 ${saved.file}，${saved.rows} 行。`)
    return 0
  })
}
