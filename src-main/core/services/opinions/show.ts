// The units with their four steps, and one unit with all that its page shows.
import type {
  ChannelLine,
  FeedbackLine,
  MergedLine,
  OpinionBoard,
  OpinionLine,
  OpinionStep,
  OpinionUnit,
  OpinionVerdict,
  TalkCover,
  TalkLine,
} from '#shared/contract/opinions.ts'
import { familyOf } from '#shared/ledgers/opinions.ts'
import { ruleById } from '#shared/rules/registry.ts'
import { channelFamilies } from '#shared/rules/opinions.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { formatRate } from '#shared/text/rate.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { basisOfRule } from '../reviews/show.ts'
import {
  familiesOf,
  feedbackLines,
  hasBegun,
  hasRecords,
  isSettled,
  judgeUnitChannels,
  judgeUnitFeedback,
  judgeUnitTalks,
  kindsOf,
  opinionsOfUnit,
  pendingOf,
  readOpinions,
  secretaryOf,
  settingsOf,
  talkFacts,
  type KindSum,
  type NamedPerson,
  type TalkFact,
  type UnitOpinions,
} from './facts.ts'
import { figuresOf, type OpinionFigures } from './figures.ts'
import {
  mergesOf,
  opinionsOf,
  sumTimes,
  timesOf,
  type ChannelRow,
  type MergeRow,
  type OpinionRow,
} from './store.ts'

function channelStep({ families, channels }: OpinionFigures): OpinionStep {
  if (channels === 0) return { name: '渠道', state: 'none', tip: '还没有登记渠道' }
  const isWhole = families >= channelFamilies.length
  return {
    name: '渠道',
    state: isWhole ? 'ok' : 'doing',
    tip: `渠道${channels}种，${families}/${channelFamilies.length}类`,
  }
}

function mergeStep({ raw, merged, pending }: OpinionFigures): OpinionStep {
  if (raw === 0) return { name: '归并', state: 'none', tip: '还没有登记意见' }
  if (pending > 0) return { name: '归并', state: 'doing', tip: `还有${pending}条没有归并` }
  return { name: '归并', state: merged > 0 ? 'ok' : 'doing', tip: `${raw}条次梳理为${merged}条` }
}

function feedbackStep({ fedBack, members, hasOpinions }: OpinionFigures): OpinionStep {
  if (members === 0) return { name: '反馈', state: 'na', tip: '没有党员' }
  if (!hasOpinions) return { name: '反馈', state: 'none', tip: '还没有登记意见' }
  const state = fedBack >= members ? 'ok' : fedBack === 0 ? 'none' : 'doing'
  return { name: '反馈', state, tip: `已反馈或记载${formatRate(fedBack, members)}` }
}

function talkStep({ talkedBySecretary, others, talked, members, hasTalks }: OpinionFigures): OpinionStep {
  if (members === 0) return { name: '谈心', state: 'na', tip: '没有党员' }
  if (!hasTalks) return { name: '谈心', state: 'none', tip: '还没有登记谈心' }
  const isWhole = talkedBySecretary >= others && talked >= others
  return {
    name: '谈心',
    state: isWhole ? 'ok' : 'doing',
    tip: `书记已谈${formatRate(talkedBySecretary, others)}，参加过谈心${talked}/${members}人`,
  }
}

function toUnit(facts: UnitOpinions): OpinionUnit {
  const figures = figuresOf(facts)
  return {
    orgId: facts.unit.id,
    unit: facts.unit.shortName,
    unitType: facts.unit.unitType,
    initials: facts.unit.initials,
    hasBegun: hasBegun(facts),
    hasRecords: hasRecords(facts),
    members: figures.members,
    raw: figures.raw,
    merged: figures.merged,
    steps: [channelStep(figures), mergeStep(figures), feedbackStep(figures), talkStep(figures)],
  }
}

export async function listUnits(context: Context): Promise<OpinionUnit[]> {
  return (await readOpinions(context, context.db.read)).map(toUnit)
}

function toVerdict(verdict: Verdict): OpinionVerdict {
  return {
    rule: verdict.rule,
    title: ruleById(verdict.rule)?.title ?? '',
    outcome: verdict.outcome,
    reason: verdict.reason,
    details: [...(verdict.details ?? [])],
    basis: basisOfRule(verdict.rule),
  }
}

const rateOf = (kind: string, issued: number | null, returned: number | null): string =>
  kind === '书面' && issued !== null && returned !== null && returned <= issued
    ? formatRate(returned, issued)
    : ''

const registered = (row: ChannelRow, entered: number | null): ChannelLine => ({
  id: row.id,
  rowVersion: row.row_version,
  kind: row.kind,
  family: familyOf(row.kind),
  from: row.from_on ?? '',
  until: row.until_on ?? '',
  issued: row.issued,
  returned: row.returned,
  rate: rateOf(familyOf(row.kind), row.issued, row.returned),
  stated: row.opinions,
  entered,
  merged: row.merged,
  scope: row.scope ?? '',
  remark: row.remark ?? '',
})

const unregistered = (sum: KindSum): ChannelLine => ({
  id: null,
  rowVersion: null,
  kind: sum.kind,
  family: sum.family,
  from: '',
  until: '',
  issued: sum.issued,
  returned: sum.returned,
  rate: rateOf(sum.family, sum.issued, sum.returned),
  stated: null,
  entered: sum.entered,
  merged: null,
  scope: '',
  remark: '',
})

/** What was entered is known by kind only, so that it stands once. */
const channelLines = (kinds: readonly KindSum[]): ChannelLine[] =>
  kinds.flatMap((sum) =>
    sum.rows.length === 0
      ? [unregistered(sum)]
      : sum.rows.map((row, i) => registered(row, i === 0 ? sum.entered : null)),
  )

function matrixOf(opinions: readonly OpinionRow[]): OpinionBoard['matrix'] {
  return [...groupBy(opinions, ({ channel }) => channel)].map(([kind, rows]) => ({
    kind,
    counts: Object.fromEntries(
      [...groupBy(rows, ({ object }) => object)].map(([object, some]) => [object, sumTimes(some)]),
    ),
    total: sumTimes(rows),
  }))
}

const toOpinion = (row: OpinionRow, names: ReadonlyMap<string, string>): OpinionLine => ({
  id: row.id,
  rowVersion: row.row_version,
  channel: row.channel,
  object: row.object,
  memberId: row.member_id,
  member: row.member_id === null ? '' : (names.get(row.member_id) ?? '（已不在本支部花名册）'),
  text: row.text,
  category: row.category ?? '',
  times: timesOf(row),
  mergedNo: row.merged_no,
  fedBackOn: row.fed_back_on,
})

const byNumber = (a: string, b: string): number => a.localeCompare(b, 'zh', { numeric: true })

/** The merged opinions of a unit, in the order of their numbers. */
export function mergedLines(
  opinions: readonly OpinionRow[],
  merges: readonly MergeRow[],
  names: ReadonlyMap<string, string>,
): MergedLine[] {
  const words = new Map(merges.map(({ no, text }) => [no, text]))
  const numbered = opinions.flatMap((row) => (row.merged_no === null ? [] : [{ no: row.merged_no, row }]))
  return [...groupBy(numbered, ({ no }) => no)]
    .map(([no, lines]) => {
      const rows = lines.map(({ row }) => row)
      return {
        no,
        text: words.get(no) ?? rows[0]?.text ?? '',
        isReworded: words.has(no),
        objects: [...new Set(rows.map(({ object }) => object))],
        members: [
          ...new Set(
            rows.flatMap(({ member_id }) => (member_id === null ? [] : [names.get(member_id) ?? ''])),
          ),
        ],
        times: sumTimes(rows),
        ids: rows.map(({ id }) => id),
      }
    })
    .toSorted((a, b) => byNumber(a.no, b.no))
}

function toFeedback(facts: UnitOpinions): FeedbackLine[] {
  const meetingOn = facts.meeting?.on
  return feedbackLines(facts).map((line) => ({
    memberId: line.person.id,
    name: line.person.called,
    initials: line.person.initials,
    post: line.person.post,
    raw: line.raw,
    items: line.items,
    kind: line.kind,
    on: line.on,
    manner: line.row?.manner ?? '',
    person: line.row?.person ?? '',
    isLate: line.kind === '反馈' && line.on !== null && meetingOn !== undefined && line.on > meetingOn,
    since: line.row === undefined ? 0 : Math.max(0, line.items - line.row.opinions),
    isSettled: isSettled(line),
  }))
}

const toTalk = ({ row, partners }: TalkFact): TalkLine => ({
  id: row.id,
  rowVersion: row.row_version,
  talker: row.talker,
  partners: [...partners],
  kind: row.kind,
  on: row.talked_on ?? '',
  place: row.place ?? '',
  points: row.points ?? '',
})

const dayOf = ({ row }: TalkFact): string => row.talked_on ?? ''

function coverOf(person: NamedPerson, secretary: string, talks: readonly TalkFact[]): TalkCover {
  const own = talks.filter(({ people }) => people.has(person.called))
  const days = own.map(dayOf).toSorted()
  const alone = own.filter(({ isGroup, people }) => !isGroup && people.has(secretary)).map(dayOf)
  return {
    memberId: person.id,
    name: person.called,
    initials: person.initials,
    post: person.post,
    isSecretary: person.called === secretary,
    bySecretary: alone.length === 0 ? null : (alone.toSorted()[0] ?? ''),
    times: own.length,
    lastOn: days.at(-1) ?? '',
  }
}

/** Whom the roster of the unit does not have; those a member of the public is talked with are none of it. */
function unknownNames(
  people: readonly NamedPerson[],
  secretary: string,
  talks: readonly TalkFact[],
): string[] {
  const known = new Set([...people.map(({ called }) => called), secretary])
  const among = talks.filter(({ row }) => row.kind !== '党员与群众').flatMap(({ partners }) => partners)
  return [...new Set(among.filter((name) => !known.has(name)))]
}

/** Whoever has not been talked with comes first. */
const byNeed = (a: TalkCover, b: TalkCover): number =>
  Number(a.isSecretary) - Number(b.isSecretary) ||
  Number(a.bySecretary !== null) - Number(b.bySecretary !== null) ||
  Math.min(a.times, 1) - Math.min(b.times, 1)

/** One unit. Throws NotFound. */
export async function showBoard(context: Context, orgId: string): Promise<OpinionBoard> {
  const db = context.db.read
  const [facts, opinions, merges] = await Promise.all([
    opinionsOfUnit(context, db, orgId),
    opinionsOf(db, orgId),
    mergesOf(db, orgId),
  ])
  const settings = settingsOf(context.campaign)
  const kinds = kindsOf(facts.channels, facts.opinions)
  const covered = familiesOf(kinds)
  const talks = talkFacts(facts.talks)
  const secretary = secretaryOf(facts)
  const names = new Map(facts.people.map(({ id, called }) => [id, called]))
  return {
    unit: toUnit(facts),
    fullName: facts.unit.fullName,
    secretary,
    phaseStart: facts.stage?.started_on ?? null,
    meeting: facts.meeting,
    verdicts: [
      judgeUnitChannels(facts, settings),
      judgeUnitFeedback(facts, settings),
      judgeUnitTalks(facts, settings),
    ].map(toVerdict),
    channels: channelLines(kinds),
    missingFamilies: channelFamilies.filter((family) => !covered.includes(family)),
    unregistered: kinds.filter(({ rows }) => rows.length === 0).map(({ kind }) => kind),
    matrix: matrixOf(opinions),
    opinions: opinions.map((row) => toOpinion(row, names)),
    merged: mergedLines(opinions, merges, names),
    pending: pendingOf(facts.opinions).length,
    members: toFeedback(facts),
    talks: talks.map(toTalk).toReversed(),
    coverage: facts.people.map((person) => coverOf(person, secretary, talks)).toSorted(byNeed),
    unknownNames: unknownNames(facts.people, secretary, talks),
  }
}
