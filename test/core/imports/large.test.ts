// A long file is worked out in small steps, so that a window stays alive, and its progress only grows.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSES, planImport } from '#shared/ledger/import/planner.ts'
import { Directory } from '#shared/ledger/import/directory.ts'
import type { RawRow, RawWorkbook } from '#shared/ledger/sheet.ts'
import { ledgerModules } from '#shared/ledgers/index.ts'
import { makePlan } from '../../../src-main/core/services/imports/plan-import.ts'
import { openContext, type Opened } from '../open-context.ts'
import { bringTown, idFor, line, MEMBER_HEADER } from './workbooks.ts'

const ROWS = 6000

const textRow = (number: number, texts: readonly unknown[]): RawRow => ({
  number,
  hidden: false,
  cells: texts.map((t) => (t === null ? null : { kind: 'text', text: String(t as string | number) })),
})

/** Born on different days, so that nobody is anybody's twin. */
const birthOf = (i: number): string =>
  `${1930 + (i % 50)}${String(1 + (i % 12)).padStart(2, '0')}${String(1 + (i % 28)).padStart(2, '0')}`

const workbook: RawWorkbook = {
  fileName: '大表.xlsx',
  sha256: '0',
  format: 'xlsx',
  date1904: false,
  sheets: [
    {
      name: '全镇',
      state: 'visible',
      // Merges as in a roster where every branch is merged over its thirteen members.
      merges: Array.from({ length: Math.floor(ROWS / 13) }, (_, i) => ({
        top: 2 + i * 13,
        bottom: 14 + i * 13,
        left: 9,
        right: 9,
      })),
      rows: [
        textRow(1, MEMBER_HEADER),
        ...Array.from({ length: ROWS }, (_, i) => {
          const birth = birthOf(i)
          const cells = [...line(i + 1, { name: '张三', birth, id: idFor(birth, (i % 499) * 2 + 1) })]
          if (i % 13 !== 0 && i < Math.floor(ROWS / 13) * 13) cells[9] = null
          return textRow(i + 2, cells)
        }),
      ],
    },
  ],
}

describe('a long file', () => {
  let opened: Opened
  beforeAll(async () => {
    opened = await openContext()
    await bringTown(opened)
  })
  afterAll(() => opened.close())

  it('is planned in steps of at most a few hundred rows', () => {
    let n = 0
    const place = { town: '清溪镇', county: '示例县' }
    const steps = planImport({
      module: ledgerModules.members,
      workbook,
      choices: {},
      answers: {},
      stored: [],
      directories: {
        organisations: new Directory([{ id: '1', name: '中共清溪镇城南社区支部委员会', aliases: [] }], place),
      },
      place,
      today: '2005-08-17',
      campaignStart: '2005-07-01',
      nameOf: () => '城南',
      statedCount: () => undefined,
      newId: () => `新${(n += 1)}`,
    })
    const seen: number[] = []
    let step = steps.next()
    for (; !step.done; step = steps.next()) seen.push(step.value)
    expect(step.value.counts).toMatchObject({ read: ROWS })
    expect(step.value.rows.every((r) => r.values['org_id'] === '1')).toBe(true)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.length).toBeGreaterThanOrEqual((PASSES * ROWS) / 200)
    expect(Math.max(...seen)).toBeLessThanOrEqual(PASSES * ROWS)
  })

  it('tells its progress, and stops when cancelled', async () => {
    const told: number[] = []
    const control = new AbortController()
    const wishes = { imported: null, headerRows: {}, answers: {} }
    const report = (done: number, total: number): void => {
      told.push(done / total)
      if (done > ROWS / 2) control.abort(new Error('停'))
    }
    await expect(
      makePlan(opened.context, 'members', workbook, wishes, report, control.signal),
    ).rejects.toThrow('停')
    expect(told.every((share) => share <= 1)).toBe(true)
    expect(told.at(-1)).toBeGreaterThan(0.5)
  })
})
