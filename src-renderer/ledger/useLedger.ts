// The rows of one ledger as a page shows them: search, filters, and reading all pages of the list.
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { LedgerRow } from '#shared/contract/ledger.ts'
import type { LedgerKey } from '#shared/ledgers/index.ts'
import { api } from '../client/api.ts'
import { useCall } from '../client/call.ts'

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

  async function fetchAll(): Promise<LedgerRow[]> {
    const query = { ledger: ledger.value, search: search.value, filters: filters.value }
    const first = await api.ledger.list({ ...query, offset: 0, limit: PAGE })
    all.value = first.all
    facets.value = first.facets
    const found = [...first.rows]
    while (found.length < first.total) {
      const page = await api.ledger.list({ ...query, offset: found.length, limit: PAGE })
      if (page.rows.length === 0) break
      found.push(...page.rows)
    }
    return found
  }
  /** Only the answer to the latest question is shown. */
  async function load(): Promise<void> {
    const mine = ++asked
    const found = await run(fetchAll)
    if (!found || mine !== asked) return
    rows.value = found
    isLoaded.value = true
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
    filters.value = {}
    rows.value = []
    isLoaded.value = false
    void load()
  })
  const isFiltered = computed(() => search.value.trim() !== '' || Object.keys(filters.value).length > 0)
  return { rows, all, facets, search, filters, busy, problem, isLoaded, isFiltered, load, replace, toggle }
}
