// The rows of one ledger as a page shows them: search, filters, and reading all pages of the list.
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { LedgerRow } from '#shared/contract/ledger.ts'
import type { LedgerKey } from '#shared/ledgers/index.ts'
import { api } from '../client/api.ts'
import { useCall } from '../client/call.ts'

/** What a page shows at once comes first; the rest of a large ledger follows. */
const FIRST = 100
const PAGE = 1000

export type Facets = Record<string, { value: string; label: string; count: number }[]>

export function useLedger(ledger: Ref<LedgerKey>) {
  const rows = shallowRef<LedgerRow[]>([])
  const all = ref(0)
  const facets = ref<Facets>({})
  const search = ref('')
  const filters = ref<Record<string, string[]>>({})
  const { busy, problem, run } = useCall()
  const isLoaded = ref(false)
  let asked = 0
  const isFiltered = computed(() => search.value.trim() !== '' || Object.keys(filters.value).length > 0)

  /** Only the answer to the latest question is shown. */
  async function readAll(isAsked: () => boolean): Promise<void> {
    const query = { ledger: ledger.value, search: search.value, filters: filters.value }
    const first = await api.ledger.list({ ...query, offset: 0, limit: FIRST })
    if (!isAsked()) return
    all.value = first.all
    facets.value = first.facets
    if (!isLoaded.value) rows.value = first.rows
    const found = [...first.rows]
    while (found.length < first.total) {
      const page = await api.ledger.list({ ...query, offset: found.length, limit: PAGE })
      if (!isAsked()) return
      if (page.rows.length === 0) break
      found.push(...page.rows)
    }
    rows.value = found
    isLoaded.value = true
  }
  async function load(): Promise<void> {
    const mine = ++asked
    await run(() => readAll(() => mine === asked))
  }
  function replace(row: LedgerRow): void {
    const at = rows.value.findIndex((r) => r.id === row.id)
    rows.value = at < 0 ? [row, ...rows.value] : rows.value.with(at, row)
  }
  function toggle(column: string, value: string): void {
    const on = filters.value[column]?.includes(value) ?? false
    filters.value = on ? {} : { [column]: [value] }
  }
  watch([search, filters], () => void load(), { deep: true })
  watch(ledger, () => {
    search.value = ''
    if (isFiltered.value) filters.value = {}
    rows.value = []
    all.value = 0
    isLoaded.value = false
  })
  return { rows, all, facets, search, filters, busy, problem, isLoaded, isFiltered, load, replace, toggle }
}
