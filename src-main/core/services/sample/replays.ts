// What the sample town's storyline tells beyond rosters, plans and inspections: each subject puts its own part in.
import type { Context } from '../../context.ts'
import { replayAnalyses } from './replay-analyses.ts'
import { replayAcceptance } from './replay-acceptance.ts'
import { replayGates } from './replay-gates.ts'
import { replayIssues } from './replay-issues.ts'
import { replayNotices } from './replay-notices.ts'
import { replaySchedule } from './replay-schedule.ts'
import { replayPolls } from './replay-polls.ts'

/** The id behind a unit's short name; the storyline and the roster come from one script, so it must be there. */
export type UnitId = (name: string) => string

/** Puts one part of the raw storyline into the open folder; reads only its own part of it. */
export type Replay = (context: Context, story: unknown, idOf: UnitId) => Promise<void>

/** In the order they need each other. */
export const replays: readonly (readonly [what: string, replay: Replay])[] = [
  ['日程安排', replaySchedule],
  ['自查验收', replayAcceptance],
  ['文书', replayNotices],
  ['测评', replayPolls],
  ['转段', replayGates],
  ['党性分析材料', replayAnalyses],
  ['整改台账', replayIssues],
]
