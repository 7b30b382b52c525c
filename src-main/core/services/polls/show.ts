// A unit's rounds as the panel shows them: numbers, counts, verdicts, what may be done next and what to mind.
import { basisText, workListByKey } from '#shared/campaign/index.ts'
import type { Counting, PollBar, PollPanel, PollRound } from '#shared/contract/polls.ts'
import { pollPhaseKey } from '#shared/ledgers/polls.ts'
import { actionsFrom, pollMachine } from '#shared/rules/machines.ts'
import {
  differencesOf,
  gradeByLabel,
  gradeLabels,
  reasonsAgainstRound,
  usualKind,
  type GradeKey,
  type PollKind,
} from '#shared/rules/poll-action.ts'
import { barOf } from '#shared/rules/poll-verdicts.ts'
import { limitText } from '#shared/rules/share.ts'
import { RepresentativeKind, GradeKey as GradeKeySchema } from '#shared/contract/polls.ts'
import { NotFound } from '../../refusal.ts'
import type { Context } from '../../context.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { readUnits, unitById } from '../plans/units.ts'
import {
  basisOfLimit,
  countIn,
  gradesOf,
  groupPeople,
  limitSettings,
  namesIn,
  pollById,
  pollStepsOf,
  phaseLabel,
  roundsOf,
  stageStart,
  talliesOf,
  witnessesIn,
  type Db,
  type PollRow,
  type PollStepRow,
  type TallyRow,
} from './store.ts'
import { isCovered, isFailed, shownVerdicts } from './verdicts.ts'

function countingOf(row: PollRow, tallies: readonly TallyRow[], which: 1 | 2): Counting {
  const [counter, stored] =
    which === 1 ? [row.first_counter, row.first_count] : [row.second_counter, row.second_count]
  const tally = tallies.find((each) => each.which === which)
  if (stored !== null) {
    const areBothDone = row.first_count !== null && row.second_count !== null
    return { which, counter, state: '已点完', numbers: areBothDone ? countIn(stored) : null }
  }
  if (tally === undefined) return { which, counter: null, state: '未点', numbers: null }
  return { which, counter: tally.counter, state: '点票中', numbers: countIn(tally.numbers) }
}

/** What asks for attention; nothing here keeps a step from being taken. */
function hintsOf(row: PollRow, campaign: CampaignSettings): string[] {
  const hints: string[] = []
  const least = campaign.limit('poll.turnout')
  const { expected, attended, issued } = row
  if (least !== null && expected !== null && attended !== null && attended * 100 <= least * expected)
    hints.push(`实参加${attended}人，没有超过应参加${expected}人的${least}%，人太少不能说明问题，宜改期。`)
  if (issued !== null && attended !== null && issued > attended)
    hints.push(`发出票${issued}多于实参加${attended}人，请核对；剩余的票应当场作废。`)
  const present = namesIn(row.supervised_by).length
  const needed = campaign.limit('poll.witness')
  if (needed !== null && present > 0 && present < needed)
    hints.push(`到场督导人员${present}人，应不少于${needed}人。`)
  const { counters } = witnessesIn(row.witnesses)
  if (row.first_counter !== null && counters.length > 0 && !counters.includes(row.first_counter))
    hints.push(`第一次计票人${row.first_counter}不在推选的计票人名单中。`)
  return hints
}

const detailsOf = (row: PollRow): PollRound['details'] => ({
  date: row.date,
  scope: row.scope ?? '',
  expected: row.expected,
  attended: row.attended,
  heldBy: row.held_by ?? '',
  supervisedBy: namesIn(row.supervised_by),
  ...witnessesIn(row.witnesses),
  materialsOn: row.materials_on,
  categories: namesIn(row.categories).flatMap((name) => RepresentativeKind.safeParse(name).data ?? []),
  checks: namesIn(row.checks),
  makeupNote: row.makeup_note ?? '',
  makeupOn: row.makeup_on,
  remark: row.remark ?? '',
})

const toStep = (step: PollStepRow): PollRound['steps'][number] => ({
  action: pollMachine.actions.find((each) => each === step.action) ?? '统计',
  to: step.to_state,
  on: step.on_day,
  person: step.person,
  text: step.text,
})

function toRound(
  row: PollRow,
  steps: readonly PollStepRow[],
  tallies: readonly TallyRow[],
  campaign: CampaignSettings,
): PollRound {
  const covered = isCovered(row, campaign)
  const counts: [Counting, Counting] = [countingOf(row, tallies, 1), countingOf(row, tallies, 2)]
  const [first, second] = [countIn(row.first_count), countIn(row.second_count)]
  const shown: [Counting, Counting] = covered
    ? [
        { ...counts[0], numbers: null },
        { ...counts[1], numbers: null },
      ]
    : counts
  return {
    id: row.id,
    rowVersion: row.row_version,
    round: Number(row.round),
    state: row.state,
    details: detailsOf(row),
    issued: row.issued,
    returned: row.returned,
    valid: row.valid,
    invalid: row.invalid,
    grades: row.valid === null || covered ? null : gradesOf(row),
    isCovered: covered,
    counts: shown,
    differences: first === null || second === null || covered ? null : differencesOf(first, second),
    verdicts: shownVerdicts(row, campaign),
    confirmedOn: row.confirmed_on,
    confirmedBy: row.confirmed_by,
    voidReason: row.void_reason,
    voidBy: row.void_by,
    reportedOn: row.reported_on,
    reportedAt: row.reported_at,
    reportNo: row.report_no,
    steps: steps.map(toStep),
    actions: actionsFrom(pollMachine, row.state),
    hints: hintsOf(row, campaign),
  }
}

/** One round as it stands now. */
export async function showRound(context: Context, id: string): Promise<PollRound> {
  const db = context.db.read
  const row = await pollById(db, id)
  return toRound(row, await pollStepsOf(db, [id]), await talliesOf(db, id), context.campaign)
}

const sides: Readonly<Record<GradeKey, PollPanel['grades'][number]['side']>> = {
  satisfied: '满意',
  fairly: '满意',
  basic: '满意',
  less: '不满意',
  dissatisfied: '不满意',
  abstained: '弃权',
}

/** The grades of this campaign's ballot, in its order. */
export function campaignGrades(campaign: CampaignSettings): PollPanel['grades'] {
  const { value } = campaign.threshold('poll.grades')
  const labels = value.kind === 'choices' ? value.choices : []
  return labels.flatMap((label) => {
    const key = gradeByLabel(label)
    return key === undefined
      ? []
      : [{ key: GradeKeySchema.parse(key), label: gradeLabels[key], side: sides[key] }]
  })
}

function barShown(context: Context, kind: PollKind, phase: string): PollBar {
  const bar = barOf({ kind, phase }, limitSettings(context.campaign))
  return {
    name: bar.name,
    value: typeof bar.value === 'number' ? bar.value : null,
    per: bar.per ?? 100,
    comparator: bar.comparator === '>' || bar.comparator === '<' ? bar.comparator : '≥',
    text: limitText(bar),
    basis: basisOfLimit(context, bar.key),
  }
}

async function subjectName(db: Db, orgId: string, subjectId: string | null): Promise<string | null> {
  if (subjectId === null) return null
  const row = await db
    .selectFrom('member')
    .select('name')
    .where('id', '=', subjectId)
    .where('org_id', '=', orgId)
    .executeTakeFirst()
  if (row === undefined) throw new NotFound('这名党员')
  return row.name
}

export interface PanelInput {
  readonly orgId: string
  readonly phase: string
  readonly kind: PollKind | null
  readonly subjectId: string | null
}

/** The kind asked for, else the usual one: a member's analysis, or what the phase asks about. */
export const kindAsked = ({ kind, subjectId, phase }: Omit<PanelInput, 'orgId'>): PollKind =>
  kind ?? (subjectId === null ? usualKind(phase) : '党性分析材料')

/** All rounds of a unit in a phase. Throws NotFound; refuses the preparation, which has no polls. */
export async function showPanel(context: Context, input: PanelInput): Promise<PollPanel> {
  const db = context.db.read
  const unit = unitById(await readUnits(context, db), input.orgId)
  const kind = kindAsked(input)
  const rows = await roundsOf(db, { ...input, kind })
  const steps =
    rows.length === 0
      ? []
      : await pollStepsOf(
          db,
          rows.map(({ id }) => id),
        )
  const rounds: PollRound[] = []
  for (const row of rows)
    rounds.push(
      toRound(
        row,
        steps.filter((step) => step.poll_id === row.id),
        await talliesOf(db, row.id),
        context.campaign,
      ),
    )
  const last = rows.at(-1)
  const needsMakeup = rows.some((row) => isFailed(row, context.campaign))
  const lastRound =
    last === undefined
      ? null
      : { round: Number(last.round), state: last.state, date: last.date, isFailed: false }
  const { template } = context.campaign
  return {
    orgId: unit.id,
    unit: unit.shortName,
    phase: pollPhaseKey(phaseLabel(input.phase)),
    phaseName: template.phases.find(({ key }) => key === input.phase)?.name ?? '',
    kind,
    subjectId: input.subjectId,
    subject: await subjectName(db, unit.id, input.subjectId),
    stageStart: await stageStart(db, context.campaign, unit.id, input.phase),
    grades: campaignGrades(context.campaign),
    bar: barShown(context, kind, input.phase),
    rounds,
    whyNoRound: reasonsAgainstRound(lastRound, { note: '', on: null }, context.today),
    needsMakeup,
    groupMembers: await groupPeople(db),
    procedure: workListByKey(template, 'poll').items.map(({ code, stage, text, record, basis }) => ({
      code,
      stage,
      text,
      record,
      basis: basisText(basis),
    })),
  }
}
