// Writes the polls and decisions of all units before one move as E-5.
import type { BookSpec } from '#shared/documents/book.ts'
import { gateTable, type GateTableRow } from '#shared/documents/gate-table.ts'
import { isBarred, isSettled, type GatePhase } from '#shared/rules/gate-conditions.ts'
import { dissatisfiedIn } from '#shared/rules/poll-action.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { saveBook, type Saved } from '../exports/save-book.ts'
import { gradesOf } from '../polls/store.ts'
import { isCovered, shareWords } from '../polls/verdicts.ts'
import { phaseNameOf } from '../schedule/dates.ts'
import { phaseAfter } from '../stages/stage.ts'
import { gateBoard } from './board.ts'
import { judge, type Conditions } from './conditions.ts'
import { readGates } from './facts.ts'
import { isRefused } from './store.ts'

const wordOf = ({ rows }: Conditions, key: 'selfCheck' | 'acceptance'): string => {
  const row = rows.find((each) => each.key === key)
  if (row === undefined) return ''
  if (row.status === 'na') return '不适用'
  const good = key === 'selfCheck' ? '填全' : '合格'
  return row.status === 'met' ? good : row.status === 'missing' ? '不合格' : '未办'
}

function opinionOf({ gate }: Conditions): string {
  const { request } = gate
  if (request === undefined || request.decided_on === null) return '未签署'
  return isRefused(request) ? request.state : '同意'
}

/** Counts of the last confirmed round; blank where there is none or where so few voted that a person could be known. */
function pollColumns(context: Context, { gate }: Conditions) {
  const { poll } = gate
  if (poll === undefined || !gate.facts.holdsPoll)
    return {
      on: null,
      expected: null,
      issued: null,
      returned: null,
      valid: null,
      satisfied: null,
      basic: null,
      dissatisfied: null,
      abstained: null,
      rate: gate.facts.holdsPoll ? '未测评' : '不单独测评',
    }
  const covered = isCovered(poll, context.campaign)
  const shown = (value: number | null): number | null => (covered ? null : value)
  return {
    on: poll.date,
    expected: poll.expected,
    issued: poll.issued,
    returned: poll.returned,
    valid: poll.valid,
    satisfied: shown((poll.satisfied ?? 0) + (poll.fairly ?? 0)),
    basic: shown(poll.basic ?? 0),
    dissatisfied: shown(dissatisfiedIn(gradesOf(poll))),
    abstained: shown(poll.abstained ?? 0),
    rate: shareWords(poll, context.campaign),
  }
}

function toRow(context: Context, conditions: Conditions): GateTableRow {
  const { gate, rows } = conditions
  const isMoved = gate.request?.state === '已转段' || gate.stage?.state === '已转段'
  const missing = rows.filter((row) => !isSettled(row) && row.key !== 'consent' && row.key !== 'report')
  return {
    unit: gate.unit.fullName,
    ...pollColumns(context, conditions),
    selfCheck: wordOf(conditions, 'selfCheck'),
    acceptance: wordOf(conditions, 'acceptance'),
    opinion: opinionOf(conditions),
    plannedOn: gate.request?.moved_on ?? gate.request?.planned_on ?? null,
    remark: isMoved ? '' : missing.map((row) => row.missing ?? '').join(''),
    isBarred: isBarred(rows),
    isMoved,
  }
}

/** E-5 of one move, in the order of the roster. */
export async function gateBook(context: Context, phase: GatePhase): Promise<BookSpec> {
  const gates = await readGates(context.db.read, context, phase)
  const { template, town } = context.campaign
  const next = phaseAfter(template, phase)
  return gateTable(
    gates.map((gate) => toRow(context, judge(context, gate))),
    {
      town: town.town,
      campaign: template.shortName,
      phaseName: phaseNameOf(template, phase),
      toName: next === null ? '' : phaseNameOf(template, next),
      unit: town.groupName,
      date: formatChinese(context.today),
    },
  )
}

/** E-5 of the move the board opens with. */
export const usualGateBook = async (context: Context): Promise<BookSpec> =>
  gateBook(context, (await gateBoard(context, { phase: null })).phase)

/** Asks where to; null when the user gave up. */
export const exportGates = (context: Context, input: { readonly phase: GatePhase }): Promise<Saved | null> =>
  saveBook(context, '转段审批表和群众测评情况报告', () => gateBook(context, input.phase), {
    kind: 'E-5',
    params: input,
  })
