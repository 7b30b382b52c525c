// Which columns of a wide grid are drawn: the frozen ones and those near what is scrolled into view.
import { computed, onBeforeUnmount, onMounted, ref, type ComputedRef, type Ref } from 'vue'
import type { Column } from './table.ts'

/** Pixels between two looks while scrolling, and how far beyond the edge columns are drawn. */
const STRIDE = 240

export interface SeenColumn<Row> {
  readonly column: Column<Row>
  /** Its place among all columns. */
  readonly at: number
  /** Those just before it are left out: it must say where it stands. */
  readonly afterGap: boolean
}

interface Place<Row> {
  readonly columns: () => readonly Column<Row>[]
  readonly lefts: Ref<readonly number[]>
  readonly pixels: Ref<readonly number[]>
}

/** Follows the scroller sideways; the grid is never wider than the window. */
export function useSeenColumns<Row>(
  scroller: Readonly<Ref<HTMLElement | null>>,
  { columns, lefts, pixels }: Place<Row>,
): ComputedRef<SeenColumn<Row>[]> {
  const left = ref(0)
  const width = ref(innerWidth)
  function look(): void {
    left.value = Math.floor((scroller.value?.scrollLeft ?? 0) / STRIDE) * STRIDE
    width.value = innerWidth
  }
  onMounted(() => {
    scroller.value?.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
  })
  onBeforeUnmount(() => {
    scroller.value?.removeEventListener('scroll', look)
    window.removeEventListener('resize', look)
  })
  const isSeen = (at: number): boolean => {
    const from = lefts.value[at] ?? 0
    return (
      from + (pixels.value[at] ?? 0) > left.value - STRIDE && from < left.value + width.value + 2 * STRIDE
    )
  }
  return computed(() => {
    const all = columns()
    return all.flatMap((column, at): SeenColumn<Row>[] => {
      if (column.frozen) return [{ column, at, afterGap: false }]
      return isSeen(at) ? [{ column, at, afterGap: at > 0 && !all[at - 1]?.frozen && !isSeen(at - 1) }] : []
    })
  })
}
