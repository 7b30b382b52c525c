// `dudao demo`: the main job on the sample town, from the workbooks in to the workbooks out.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { saveBookTo } from '../../core/services/exports/save-book.ts'
import { ledgerBook } from '../../core/services/ledgers/export-ledger.ts'
import { loadSample } from '../../core/services/sample/load-sample.ts'
import { followProgress } from './output.ts'
import { withApplication } from './session.ts'
import { needed, parseWords } from './usage.ts'

export async function demoCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, { out: { type: 'string' } })
  const out = path.resolve(needed(words, 'out'))
  await mkdir(out, { recursive: true })
  return withApplication(async (app) => {
    await loadSample(app, followProgress(false), undefined, path.join(out, '示例镇数据'))
    const context = app.context()
    const book = await ledgerBook(context, {
      query: { ledger: 'organisations' },
      fullNumbers: false,
      reason: null,
      sheetPerOrganisation: false,
    })
    const saved = await saveBookTo(context, path.join(out, '党组织名册.xlsx'), book, {
      kind: 'organisations',
      params: {},
    })
    console.log(`党组织 ${saved.rows} 个`)
    return 0
  })
}
