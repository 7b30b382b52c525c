// Every ledger definition is sound, and its headers never point two ways.
import { describe, expect, it } from 'vitest'
import { ledgerFaults } from '#shared/ledger/ledger.ts'
import { allLedgers } from '#shared/ledgers/index.ts'

describe.each(allLedgers.map((l) => [l.key, l] as const))('ledger %s', (_, ledger) => {
  it('has no faults', () => {
    expect(ledgerFaults(ledger)).toEqual([])
  })
})
