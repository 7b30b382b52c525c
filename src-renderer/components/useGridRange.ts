// The active cell of a grid and the block of cells from the anchor to it.
import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'

export interface Spot {
  row: number
  column: number
}
export interface Block {
  top: number
  bottom: number
  left: number
  right: number
}
export interface GridRange {
  active: Ref<Spot>
  block: ComputedRef<Block>
  /** Moves the active cell; `extend` keeps the anchor. */
  go: (to: Spot, extend?: boolean) => void
  all: () => void
  covers: (row: number, column: number) => boolean
}

/** `rows` and `columns` are the present counts. */
export function useGridRange(rows: () => number, columns: () => number): GridRange {
  const active = shallowRef<Spot>({ row: 0, column: 0 })
  const anchor = shallowRef<Spot>({ row: 0, column: 0 })

  function inside(spot: Spot): Spot {
    return {
      row: Math.max(0, Math.min(spot.row, rows() - 1)),
      column: Math.max(0, Math.min(spot.column, columns() - 1)),
    }
  }
  function go(to: Spot, extend = false): void {
    active.value = inside(to)
    if (!extend) anchor.value = active.value
  }
  function all(): void {
    anchor.value = { row: 0, column: 0 }
    active.value = inside({ row: rows(), column: columns() })
  }
  const block = computed<Block>(() => ({
    top: Math.min(active.value.row, anchor.value.row),
    bottom: Math.max(active.value.row, anchor.value.row),
    left: Math.min(active.value.column, anchor.value.column),
    right: Math.max(active.value.column, anchor.value.column),
  }))
  function covers(row: number, column: number): boolean {
    const { top, bottom, left, right } = block.value
    return (
      (top !== bottom || left !== right) && row >= top && row <= bottom && column >= left && column <= right
    )
  }
  return { active, block, go, all, covers }
}
