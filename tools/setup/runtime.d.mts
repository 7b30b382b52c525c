// Types of runtime.mjs for the desktop tests.
export interface Runtime {
  dist: string
  executable: string
  version: string
  source: string
}
export function findRuntime(): Runtime | undefined
export function obtainRuntime(): Promise<Runtime>
