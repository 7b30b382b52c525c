// The unit's own answers: the form is opened, filled line by line or from the unit's workbook, and handed in whole.
import { checklistOf, type PhaseKey } from '#shared/campaign/index.ts'
import { reasonsAgainstFill, whyNotHandIn, type SelfResult } from '#shared/rules/self-check.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { StaleRecordError } from '../../db/errors.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { freeze, linesFor, templateByKey } from '../inspections/checklists.ts'
import { itemsOf, kindOf } from '../inspections/store.ts'
import { readUnits, unitById } from '../plans/units.ts'
import { actOnStage, stageOf, type StageRow } from '../stages/stage.ts'
import { claimOf } from './claims.ts'
import { lastRound, readRounds, selfCheckById, selfItemById, type Round, type SelfCheckRow } from './store.ts'

export interface PhaseInput {
  readonly orgId: string
  readonly phase: PhaseKey
}

const nameOf = (context: Context, phase: PhaseKey): string =>
  context.campaign.template.phases.find(({ key }) => key === phase)?.name ?? ''

/** Refuses days to come, and days before the unit began the phase. */
export function assertDay(context: Context, stage: StageRow | undefined, on: string, what: string): void {
  if (on > context.today) refuse(`${what}日期${on}还没有到，请填今天或以前的日期。`, 'on')
  const start = stage?.started_on ?? null
  if (start !== null && on < start)
    refuse(`${what}日期${on}早于本阶段开始的${start}，请核对日期，或到“日程”更正阶段的开始日期。`, 'on')
}

/** Stores an empty form: every line that concerns the unit, blank. Refuses a unit none concerns. */
async function addForm(
  context: Context,
  journal: Journal,
  input: PhaseInput & { readonly on: string },
  round: number,
): Promise<string> {
  const list = checklistOf(context.campaign.template, input.phase)
  if (list === null) return refuse(`${nameOf(context, input.phase)}阶段没有检查验收清单，不作自查和验收。`)
  const template = templateByKey(context.campaign.template, list.key)
  const unit = unitById(await readUnits(context, journal.trx), input.orgId)
  const lines = linesFor(template, kindOf(unit))
  if (lines.length === 0) refuse(`“${template.name}”中没有适用于${unit.shortName}的项目，不作自查和验收。`)
  const frozen = await freeze(journal, template)
  const id = await journal.add('self_check', {
    org_id: input.orgId,
    phase: input.phase,
    round,
    checklist_id: frozen.id,
    state: '填写中',
    begun_on: input.on,
    submitted_on: null,
    filled_by: '',
    source: 'typed',
    file_name: '',
  })
  await journal.addMany(
    'self_check_item',
    lines.map((line, position) => ({
      self_check_id: id,
      position,
      item_code: line.code,
      result: null,
      reason: '',
      note: '',
    })),
  )
  return id
}

/** What opening the form means for the stage; null where the unit had come that far before the form was entered. */
function stepToBegin(stage: StageRow | undefined, last: Round | undefined): '开始自查' | '重新自查' | null {
  if (stage?.state === '限期补课') return '重新自查'
  const isTakenOver = stage?.state === '自查中' || stage?.state === '待验收'
  if (last === undefined && isTakenOver) return null
  return '开始自查'
}

/** Opens the unit's self-check, or the next round of it after an order to make up. Refuses any other state. */
export function beginSelfCheck(
  context: Context,
  input: PhaseInput & { readonly on: string },
): Promise<string> {
  return write(context, async (journal, trx) => {
    const stage = await stageOf(trx, input.orgId, input.phase)
    assertDay(context, stage, input.on, '自查')
    const last = (await readRounds(trx, input)).at(-1)
    const decidedOn = last?.acceptance?.decided_on ?? null
    if (decidedOn !== null && input.on < decidedOn)
      refuse(`自查日期${input.on}早于责令补课的${decidedOn}，请核对。`, 'on')
    const action = stepToBegin(stage, last)
    if (action !== null)
      await actOnStage(journal, trx, context.campaign.template, {
        ...input,
        action,
        person: context.actor.name,
        text: '',
      })
    return addForm(context, journal, input, (last?.selfCheck.round ?? 0) + 1)
  })
}

export function assertFillable(check: SelfCheckRow): void {
  if (check.state === '填写中') return
  refuse(
    `第${check.round}轮自查表已于${check.submitted_on ?? ''}提请验收，不能再改。与督导结论不一致的，两边都会保留。`,
  )
}

export interface FillInput {
  /** Of the line. */
  readonly id: string
  readonly rowVersion: number
  readonly result?: SelfResult | null | undefined
  readonly reason?: string | undefined
  readonly note?: string | undefined
}

const mustMakeUp = (round: Round, code: string): boolean =>
  round.lines.find((line) => line.code === code)?.mustMakeUp ?? false

/** Saves one answer at once. Refuses forms handed in, 不适用 without a reason, and plain 达标 of what must be made up. */
export function fillItem(context: Context, input: FillInput): Promise<PhaseInput> {
  return write(context, async (journal, trx) => {
    const row = await selfItemById(trx, input.id)
    const check = await selfCheckById(trx, row.self_check_id)
    assertFillable(check)
    const round = await lastRound(trx, check.org_id, check.phase)
    const result = input.result === undefined ? row.result : input.result
    const reason = (input.reason ?? row.reason).trim()
    const line = { code: row.item_code, mustMakeUp: mustMakeUp(round, row.item_code) }
    const reasons = reasonsAgainstFill({ result, reason }, line)
    if (reasons.length > 0) refuse(reasons, result === '不适用' ? 'reason' : 'result')
    await journal.change(
      'self_check_item',
      row.id,
      {
        result,
        reason: result === '不适用' ? reason : '',
        ...(input.note === undefined ? {} : { note: input.note.trim() }),
      },
      { expectedVersion: input.rowVersion },
    )
    return { orgId: check.org_id, phase: check.phase as PhaseKey }
  })
}

export interface SheetAnswer {
  readonly code: string
  readonly result: SelfResult
  readonly reason: string
  readonly note: string
}

/** Takes over the answers of the unit's workbook, all or none. */
export function fillFromSheet(
  context: Context,
  input: {
    readonly id: string
    readonly rowVersion: number
    readonly fileName: string
    readonly answers: readonly SheetAnswer[]
  },
): Promise<PhaseInput> {
  return write(
    context,
    async (journal, trx) => {
      const check = await selfCheckById(trx, input.id)
      assertFillable(check)
      const round = await lastRound(trx, check.org_id, check.phase)
      const reasons = input.answers.flatMap((answer) =>
        reasonsAgainstFill(answer, { code: answer.code, mustMakeUp: mustMakeUp(round, answer.code) }),
      )
      if (reasons.length > 0) refuse(reasons)
      await journal.change(
        'self_check',
        check.id,
        { source: 'workbook', file_name: input.fileName },
        { expectedVersion: input.rowVersion },
      )
      await takeAnswers(journal, round, input.answers)
      return { orgId: check.org_id, phase: check.phase as PhaseKey }
    },
    { reason: `由自查表“${input.fileName}”填入` },
  )
}

async function takeAnswers(journal: Journal, round: Round, answers: readonly SheetAnswer[]): Promise<void> {
  const byCode = new Map(round.items.map((item) => [item.item_code, item.id]))
  for (const { code, result, reason, note } of answers) {
    const id = byCode.get(code)
    if (id === undefined) refuse(`自查表中没有${code}这一项，请核对编号。`)
    else
      await journal.change('self_check_item', id, {
        result,
        reason: result === '不适用' ? reason.trim() : '',
        note: result === '不适用' ? '' : note.trim(),
      })
  }
}

/** Tells an inspection that was begun before the form came in what the unit says; what it knows already stays. */
async function informInspection(journal: Journal, trx: Trx, round: Round): Promise<void> {
  if (round.inspection?.state !== '进行中') return
  const claims = new Map(round.items.map((item) => [item.item_code, claimOf(item.result)]))
  for (const item of await itemsOf(trx, round.inspection.id)) {
    const claim = claims.get(item.item_code) ?? null
    if (item.self_result === null && claim !== null)
      await journal.change('inspection_item', item.id, { self_result: claim })
  }
}

export interface HandInInput extends PhaseInput {
  readonly rowVersion: number
  readonly on: string
  readonly filledBy: string
}

/** 提请验收: only a form without a blank, and from then on it is never changed. */
export function handIn(context: Context, input: HandInInput): Promise<void> {
  return write(context, async (journal, trx) => {
    const round = await lastRound(trx, input.orgId, input.phase)
    const { selfCheck } = round
    if (selfCheck.row_version !== input.rowVersion)
      throw new StaleRecordError('self_check', selfCheck.id, selfCheck.updated_by)
    assertFillable(selfCheck)
    const stage = await stageOf(trx, input.orgId, input.phase)
    assertDay(context, stage, input.on, '提请验收')
    if (input.on < selfCheck.begun_on)
      refuse(`提请验收日期${input.on}早于自查开始的${selfCheck.begun_on}，请核对。`, 'on')
    const why = whyNotHandIn(
      round.items.filter(({ result }) => result === null).map((item) => item.item_code),
    )
    if (why !== null) refuse(why)
    const filledBy = input.filledBy.trim()
    if (filledBy === '') refuse('请填单位填表人。', 'filledBy')
    // A unit taken over as 待验收 only still owes its form: no step is left to take.
    if (stage?.state !== '待验收')
      await actOnStage(journal, trx, context.campaign.template, {
        orgId: input.orgId,
        phase: input.phase,
        action: '提请验收',
        on: input.on,
        person: filledBy,
        text: '',
        facts: { round: selfCheck.round, items: round.items.length, blank: 0 },
      })
    await journal.change('self_check', selfCheck.id, {
      state: '已提交',
      submitted_on: input.on,
      filled_by: filledBy,
    })
    await informInspection(journal, trx, round)
  })
}
