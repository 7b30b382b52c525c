// A small setting of this computer (column widths, folded rail) that survives a restart.
import { ref, watch, type Ref } from 'vue'
import { api } from './api.ts'

/**
 * The stored value of `key`, `fallback` until it has arrived. Writing the ref stores it.
 * `isValid` guards against what an older version may have stored.
 */
export function usePreference<T>(key: string, fallback: T, isValid: (value: unknown) => value is T): Ref<T> {
  const value = ref(fallback) as Ref<T>
  let loading = true
  void api.app
    .preference({ key })
    .then((stored) => {
      if (loading && isValid(stored.value)) value.value = stored.value
    })
    // A preference that cannot be read is not worth a message: the fallback serves.
    .catch(() => undefined)
    .finally(() => {
      loading = false
    })
  watch(
    value,
    (now) => {
      if (!loading) void api.app.preference({ key, value: now }).catch(() => undefined)
    },
    { deep: true, flush: 'post' },
  )
  return value
}

export function isWidths(value: unknown): value is Record<string, number> {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((n) => typeof n === 'number')
  )
}
