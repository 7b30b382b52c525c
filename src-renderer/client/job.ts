// Runs long work that reports progress, can be cancelled, and ends with a result.
import { computed, onScopeDispose, ref, type ComputedRef, type Ref } from 'vue'
import type { Progress } from '#shared/contract/common.ts'
import { problemOf, type Problem } from './problem.ts'

type Steps<Result> = AsyncIterator<Progress, Result>

export interface Job<Result> {
  progress: Ref<Progress | null>
  running: ComputedRef<boolean>
  problem: Ref<Problem | null>
  /** The result, or undefined when it failed (`problem`) or was cancelled (no problem). */
  run: (start: (signal: AbortSignal) => Promise<Steps<Result>>) => Promise<Result | undefined>
  cancel: () => void
}

/** One long piece of work of a page; leaving the page cancels it. */
export function useJob<Result>(): Job<Result> {
  const progress = ref<Progress | null>(null)
  const problem = ref<Problem | null>(null)
  const control = ref<AbortController | null>(null)

  // The return value of a generator is lost by `for await`, hence the loop by hand.
  async function follow(steps: Steps<Result>): Promise<Result> {
    for (;;) {
      const step = await steps.next()
      if (step.done) return step.value
      progress.value = step.value
    }
  }
  async function run(start: (signal: AbortSignal) => Promise<Steps<Result>>): Promise<Result | undefined> {
    const mine = new AbortController()
    control.value = mine
    progress.value = null
    problem.value = null
    try {
      return await follow(await start(mine.signal))
    } catch (error) {
      // Whether it was cancelled shows only in the signal: the error's name differs from case to case.
      problem.value = mine.signal.aborted ? null : problemOf(error)
      return undefined
    } finally {
      control.value = null
    }
  }
  function cancel(): void {
    control.value?.abort()
  }
  onScopeDispose(cancel)
  return { progress, running: computed(() => control.value !== null), problem, run, cancel }
}
