// Where things are: the checkout, and the folder outside it that keeps what is expensive to fetch.
import os from 'node:os'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

/** A path inside the checkout. */
export function inRoot(...parts) {
  return path.join(root, ...parts)
}

/** The user's cache folder for this project: survives `git clean` and is shared by several checkouts. */
export function cacheFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'dudao-desk')
}
