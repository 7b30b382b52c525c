// Rosters in: the sample town's workbooks, the practice files with their faults, undo, redo, and the round trip.
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Policy } from '#shared/ledger/import/plan.ts'
import type { Context } from '../../../src-main/core/context.ts'
import { commitImport } from '../../../src-main/core/services/imports/commit-import.ts'
import { openImport } from '../../../src-main/core/services/imports/plan-import.ts'
import { undoImport } from '../../../src-main/core/services/imports/undo-import.ts'
import type { OpenImport } from '../../../src-main/core/services/imports/sessions.ts'
import { openContext, type Opened } from '../open-context.ts'

const sample = (name: string): string => path.resolve('resources/sample', name)
const quiet = (): void => undefined

const plan = (context: Context, ledger: string, file: string, policy: Policy = 'skip'): Promise<OpenImport> =>
  openImport(context, ledger, file, quiet, { policy })

async function bring(
  context: Context,
  ledger: string,
  name: string,
): Promise<ReturnType<typeof commitImport>> {
  return commitImport(context, await plan(context, ledger, sample(name)), quiet)
}

const codesOf = (session: OpenImport): Record<string, number> => {
  const all = [
    ...session.plan.rows.flatMap((r) => r.problems),
    ...session.plan.sheets.flatMap((s) => s.problems),
  ]
  const counts: Record<string, number> = {}
  for (const { code } of all) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

describe('rosters of the sample town', () => {
  let opened: Opened
  let members: Awaited<ReturnType<typeof commitImport>>
  beforeAll(async () => {
    opened = await openContext()
    const organisations = await bring(opened.context, 'organisations', '党组织名册.xlsx')
    expect(organisations.counts).toMatchObject({ add: 77, refused: 0 })
    members = await bring(opened.context, 'members', '党员花名册.xlsx')
  }, 60_000)
  afterAll(() => opened.close())

  it('come in without an error, and the same files again change nothing', async () => {
    const { context } = opened
    expect(members.counts).toMatchObject({ add: 1025, refused: 0 })
    const again = await plan(context, 'members', sample('党员花名册.xlsx'))
    expect(again.plan.counts).toMatchObject({ add: 0, change: 0, same: 1025, refused: 0, missing: 0 })
    const orgsAgain = await plan(context, 'organisations', sample('党组织名册.xlsx'))
    expect(orgsAgain.plan.counts).toMatchObject({ add: 0, change: 0, same: 77, missing: 0 })
  })

  it('have practice files that say what stands in them', async () => {
    const { context } = opened
    const south = await plan(context, 'members', sample('示例_城南社区_党员花名册.xlsx'))
    expect(south.plan.counts).toMatchObject({ read: 38, refused: 0, skipped: { total: 1 } })
    expect(codesOf(south)['M-201']).toBe(1)
    const north = await plan(context, 'members', sample('示例_城北社区_党员花名册.xls'))
    expect(north.plan.counts).toMatchObject({ read: 33, refused: 2 })
    expect(codesOf(north)).toMatchObject({ 'M-305': 1, 'M-317': 1, 'M-351': 1, 'M-322': 1 })
    const creek = await plan(context, 'members', sample('示例_溪南社区_党员花名册.xlsx'))
    expect(creek.plan.counts).toMatchObject({ read: 27, refused: 25 })
    expect(codesOf(creek)['M-311']).toBe(25)
  })

  it('are taken back and brought in again', async () => {
    const { context } = opened
    expect(await undoImport(context, members.batch)).toMatchObject({ undone: 1025, kept: [] })
    const again = await bring(context, 'members', '党员花名册.xlsx')
    expect(again.counts).toMatchObject({ add: 1025 })
  })
})
