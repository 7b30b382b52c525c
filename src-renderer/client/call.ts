// Runs one request of a page and keeps whether it is under way and what went wrong.
import { ref, type Ref } from 'vue'
import { problemOf, type Problem } from './problem.ts'

export interface Call {
  busy: Ref<boolean>
  problem: Ref<Problem | null>
  /** The result, or undefined when it failed; then `problem` says why. */
  run: <T>(work: () => Promise<T>) => Promise<T | undefined>
}

/** One request at a time of a page or a form. */
export function useCall(): Call {
  const busy = ref(false)
  const problem = ref<Problem | null>(null)
  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    busy.value = true
    problem.value = null
    try {
      return await work()
    } catch (error) {
      problem.value = problemOf(error)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, run }
}
