// How many records there are of each kind on a fixed list, and which kinds have too few.
import { reaches } from './limits.ts'
import type { Limit } from './verdict.ts'

/** The number of records of each kind, kinds without any included as 0. */
export const tally = <K extends string>(
  kinds: readonly K[],
  records: readonly string[],
): ReadonlyMap<K, number> =>
  new Map(kinds.map((kind) => [kind, records.filter((record) => record === kind).length]))

/** The kinds whose number of records does not reach the limit, in the order of the list. */
export const kindsShort = <K extends string>(
  kinds: readonly K[],
  records: readonly string[],
  limit: Limit,
): K[] => [...tally(kinds, records)].filter(([, amount]) => !reaches(amount, limit)).map(([kind]) => kind)
