// Column widths: the drawn ones, the user's own, and dragging the edge of a head cell.
import { computed, ref, watch, type ComputedRef } from 'vue'
import type { Column } from './table.ts'

const LEAST = 36

export type Widths = Record<string, number>
export interface ColumnWidths {
  pixels: ComputedRef<number[]>
  /** Pixels from the left edge of each column, where frozen columns stick. */
  lefts: ComputedRef<number[]>
  drag: (event: PointerEvent, key: string) => void
  reset: (key: string) => void
}

/** `lead` is what stands before the first column (the ticks). `keep` is told when a width has been settled. */
export function useColumnWidths<Row>(
  columns: () => readonly Column<Row>[],
  stored: () => Widths | undefined,
  lead: () => number,
  keep: (widths: Widths) => void,
): ColumnWidths {
  const own = ref<Widths>({ ...stored() })
  watch(stored, (widths) => {
    own.value = { ...widths }
  })
  const pixels = computed(() => columns().map((column) => own.value[column.key] ?? column.width))
  const lefts = computed(() => {
    let left = lead()
    return pixels.value.map((width) => {
      const mine = left
      left += width
      return mine
    })
  })
  function drag(event: PointerEvent, key: string): void {
    const handle = event.currentTarget
    const column = columns().find((one) => one.key === key)
    if (!(handle instanceof HTMLElement) || !column) return
    const startX = event.clientX
    const startWidth = own.value[key] ?? column.width
    const least = column.minWidth ?? LEAST
    const move = (at: PointerEvent): void => {
      own.value = { ...own.value, [key]: Math.max(least, Math.round(startWidth + at.clientX - startX)) }
    }
    handle.setPointerCapture(event.pointerId)
    handle.addEventListener('pointermove', move)
    handle.addEventListener(
      'lostpointercapture',
      () => {
        handle.removeEventListener('pointermove', move)
        keep(own.value)
      },
      { once: true },
    )
  }
  function reset(key: string): void {
    own.value = Object.fromEntries(Object.entries(own.value).filter(([name]) => name !== key))
    keep(own.value)
  }
  return { pixels, lefts, drag, reset }
}
