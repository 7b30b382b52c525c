// The figures of each unit that others quote: opinions put and merged, channels, members told, members talked to.
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import {
  countsOf,
  familiesOf,
  feedbackLines,
  hasBegun,
  hasRecords,
  isSettled,
  kindsOf,
  pendingOf,
  readOpinions,
  secretaryOf,
  talkFacts,
  type UnitOpinions,
} from './facts.ts'
import type { Db } from './store.ts'

export interface OpinionFigures {
  /** 征求到的意见, 条次. */
  readonly raw: number
  /** 梳理后, 条. */
  readonly merged: number
  /** Opinions not merged yet. */
  readonly pending: number
  /** Channels registered or told of. */
  readonly channels: number
  /** Families of channels covered, of three. */
  readonly families: number
  /** Members told, or on record as somebody nothing was said about. */
  readonly fedBack: number
  readonly members: number
  /** Members besides the secretary. */
  readonly others: number
  /** Of those, the ones the secretary has talked with alone. */
  readonly talkedBySecretary: number
  /** Members with at least one talk, the secretary among them. */
  readonly talked: number
  /** Talks recorded. */
  readonly talks: number
  /** Days of the last feedback and of the last talk; null when there was none or none is dated. */
  readonly lastToldOn: string | null
  readonly lastTalkOn: string | null
  readonly hasBegun: boolean
  /** Anything at all has been recorded of opinions; of talks. */
  readonly hasOpinions: boolean
  readonly hasTalks: boolean
}

/** Members the secretary has talked with alone, by name. */
export function reachedBySecretary(facts: UnitOpinions): Set<string> {
  const secretary = secretaryOf(facts)
  const pairs = talkFacts(facts.talks).filter(({ isGroup, people }) => !isGroup && people.has(secretary))
  return new Set(pairs.flatMap(({ people }) => [...people]).filter((name) => name !== secretary))
}

const lastOf = (days: readonly (string | null)[]): string | null =>
  days
    .filter((day) => day !== null)
    .toSorted()
    .at(-1) ?? null

export function figuresOf(facts: UnitOpinions): OpinionFigures {
  const kinds = kindsOf(facts.channels, facts.opinions)
  const secretary = secretaryOf(facts)
  const reached = reachedBySecretary(facts)
  const talking = new Set(talkFacts(facts.talks).flatMap(({ people }) => [...people]))
  const others = facts.people.filter(({ called }) => called !== secretary)
  return {
    ...countsOf(facts),
    pending: pendingOf(facts.opinions).length,
    channels: kinds.reduce((sum, { rows }) => sum + Math.max(1, rows.length), 0),
    families: familiesOf(kinds).length,
    fedBack: feedbackLines(facts).filter(isSettled).length,
    members: facts.people.length,
    others: others.length,
    talkedBySecretary: others.filter(({ called }) => reached.has(called)).length,
    talked: facts.people.filter(({ called }) => talking.has(called)).length,
    talks: facts.talks.length,
    lastToldOn: lastOf(feedbackLines(facts).map(({ on }) => on)),
    lastTalkOn: lastOf(facts.talks.map(({ talked_on }) => talked_on)),
    hasBegun: hasBegun(facts),
    hasOpinions: hasRecords({ ...facts, talks: [] }),
    hasTalks: facts.talks.length > 0,
  }
}

const keptFigures = keptWhileUnchanged(
  async (campaign: CampaignSettings, db: Db): Promise<ReadonlyMap<string, OpinionFigures>> =>
    new Map((await readOpinions({ campaign }, db)).map((facts) => [facts.unit.id, figuresOf(facts)])),
)

/** By unit, every unit; read once until a record changes. */
export const opinionFigures = (
  context: Pick<Context, 'campaign' | 'db'>,
): Promise<ReadonlyMap<string, OpinionFigures>> => keptFigures(context.campaign, context.db.read)
