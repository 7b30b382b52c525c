// Takes over findings and inspections that were handled before: many in one go, each with the way it has gone.
import type { Campaign, CheckResult, PhaseKey } from '#shared/campaign/index.ts'
import { Correction, Severity } from '#shared/contract/findings.ts'
import { findingMachine, type FindingState } from '#shared/rules/machines.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { SelfResult } from '../../db/inspection-tables.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { freeze, templatesOf } from '../inspections/checklists.ts'
import { itemsOfCampaign } from './form.ts'

export interface FindingHistory {
  readonly no: string
  readonly orgId: string
  /** The inspection it comes from, when that is taken over as well. */
  readonly inspectionId?: string | null
  readonly foundOn: string
  readonly item: string
  readonly category: string
  readonly severity: string
  readonly correction: string
  readonly dueOn: string
  /** The due day it went out with; later ones came with a return. */
  readonly firstDueOn?: string
  readonly owner: string
  readonly state: FindingState
  readonly description: string
  readonly phase: PhaseKey
  readonly foundBy: string
  readonly demand: string
  /** States in order with the day each was reached; the first is 登记. */
  readonly path: readonly { readonly state: FindingState; readonly on: string }[]
  readonly feedbackOn: string | null
  readonly feedback: string
  readonly evidence: string
  readonly recheckOn: string | null
  readonly recheckBy: string | null
  readonly recheckResult: string | null
  readonly recheckText: string
  readonly reopened: number
  readonly progress: string
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

const resultOf = (text: string | null): '同意销号' | '退回重改' | null =>
  text === '同意销号' || text === '退回重改' ? text : null

function toFinding(
  row: FindingHistory,
  id: string,
  items: ReturnType<typeof itemsOfCampaign>,
): NewRecord<'finding'> {
  const item = items.find(({ code }) => code === row.item)
  return {
    id,
    no: row.no,
    inspection_id: row.inspectionId ?? null,
    org_id: row.orgId,
    phase: row.phase,
    step: item?.step ?? '',
    item_code: item?.code ?? null,
    item_text: item?.text ?? '',
    description: row.description,
    category: row.category,
    severity: Severity.parse(row.severity),
    correction: Correction.parse(row.correction),
    basis: item?.basis ?? '',
    demand: row.demand,
    found_on: row.foundOn,
    due_on: row.dueOn,
    owner: row.owner,
    inspectors: JSON.stringify([row.foundBy]),
    state: row.state,
    feedback: orNull(row.feedback),
    evidence: orNull(row.evidence),
    done_on: row.feedbackOn,
    recheck_on: row.recheckOn,
    recheck_by: row.recheckBy,
    recheck_result: resultOf(row.recheckResult),
    recheck_note: orNull(row.recheckText),
    reopen_count: row.reopened,
    cancel_reason: null,
    remark: row.progress,
  }
}

/** Who took a step, and with what words. */
function wordsOf(row: FindingHistory, to: FindingState): { person: string; text: string; evidence: string } {
  if (to === '已反馈') return { person: row.owner, text: row.feedback, evidence: row.evidence }
  if (to === '整改中') return { person: row.owner, text: '', evidence: '' }
  if (to === '已销号' || to === '退回重改')
    return { person: row.recheckBy ?? row.foundBy, text: row.recheckText, evidence: '' }
  return { person: row.foundBy, text: '', evidence: '' }
}

/** The steps between the states of the path. Throws RangeError for a path the machine does not have. */
function toSteps(row: FindingHistory, id: string): NewRecord<'finding_step'>[] {
  return row.path.slice(1).map(({ state, on }, i) => {
    const from = row.path[i]?.state ?? '登记'
    const step = findingMachine.steps.find((each) => each.from === from && each.to === state)
    if (step === undefined) throw new RangeError(`${row.no}: no step from ${from} to ${state}`)
    const words = wordsOf(row, state)
    return {
      finding_id: id,
      from_state: from,
      action: step.action,
      to_state: state,
      on_day: on,
      ...words,
    }
  })
}

/** Stores findings with their steps, in few statements; answers with their ids by number. */
export async function importFindings(
  journal: Journal,
  campaign: Campaign,
  rows: readonly FindingHistory[],
): Promise<ReadonlyMap<string, string>> {
  const items = itemsOfCampaign(campaign)
  const now = journal.context.now()
  const ids = new Map(rows.map((row) => [row.no, uuidV7(now)]))
  const idOf = (row: FindingHistory): string => ids.get(row.no) ?? uuidV7(now)
  await journal.addMany(
    'finding',
    rows.map((row) => toFinding(row, idOf(row), items)),
  )
  await journal.addMany(
    'finding_step',
    rows.flatMap((row) => toSteps(row, idOf(row))),
  )
  return ids
}

export interface InspectionHistory {
  readonly orgId: string
  readonly phase: PhaseKey
  readonly startedOn: string
  readonly state: '进行中' | '已完成'
  readonly finishedOn?: string | null
  readonly people: readonly string[]
  readonly methods: readonly string[]
  readonly summary?: string
  readonly confirmedBy?: string
  readonly items: readonly {
    readonly code: string
    /** '' while the unit has said nothing. */
    readonly self: SelfResult | ''
    readonly result: CheckResult
    /** Why, where the result is 不适用. */
    readonly note: string
  }[]
}

/** Stores an inspection by the checklist of its phase; answers with its id. */
export async function importInspection(
  journal: Journal,
  campaign: Campaign,
  row: InspectionHistory,
): Promise<string> {
  const template = templatesOf(campaign).find(
    ({ phase, kind }) => phase === row.phase && kind === '检查验收清单',
  )
  if (template === undefined) throw new RangeError(`no checklist for phase ${row.phase}`)
  const list = await freeze(journal, template)
  const id = await journal.add('inspection', {
    org_id: row.orgId,
    phase: row.phase,
    date: row.startedOn,
    methods: JSON.stringify(row.methods),
    people: JSON.stringify(row.people),
    checklist_id: list.id,
    template_key: template.key,
    summary: row.summary ?? '',
    confirmed_by: row.confirmedBy ?? '',
    state: row.state,
    finished_on: row.state === '已完成' ? (row.finishedOn ?? row.startedOn) : null,
  })
  const position = new Map(template.lines.map((line, i) => [line.code, i]))
  await journal.addMany(
    'inspection_item',
    row.items.map((item) => ({
      inspection_id: id,
      position: position.get(item.code) ?? template.lines.length,
      item_code: item.code,
      self_result: item.self === '' ? null : item.self,
      result: item.result,
      note: item.note,
      evidence: '',
      reason: item.result === '不适用' ? item.note : null,
      judged_at: item.result === '未查' ? null : row.startedOn,
      judged_by: item.result === '未查' ? null : (row.people[0] ?? ''),
    })),
  )
  return id
}
