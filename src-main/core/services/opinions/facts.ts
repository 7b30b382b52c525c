// What a unit has recorded of opinions and talks, brought together, and what say of it.
import type { OpinionMeeting } from '#shared/contract/opinions.ts'
import { familyOf, type ChannelFamily } from '#shared/ledgers/opinions.ts'
import type { ChannelKind } from '#shared/rules/opinion-kinds.ts'
import { withSettings, type LimitSettings } from '#shared/rules/limits.ts'
import {
  channelFamilies,
  channelLimits,
  feedbackLimits,
  judgeChannels,
  judgeFeedback,
  judgeTalks,
  talkLimits,
} from '#shared/rules/opinions.ts'
import { notAssessed, type Verdict } from '#shared/rules/verdict.ts'
import { splitNames } from '#shared/text/name-list.ts'
import type { Context } from '../../context.ts'
import { keptWhileUnchanged } from '../../db/kept.ts'
import { groupBy } from '../../group-by.ts'
import { NotFound } from '../../refusal.ts'
import { peopleOf, type Person } from '../analyses/store.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { memberNames } from '../ledgers/directories.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import { stagesOf, type StageRow } from '../stages/stage.ts'
import { meetingDays } from './meeting-day.ts'
import {
  channelsOf,
  feedbackOf,
  opinionFactsOf,
  sumTimes,
  talksOf,
  type ChannelRow,
  type Db,
  type FeedbackRow,
  type OpinionFact,
  type TalkRow,
} from './store.ts'

/** Key of the phase opinions are sought in. */
const PHASE = 'review'

export interface NamedPerson extends Person {
  /** With the tail of the id number where the branch has a namesake. */
  readonly called: string
}

export interface UnitOpinions {
  readonly unit: PlanUnit
  readonly stage: StageRow | undefined
  readonly meeting: OpinionMeeting | null
  readonly people: readonly NamedPerson[]
  readonly channels: readonly ChannelRow[]
  readonly opinions: readonly OpinionFact[]
  readonly feedback: ReadonlyMap<string, FeedbackRow>
  readonly talks: readonly TalkRow[]
}

async function readAll(campaign: CampaignSettings, db: Db): Promise<UnitOpinions[]> {
  const context = { campaign }
  const [units, stages, meetings, people, names, channels, opinions, feedback, talks] = await Promise.all([
    readUnits(context, db),
    stagesOf(db),
    meetingDays(context, db),
    peopleOf(db),
    memberNames(db),
    channelsOf(db),
    opinionFactsOf(db),
    feedbackOf(db),
    talksOf(db),
  ])
  const byUnit = {
    people: groupBy(people, ({ orgId }) => orgId),
    channels: groupBy(channels, (row) => row.org_id),
    opinions: groupBy(opinions, (row) => row.org_id),
    feedback: groupBy(feedback, (row) => row.org_id),
    talks: groupBy(talks, (row) => row.org_id),
  }
  const stageOf = new Map(stages.filter(({ phase }) => phase === PHASE).map((row) => [row.org_id, row]))
  return units.map((unit) => ({
    unit,
    stage: stageOf.get(unit.id),
    meeting: meetings.get(unit.id) ?? null,
    people: (byUnit.people.get(unit.id) ?? []).map((each) => ({
      ...each,
      called: names.get(each.id) ?? each.name,
    })),
    channels: byUnit.channels.get(unit.id) ?? [],
    opinions: byUnit.opinions.get(unit.id) ?? [],
    feedback: new Map((byUnit.feedback.get(unit.id) ?? []).map((row) => [row.member_id, row])),
    talks: byUnit.talks.get(unit.id) ?? [],
  }))
}

const kept = keptWhileUnchanged(readAll)

/** Every unit with all it has recorded, in a fixed number of queries; read once until a record changes. */
export const readOpinions = (context: Pick<Context, 'campaign'>, db: Db): Promise<readonly UnitOpinions[]> =>
  kept(context.campaign, db)

/** One unit out of the list. Throws NotFound. */
export async function opinionsOfUnit(
  context: Pick<Context, 'campaign'>,
  db: Db,
  orgId: string,
): Promise<UnitOpinions> {
  const found = (await readOpinions(context, db)).find(({ unit }) => unit.id === orgId)
  if (found === undefined) throw new NotFound('这个单位')
  return found
}

export const hasBegun = ({ stage }: UnitOpinions): boolean => stage !== undefined && stage.state !== '未开始'

export const hasRecords = (facts: UnitOpinions): boolean =>
  facts.channels.length > 0 || facts.opinions.length > 0 || facts.feedback.size > 0 || facts.talks.length > 0

/** One kind of channel of a unit: as registered, and as the list of opinions tells. */
export interface KindSum {
  readonly kind: ChannelKind
  readonly family: ChannelFamily
  readonly rows: readonly ChannelRow[]
  readonly issued: number | null
  readonly returned: number | null
  /** 条次 as registered; null when no channel of the kind says. */
  readonly stated: number | null
  /** 条次 of the opinions entered. */
  readonly entered: number
  readonly merged: number | null
}

const sumOf = (numbers: readonly (number | null)[]): number | null => {
  const said = numbers.filter((n) => n !== null)
  return said.length === 0 ? null : said.reduce((sum, n) => sum + n, 0)
}
const mostOf = (numbers: readonly (number | null)[]): number | null => {
  const said = numbers.filter((n) => n !== null)
  return said.length === 0 ? null : said.reduce((most, n) => Math.max(most, n), 0)
}

/** The sheet of opinions repeats the numbers of a channel in each of its rows. */
function kindSum(kind: ChannelKind, rows: readonly ChannelRow[], opinions: readonly OpinionFact[]): KindSum {
  const hasRows = rows.length > 0
  return {
    kind,
    family: familyOf(kind),
    rows,
    issued: hasRows ? sumOf(rows.map((row) => row.issued)) : mostOf(opinions.map((row) => row.issued)),
    returned: hasRows ? sumOf(rows.map((row) => row.returned)) : mostOf(opinions.map((row) => row.returned)),
    stated: sumOf(rows.map((row) => row.opinions)),
    entered: sumTimes(opinions),
    merged: sumOf(rows.map((row) => row.merged)),
  }
}

/** The kinds of channel a unit has used, in the order they came up. */
export function kindsOf(channels: readonly ChannelRow[], opinions: readonly OpinionFact[]): KindSum[] {
  const rows = groupBy(channels, ({ kind }) => kind)
  const said = groupBy(opinions, ({ channel }) => channel)
  return [...new Set([...rows.keys(), ...said.keys()])].map((kind) =>
    kindSum(kind, rows.get(kind) ?? [], said.get(kind) ?? []),
  )
}

/** What a kind counts for: its register, else the opinions entered. */
const countOf = ({ stated, entered }: KindSum): number => stated ?? entered

/** Opinions not counted under a number yet. */
export const pendingOf = (opinions: readonly OpinionFact[]): OpinionFact[] =>
  opinions.filter(({ merged_no }) => merged_no === null)

export interface Counts {
  /** 条次 as put. */
  readonly raw: number
  /** 条 after merging. */
  readonly merged: number
}

/** Opinions entered one by one go before numbers reported for whole channels. */
export function countsOf({ channels, opinions }: Pick<UnitOpinions, 'channels' | 'opinions'>): Counts {
  if (opinions.length > 0) {
    const numbers = new Set(opinions.flatMap(({ merged_no }) => merged_no ?? []))
    return { raw: sumTimes(opinions), merged: numbers.size }
  }
  const kinds = kindsOf(channels, [])
  return {
    raw: kinds.reduce((sum, kind) => sum + countOf(kind), 0),
    merged: kinds.reduce((sum, { merged }) => sum + (merged ?? 0), 0),
  }
}

export const familiesOf = (kinds: readonly KindSum[]): ChannelFamily[] =>
  channelFamilies.filter((family) => kinds.some((kind) => kind.family === family))

/** What is said about a member, and whether he has been told. */
export interface MemberFeedback {
  readonly person: NamedPerson
  readonly raw: number
  /** 条: opinions under one number are one. */
  readonly items: number
  readonly kind: '反馈' | '未征求到意见' | null
  readonly on: string | null
  readonly row: FeedbackRow | undefined
}

const itemsOf = (rows: readonly OpinionFact[]): number =>
  new Set(rows.map(({ id, merged_no }) => merged_no ?? id)).size

/** A list of opinions that dates every line about a member tells that he was told. */
function dayInList(rows: readonly OpinionFact[]): string | null {
  const days = rows.map(({ fed_back_on }) => fed_back_on)
  return rows.length === 0 || days.includes(null)
    ? null
    : (days
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null)
}

export function feedbackLines({ people, opinions, feedback }: UnitOpinions): MemberFeedback[] {
  const about = groupBy(opinions, ({ member_id }) => member_id)
  return people.map((person) => {
    const own = about.get(person.id) ?? []
    const row = feedback.get(person.id)
    const inList = dayInList(own)
    const kind = row?.kind ?? (inList === null ? null : '反馈')
    return {
      person,
      raw: sumTimes(own),
      items: itemsOf(own),
      kind,
      on: row?.on_day ?? inList,
      row,
    }
  })
}

/** Told, or on record as somebody nothing was said about. */
export const isSettled = ({ items, kind }: MemberFeedback): boolean =>
  items === 0 ? kind === '未征求到意见' : kind === '反馈'

export interface TalkFact {
  readonly row: TalkRow
  readonly people: ReadonlySet<string>
  readonly partners: readonly string[]
  readonly isGroup: boolean
}

export const talkFacts = (talks: readonly TalkRow[]): TalkFact[] =>
  talks.map((row) => {
    const partners = splitNames(row.partners)
    return { row, partners, people: new Set([row.talker, ...partners]), isGroup: row.kind === '集体谈心' }
  })

/** How a talk names the secretary; '' when the roster has none. */
export const secretaryOf = ({ unit, people }: UnitOpinions): string =>
  people.find(({ name }) => name === unit.secretary)?.called ?? unit.secretary

const KEYS = [
  'opinion.families',
  'opinion.feedback',
  'talk.secretary',
  'talk.member.min',
  'talk.group.min',
] as const

/** The limits of as this town has them. */
export const settingsOf = (campaign: CampaignSettings): LimitSettings =>
  Object.fromEntries(
    KEYS.map((key) => {
      const basis = campaign.changes.get(key)?.basis
      const source = basis === undefined ? {} : { source: { title: basis } }
      return [key, { value: campaign.limit(key), ...source }]
    }),
  )

/** Only forms come back, so only theirs are compared. */
export function judgeUnitChannels(facts: UnitOpinions, settings: LimitSettings): Verdict {
  const kinds = kindsOf(facts.channels, facts.opinions)
  if (kinds.length === 0) return notAssessed('R-36', '还没有登记征求意见的渠道和意见。')
  const nameless = facts.opinions.filter(
    ({ object, member_id }) => object === '党员个人' && member_id === null,
  )
  return judgeChannels(
    {
      channels: kinds.map((kind) => ({
        name: kind.kind,
        family: kind.family,
        ...(kind.family === '书面' && kind.issued !== null ? { issued: kind.issued } : {}),
        ...(kind.family === '书面' && kind.returned !== null ? { returned: kind.returned } : {}),
        opinions: countOf(kind),
      })),
      ...(facts.opinions.length > 0 ? { total: sumTimes(facts.opinions) } : {}),
      withoutObject: nameless.length,
    },
    withSettings(channelLimits, settings),
  )
}

/** */
export function judgeUnitFeedback(facts: UnitOpinions, settings: LimitSettings): Verdict {
  if (facts.opinions.length === 0 && facts.feedback.size === 0)
    return notAssessed('R-37', '还没有登记意见，也没有反馈记录。')
  const members = feedbackLines(facts).map(({ person, items, kind, on }) => ({
    name: person.called,
    opinions: items,
    ...(kind === '反馈' && on !== null ? { fedBackOn: on } : {}),
    recordedNone: kind === '未征求到意见',
  }))
  const meetingOn = facts.meeting?.on
  return judgeFeedback(
    { members, ...(meetingOn === undefined ? {} : { meetingOn }) },
    withSettings(feedbackLimits, settings),
  )
}

/** */
export function judgeUnitTalks(facts: UnitOpinions, settings: LimitSettings): Verdict {
  if (facts.talks.length === 0) return notAssessed('R-38', '还没有登记谈心谈话。')
  const secretary = secretaryOf(facts)
  if (secretary === '') return notAssessed('R-38', '名册上没有书记，不能判断书记谈心覆盖。请先补填书记。')
  const talks = talkFacts(facts.talks).map(({ row, partners, isGroup }) => ({
    kind: isGroup ? ('集体' as const) : ('个别' as const),
    talker: row.talker,
    partners,
  }))
  return judgeTalks(
    { secretary, members: facts.people.map(({ called }) => called), talks },
    withSettings(talkLimits, settings),
  )
}
