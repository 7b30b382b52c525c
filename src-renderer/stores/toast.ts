// Short messages at the foot of the window: eight seconds, with 撤销 where something can be taken back.
import { defineStore } from 'pinia'
import { ref } from 'vue'

const SHOWN_MS = 8000
const MOST_AT_ONCE = 3

export interface ToastAction {
  label: string
  run: () => unknown
}
export interface Toast {
  id: number
  text: string
  kind: 'ok' | 'none'
  actions: ToastAction[]
}

export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let last = 0

  function close(id: number): void {
    stopClock(id)
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }
  function stopClock(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }
  function startClock(id: number): void {
    timers.set(
      id,
      setTimeout(() => close(id), SHOWN_MS),
    )
  }
  /** Shows a message and returns its number. The oldest goes when there are more than three. */
  function show(
    text: string,
    { kind = 'ok', actions = [] }: Partial<Pick<Toast, 'kind' | 'actions'>> = {},
  ): number {
    last += 1
    toasts.value = [...toasts.value, { id: last, text, kind, actions }]
    for (const old of toasts.value.slice(0, -MOST_AT_ONCE)) close(old.id)
    startClock(last)
    return last
  }
  return { toasts, show, close, stopClock, startClock }
})
