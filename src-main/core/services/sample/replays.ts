// What the sample town's storyline tells beyond rosters, plans and inspections: each subject puts its own part in.
import type { Context } from '../../context.ts'

/** The id behind a unit's short name; the storyline and the roster come from one script, so it must be there. */
export type UnitId = (name: string) => string

/** Puts one part of the raw storyline into the open folder; reads only its own part of it. */
export type Replay = (context: Context, story: unknown, idOf: UnitId) => Promise<void>

/** In the order they need each other. */
export const replays: readonly (readonly [what: string, replay: Replay])[] = []
