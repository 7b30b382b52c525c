// What the rules say of a poll: as it was decided when it was confirmed, else as the limits stand today.
import * as z from 'zod'
import type { PollVerdict } from '#shared/contract/polls.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { verdictsOn } from '#shared/rules/poll-verdicts.ts'
import { satisfiedIn, dissatisfiedIn } from '#shared/rules/poll-action.ts'
import { limitText } from '#shared/rules/share.ts'
import { levelOf, type Verdict } from '#shared/rules/verdict.ts'
import { judgeRepresentatives } from '#shared/rules/vote.ts'
import { percentText } from '#shared/text/rate.ts'
import { RepresentativeKind } from '#shared/contract/polls.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { gradesOf, limitSettings, namesIn, type PollRow } from './store.ts'
import { withSettings } from '#shared/rules/limits.ts'
import { representativeLimits } from '#shared/rules/vote.ts'

/** What stands in `facts`: whole verdicts with numbers and limits. */
const StoredVerdict = z.object({
  rule: z.string(),
  outcome: z.enum(['pass', 'fail', 'not-assessed']),
  level: z.enum(['错误', '警告', '提示']).nullish(),
  reason: z.string(),
  limits: z
    .array(
      z.looseObject({
        name: z.string(),
        value: z.union([z.number(), z.string(), z.null()]),
        per: z.number().optional(),
        unit: z.string(),
        comparator: z.string(),
        source: z.looseObject({ title: z.string(), quote: z.string().optional() }),
      }),
    )
    .optional(),
})
const StoredFacts = z.object({ verdicts: z.array(StoredVerdict) })
type StoredVerdict = z.infer<typeof StoredVerdict>

/** The representatives by R-31; nothing is said of kinds of polls it does not ask about. */
function representativesVerdict(row: PollRow, campaign: CampaignSettings): Verdict[] {
  if (row.kind !== '阶段满意度' || row.date === null) return []
  const categories = namesIn(row.categories).flatMap((name) => RepresentativeKind.safeParse(name).data ?? [])
  const limits = withSettings(representativeLimits, limitSettings(campaign))
  const input = {
    categories,
    pollOn: row.date,
    ...(row.materials_on === null ? {} : { materialsOn: row.materials_on }),
  }
  return [{ ...judgeRepresentatives(input, limits), limits: Object.values(limits) }]
}

/** Every verdict on the counted ballots with the limits of the town; the deciding one first, none before the count. */
export function judgeRow(row: PollRow, campaign: CampaignSettings): Verdict[] {
  if (row.valid === null) return []
  const poll = { kind: row.kind, phase: pollPhaseKey(row.phase), valid: row.valid, grades: gradesOf(row) }
  return [...verdictsOn(poll, limitSettings(campaign)), ...representativesVerdict(row, campaign)]
}

/** JSON of the verdicts a confirmation rests on. */
export const factsOf = (row: PollRow, campaign: CampaignSettings): string =>
  JSON.stringify({
    valid: row.valid,
    satisfied: satisfiedIn(gradesOf(row)),
    dissatisfied: dissatisfiedIn(gradesOf(row)),
    verdicts: judgeRow(row, campaign),
  })

const storedVerdicts = (facts: string): StoredVerdict[] => StoredFacts.parse(JSON.parse(facts)).verdicts

const levelIn = (verdict: Verdict): StoredVerdict['level'] => levelOf(verdict)

const live = (row: PollRow, campaign: CampaignSettings): StoredVerdict[] =>
  judgeRow(row, campaign).map((verdict) => ({
    rule: verdict.rule,
    outcome: verdict.outcome,
    level: levelIn(verdict),
    reason: verdict.reason,
    limits: verdict.limits?.map((each) => ({ ...each, source: { ...each.source } })),
  }))

/** So few ballots that a person could be recognised by them. */
export function isCovered(row: Pick<PollRow, 'valid' | 'state'>, campaign: CampaignSettings): boolean {
  const line = campaign.limit('poll.small')
  const isShown = row.state === '已确认' || row.state === '作废'
  return isShown && line !== null && row.valid !== null && row.valid > 0 && row.valid < line
}

const coveredWords: Readonly<Record<PollVerdict['outcome'], string>> = {
  pass: '通过',
  fail: '没有通过',
  'not-assessed': '不作判定',
}

function toView(verdict: StoredVerdict, covered: boolean): PollVerdict {
  const [limit] = verdict.limits ?? []
  return {
    rule: verdict.rule,
    outcome: verdict.outcome,
    level: verdict.outcome === 'fail' ? (verdict.level ?? '错误') : null,
    reason:
      covered && verdict.rule !== 'R-31'
        ? `${coveredWords[verdict.outcome]}。票数很少，不显示各档票数。`
        : verdict.reason,
    limit: limit === undefined ? '' : limitWords(limit),
    basis: limit === undefined ? '' : basisWords(limit.source),
  }
}

type StoredLimit = NonNullable<StoredVerdict['limits']>[number]

const limitWords = ({ comparator, value, per, unit, name }: StoredLimit): string => {
  const limit = {
    name,
    value,
    unit,
    comparator: '≥' as const,
    source: { title: '' },
    ...(per === undefined ? {} : { per }),
  }
  return `${comparator}${limitText(limit)}`
}

const basisWords = ({ title, quote }: StoredLimit['source']): string =>
  quote === undefined ? title : `${title}“${quote}”`

/** What people see: a confirmed poll keeps the verdict it was confirmed with, a year later as on the day. */
export function shownVerdicts(row: PollRow, campaign: CampaignSettings): PollVerdict[] {
  const covered = isCovered(row, campaign)
  const verdicts = row.facts === null ? live(row, campaign) : storedVerdicts(row.facts)
  // Whether the count of abstentions matters says how many abstained.
  const told = covered ? verdicts.filter(({ rule }) => rule !== 'R-32b') : verdicts
  return told.map((verdict) => toView(verdict, covered))
}

/** Whether the deciding verdict stands in the way; a poll that is not confirmed decides nothing. */
export const isFailed = (row: PollRow, campaign: CampaignSettings): boolean =>
  row.state === '已确认' && judgeRow(row, campaign)[0]?.outcome === 'fail'

/** Ballots in words for lists: 13/128（10.16%）; covered where so few voted. */
export const shareWords = (row: PollRow, campaign: CampaignSettings): string => {
  if (isCovered(row, campaign) || row.valid === null) return '—'
  const part = dissatisfiedIn(gradesOf(row))
  return `${part}/${row.valid}（${percentText(part, row.valid)}）`
}
