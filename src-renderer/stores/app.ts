// The frame's facts: which town is open, who works, what waits; and whether the screen is locked.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { AppStatus } from '#shared/contract/app.ts'
import { api } from '../client/api.ts'
import { problemOf, type Problem } from '../client/problem.ts'
import { usePreference } from '../client/preference.ts'
import { isRowHeight, type RowHeight } from '../components/table.ts'

export const useApp = defineStore('app', () => {
  const status = ref<AppStatus | null>(null)
  const problem = ref<Problem | null>(null)
  const isLocked = ref(false)
  const rowHeight = usePreference<RowHeight>('grid.rowHeight', 24, isRowHeight)

  const today = computed(() => status.value?.today ?? '')
  const actor = computed(() => status.value?.actor ?? null)
  const mayWrite = computed(() => actor.value !== null && actor.value.role !== '只读')

  function take(next: AppStatus): void {
    status.value = next
    problem.value = null
  }
  /** Asks core again; call it after whatever changes the numbers beside the rail. */
  async function reload(): Promise<void> {
    try {
      take(await api.app.status({}))
    } catch (error) {
      problem.value = problemOf(error)
    }
  }
  async function choose(id: string): Promise<void> {
    take(await api.app.chooseActor({ id }))
    isLocked.value = false
  }
  function lock(): void {
    isLocked.value = true
  }
  async function closeTown(): Promise<void> {
    take(await api.app.close({}))
  }
  return {
    status,
    problem,
    isLocked,
    rowHeight,
    today,
    actor,
    mayWrite,
    take,
    reload,
    choose,
    lock,
    closeTown,
  }
})
