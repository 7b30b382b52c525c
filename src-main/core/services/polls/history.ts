// Takes over polls that were held before: confirmed rounds with their way, as a storyline or an older record tells them.
import { sumOf, type Grades, type PollKind } from '#shared/rules/poll-action.ts'
import { pollMachine, stepFrom, type PollState } from '#shared/rules/machines.ts'
import type { PhaseKey } from '#shared/campaign/index.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal } from '../../db/journal.ts'
import type { CampaignSettings } from '../campaign-settings.ts'
import { phaseLabel, type PollRow } from './store.ts'
import { factsOf } from './verdicts.ts'

export interface PollHistory {
  readonly orgId: string
  readonly phase: PhaseKey
  /** 阶段满意度 when not said. */
  readonly kind?: PollKind
  readonly round: number
  /** Civil day; also of the confirmation. */
  readonly date: string
  readonly scope: string
  readonly issued: number
  readonly returned: number
  readonly invalid: number
  readonly grades: Grades
  readonly heldBy: string
  readonly supervisedBy: readonly string[]
  readonly materialsOn: string
  readonly categories: readonly string[]
  readonly makeup: { readonly note: string; readonly on: string } | null
  readonly reported: { readonly on: string; readonly at: string | null } | null
  readonly remark: string | null
}

const WAY = ['发票', '收回', '统计', '确认'] as const

function rowOf(journal: Journal, campaign: CampaignSettings, poll: PollHistory) {
  const [confirmer] = poll.supervisedBy
  if (confirmer === undefined) throw new RangeError('a confirmed poll without anybody of the group')
  const stored = {
    id: uuidV7(journal.context.now()),
    initials: '',
    org_id: poll.orgId,
    kind: poll.kind ?? ('阶段满意度' as const),
    phase: phaseLabel(poll.phase),
    subject_id: null,
    round: String(poll.round),
    date: poll.date,
    scope: poll.scope,
    attended: poll.issued,
    issued: poll.issued,
    returned: poll.returned,
    valid: sumOf(poll.grades),
    invalid: poll.invalid,
    satisfied: poll.grades.satisfied ?? 0,
    basic: poll.grades.basic ?? 0,
    dissatisfied: poll.grades.dissatisfied ?? 0,
    abstained: poll.grades.abstained ?? 0,
    remark: poll.remark,
    state: '已确认' as const,
    held_by: poll.heldBy,
    supervised_by: JSON.stringify(poll.supervisedBy),
    materials_on: poll.materialsOn,
    categories: JSON.stringify(poll.categories),
    makeup_note: poll.makeup?.note ?? null,
    makeup_on: poll.makeup?.on ?? null,
    confirmed_on: poll.date,
    confirmed_by: confirmer,
    reported_on: poll.reported?.on ?? null,
    reported_at: poll.reported?.at ?? null,
    report_no: null,
  }
  const judged = { ...stored, fairly: null, less: null, facts: null } as unknown as PollRow
  return { ...stored, facts: factsOf(judged, campaign) }
}

/** Stores confirmed polls with their steps, in few statements. */
export async function importPolls(
  journal: Journal,
  campaign: CampaignSettings,
  polls: readonly PollHistory[],
): Promise<void> {
  const rows = polls.map((poll) => rowOf(journal, campaign, poll))
  await journal.addMany('poll', rows)
  await journal.addMany(
    'poll_step',
    rows.flatMap((row) => {
      let state: PollState = pollMachine.initial
      return WAY.map((action) => {
        const from = state
        state = stepFrom(pollMachine, from, action)?.to ?? from
        return {
          poll_id: row.id,
          from_state: from,
          action,
          to_state: state,
          on_day: row.date,
          person: row.confirmed_by,
          text: '',
          facts: action === '确认' ? row.facts : null,
        }
      })
    }),
  )
}
