// A unit's self-check and acceptance in one phase, as the page shows it.
import { checklistFor, checklistOf, type PhaseKey } from '#shared/campaign/index.ts'
import type { AcceptanceCase, AcceptanceItem } from '#shared/contract/acceptance.ts'
import { mayAct, unitStageMachine, type UnitStageState } from '#shared/rules/machines.ts'
import {
  isMissedLine,
  isUnlike,
  isUntrue,
  judgeLines,
  reasonsAgainstPass,
  sumLines,
  whyNotDecide,
  whyNotHandIn,
} from '#shared/rules/self-check.ts'
import { addDays } from '#shared/text/civil-date.ts'
import { groupBy } from '../../group-by.ts'
import type { Context } from '../../context.ts'
import { groupMembers, kindOf, listOf, phaseName } from '../inspections/store.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { stageOf } from '../stages/stage.ts'
import type { PhaseInput } from './fill.ts'
import { nextOf } from './next.ts'
import { readRounds, type Db, type Round } from './store.ts'

type OpenFinding = AcceptanceItem['findings'][number]

/** Findings of the unit that are still open, by the line they rest on. */
async function openFindings(db: Db, orgId: string): Promise<Map<string, OpenFinding[]>> {
  const rows = await db
    .selectFrom('finding')
    .select(['id', 'no', 'state', 'due_on as dueOn', 'item_code'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .where('item_code', 'is not', null)
    .where('state', 'not in', ['已销号', '撤销'])
    .orderBy('no')
    .execute()
  const byCode = groupBy(rows, (row) => row.item_code ?? '')
  return new Map(
    [...byCode].map(([code, own]) => [
      code,
      own.map(({ id, no, state, dueOn }) => ({ id, no, state, dueOn })),
    ]),
  )
}

function toItems(round: Round, findings: ReadonlyMap<string, OpenFinding[]>): AcceptanceItem[] {
  const stored = new Map(round.items.map((item) => [item.item_code, item]))
  const list = new Map(round.list.map((line) => [line.code, line]))
  return round.lines.flatMap((line): AcceptanceItem[] => {
    const frozen = list.get(line.code)
    const row = stored.get(line.code)
    if (frozen === undefined || row === undefined) return []
    return [
      {
        id: row.id,
        rowVersion: row.row_version,
        code: line.code,
        category: frozen.category,
        text: frozen.text,
        standard: frozen.standard,
        methods: [...frozen.methods],
        papers: [...frozen.papers],
        basis: frozen.basis,
        isMandatory: line.mandatory,
        isVeto: line.veto,
        self: line.self,
        selfReason: line.selfReason,
        selfNote: line.selfNote,
        supervised: line.supervised,
        reason: line.reason,
        note: line.note,
        isCarried: line.isCarried,
        mustMakeUp: line.mustMakeUp,
        isUntrue: isUntrue(line),
        isUnlike: isUnlike(line),
        findings: findings.get(line.code) ?? [],
      },
    ]
  })
}

function toDecision({ acceptance, lines }: Round): AcceptanceCase['decision'] {
  if (acceptance === null) return null
  return {
    id: acceptance.id,
    round: acceptance.round,
    verdict: acceptance.verdict,
    on: acceptance.decided_on,
    by: acceptance.decided_by,
    opinion: acceptance.opinion,
    makeUpDue: acceptance.make_up_due,
    missed: lines.filter(isMissedLine).map(({ code }) => code),
  }
}

function toVerdict(round: Round | undefined): AcceptanceCase['verdict'] {
  if (round === undefined || (round.inspection === null && round.facts === null)) return null
  const { outcome, reason, details } = round.facts?.verdict ?? judgeLines(round.lines)
  return { outcome, reason, details: [...(details ?? [])] }
}

function toSelfCheck(round: Round | undefined): AcceptanceCase['selfCheck'] {
  if (round === undefined) return null
  const { selfCheck, items } = round
  return {
    id: selfCheck.id,
    rowVersion: selfCheck.row_version,
    state: selfCheck.state,
    begunOn: selfCheck.begun_on,
    submittedOn: selfCheck.submitted_on,
    filledBy: selfCheck.filled_by,
    source: selfCheck.source,
    fileName: selfCheck.file_name,
    blank: items.filter(({ result }) => result === null).map(({ item_code }) => item_code),
  }
}

function toInspection(round: Round | undefined): AcceptanceCase['inspection'] {
  if (!round?.inspection) return null
  const { inspection } = round
  return {
    id: inspection.id,
    rowVersion: inspection.row_version,
    state: inspection.state,
    date: inspection.date,
    finishedOn: inspection.finished_on,
    people: listOf(inspection.people),
  }
}

/** Why a unit is not self-checked in a phase; null when it is. A unit without a type is told so by kindOf. */
function exemptOf(context: Context, unit: PlanUnit, phase: PhaseKey): string | null {
  const { template } = context.campaign
  if (checklistOf(template, phase) === null) return '这一阶段没有检查验收清单，不作自查和验收。'
  if (checklistFor(template, kindOf(unit), phase).length > 0) return null
  return `清单中没有适用于${unit.shortName}的项目，不作自查和验收。`
}

const isOpenFor = (
  stage: string,
  actions: readonly ('开始自查' | '重新自查' | '提请验收' | '验收合格')[],
): boolean => actions.some((action) => mayAct(unitStageMachine, stage as UnitStageState, action))

/** The buttons: null where open, a sentence where not. */
function permissions(stage: string, round: Round | undefined, exempt: string | null) {
  const owesForm = round === undefined && (stage === '自查中' || stage === '待验收')
  const mayBegin =
    exempt ??
    (owesForm || isOpenFor(stage, ['开始自查', '重新自查']) ? null : `本阶段${stage}，不能开始自查。`)
  const isFilling = round?.selfCheck.state === '填写中'
  const blank = toSelfCheck(round)?.blank ?? []
  return {
    mayBegin,
    mayFill: isFilling,
    mayHandIn: isFilling ? whyNotHandIn(blank) : '没有正在填写的自查表。',
    mayDecide:
      stage !== '待验收' || round === undefined
        ? '单位还没有提请验收。'
        : whyNotDecide({
            lines: round.lines,
            handedInOn: round.selfCheck.submitted_on,
            finishedOn: round.inspection?.state === '已完成' ? round.inspection.finished_on : null,
          }),
  }
}

const makeUpDue = (context: Context): string =>
  addDays(context.today, context.campaign.limit('finding.due.makeup') ?? 15)

/** Throws NotFound for an unknown unit. */
export async function showAcceptance(context: Context, input: PhaseInput): Promise<AcceptanceCase> {
  const db = context.db.read
  const { template } = context.campaign
  const unit = unitById(await readUnits(context, db), input.orgId)
  const rounds = await readRounds(db, input)
  const round = rounds.at(-1)
  const stage = (await stageOf(db, unit.id, input.phase))?.state ?? '未开始'
  const exempt = exemptOf(context, unit, input.phase)
  const { step, ...next } = nextOf({ stage, round, today: context.today, exempt })
  const again = (round?.lines ?? []).filter((line) => line.mustMakeUp).map(({ code }) => code)
  const list = checklistOf(template, input.phase)
  return {
    orgId: unit.id,
    phase: input.phase as AcceptanceCase['phase'],
    unit: unit.shortName,
    fullName: unit.fullName,
    phaseName: phaseName(template, input.phase),
    listName: round?.listName ?? list?.name ?? '',
    template: round?.templateKey ?? (exempt === null ? (list?.key ?? null) : null),
    stage,
    round: round?.selfCheck.round ?? 0,
    selfCheck: toSelfCheck(round),
    inspection: toInspection(round),
    toCheck: again.length === 0 ? null : again,
    items: round === undefined ? [] : toItems(round, await openFindings(db, unit.id)),
    sums: sumLines(round?.lines ?? []),
    verdict: toVerdict(round),
    decision: round === undefined ? null : toDecision(round),
    decisions: rounds.flatMap((each) => toDecision(each) ?? []),
    next,
    step,
    ...permissions(stage, round, exempt),
    againstPass: round === undefined ? [] : [...reasonsAgainstPass(round.lines)],
    offered: {
      makeUpDue: makeUpDue(context),
      filledBy:
        round?.selfCheck.filled_by === '' || round === undefined ? unit.secretary : round.selfCheck.filled_by,
      people: await groupMembers(db),
    },
  }
}
