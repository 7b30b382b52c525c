// The whole course of the sample town: every unit through all phases by the rules, and every ledger with something in it.
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ledgerKeys, ledgerModules } from '#shared/ledgers/index.ts'
import type { Ledger } from '#shared/ledger/ledger.ts'
import { readGates } from '../../../src-main/core/services/gates/facts.ts'
import { judge } from '../../../src-main/core/services/gates/conditions.ts'
import { missingForConsent } from '#shared/rules/gate-action.ts'
import { reviews } from '../../../src-main/core/services/reviews/index.ts'
import { runReview } from '../../../src-main/core/services/reviews/show.ts'
import { loadSample } from '../../../src-main/core/services/sample/load-sample.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  await loadSample(opened.app, () => undefined, undefined, path.join(opened.dir, '全程'), 'whole')
}, 240_000)
afterAll(() => opened.close())

const count = async (query: string): Promise<number> => {
  const { rows } = await sql.raw<{ n: number }>(query).execute(opened.app.context().db.read)
  return rows[0]?.n ?? 0
}

describe('the whole course of the sample town', () => {
  it('stands at the end of the year', () => {
    expect(opened.app.context().today).toBe('2005-12-31')
  })

  it.each(['study', 'review', 'rectify'])('has every unit moved on from %s', async (phase) => {
    const moved = `select count(*) n from unit_stage where phase = '${phase}' and state = '已转段'`
    expect(await count(moved)).toBe(77)
    const decided = `select count(*) n from transition_request
      where from_phase = '${phase}' and state = '已转段' and refused = '[]' and facts is not null`
    expect(await count(decided)).toBe(77)
  })

  it.each(['study', 'review', 'rectify'] as const)(
    'would decide no move out of %s otherwise',
    async (phase) => {
      const context = opened.app.context()
      const gates = await readGates(context.db.read, context, phase)
      const missing = gates.flatMap((gate) => {
        const { rows, sensitivity } = judge(context, gate)
        const named = rows.filter(({ status }) => status === 'missing').map(({ key }) => key)
        return named.length > 0
          ? [[gate.unit.id, ...missingForConsent({ rows, sensitivity, ruling: null })]]
          : []
      })
      expect(missing).toEqual([])
    },
  )

  it('has every unit accepted in the last phase', async () => {
    const accepted = `select count(*) n from unit_stage where phase = 'consolidate' and state = '验收合格'`
    expect(await count(accepted)).toBe(77)
  })

  it('has 1,025 analyses, none of them open', async () => {
    const settled = `select count(*) n from analysis where state in ('会后修改稿已交', '归档')`
    expect(await count(settled)).toBe(1025)
  })

  it('has the attendance of the whole town', async () => {
    expect(await count('select count(*) n from attendance')).toBeGreaterThan(16_000)
  })

  it.each(ledgerKeys)('has something in %s', async (key) => {
    const { table }: Ledger = ledgerModules[key].ledger
    expect(await count(`select count(*) n from ${table} where deleted_at is null`)).toBeGreaterThan(0)
  })

  it('dates nothing later than the day it stands at', async () => {
    for (const key of ledgerKeys) {
      const { ledger }: { ledger: Ledger } = ledgerModules[key]
      for (const [column, { kind }] of Object.entries(ledger.columns)) {
        if (kind !== 'date' || /due|planned/u.test(column)) continue
        const late = `select count(*) n from ${ledger.table} where ${column} > '2005-12-31'`
        expect(`${key}.${column} ${String(await count(late))}`).toBe(`${key}.${column} 0`)
      }
    }
  })

  it('is judged by the reviews, and whatever is said has a reason', async () => {
    const context = opened.app.context()
    const reviewed = await Promise.all(reviews.map((review) => runReview(context, review)))
    const lines = reviewed.flatMap((review) => review.lines)
    expect(lines.filter(({ reason }) => reason.trim() === '')).toEqual([])
    // Some list only what is wrong; most have a line for every unit.
    expect(reviewed.filter((review) => review.lines.length >= 60).length).toBeGreaterThan(20)
  })
})
