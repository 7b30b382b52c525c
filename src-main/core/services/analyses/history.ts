// Takes over analyses that went the plain way before: written, read, voted on with a pass, and revised after the meeting.
import {
  exemptFromWritingOf,
  ON_PAPER,
  type AnalysisAction,
  type AnalysisBallots,
} from '#shared/rules/analysis-action.ts'
import { analysisMachine, stepFrom, type AnalysisState } from '#shared/rules/machines.ts'
import type { Context } from '../../context.ts'
import type { AnalysisVersionKind } from '../../db/analysis-tables.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal } from '../../db/journal.ts'
import { verdictOf } from './act.ts'
import type { Person } from './store.ts'

export interface AnalysisHistory {
  readonly person: Person
  readonly chars: number
  readonly reader: string
  readonly written: string
  readonly read: string
  readonly shown: {
    readonly from: string
    readonly to: string
    readonly range: string
    readonly form: string
  }
  readonly meeting: string
  readonly polled: string
  readonly revised: string
  readonly ballots: AnalysisBallots
  readonly signedBy: string
}

const PAPER = { gains: ON_PAPER, problems: ON_PAPER, roots: ON_PAPER, direction: ON_PAPER }

type Way = readonly (readonly [action: AnalysisAction, on: string, person: string])[]

function wayOf(row: AnalysisHistory): Way {
  const isOral = exemptFromWritingOf(row.person.categories).length > 0
  return [
    ...(isOral ? [['批准口述', row.written, row.reader] as const] : []),
    ['交稿', row.written, row.person.name],
    ['通过', row.read, row.reader],
    ['测评', row.polled, row.signedBy],
    ['定为合格', row.polled, row.signedBy],
    ['交修改稿', row.revised, row.person.name],
  ]
}

/** Throws RangeError where the ballots call for another paper: that is not the plain way. */
function toRows(context: Context, row: AnalysisHistory) {
  const id = uuidV7(context.now())
  const verdict = verdictOf(context, row.ballots)
  if (verdict.outcome !== 'pass') throw new RangeError(`${row.person.name}: the ballots call for a rewrite`)
  const [category] = exemptFromWritingOf(row.person.categories)
  const way = wayOf(row)
  const isOral = way[0]?.[0] === '批准口述'
  const version = (kind: AnalysisVersionKind, n: number, on: string) => ({
    analysis_id: id,
    version: n,
    kind,
    submitted_on: on,
    chars: isOral || n > 1 ? null : row.chars,
    ...PAPER,
    reviewer: n === 1 ? row.reader : null,
    reviewed_on: n === 1 ? row.read : null,
    result: n === 1 ? ('通过' as const) : null,
    reasons: '[]',
    comment: n === 1 ? '问题找得准，同意。' : '',
  })
  let state: AnalysisState = analysisMachine.initial
  return {
    analysis: {
      id,
      initials: row.person.initials,
      org_id: row.person.orgId,
      member_id: row.person.id,
      post: row.person.post === '' ? null : row.person.post,
      level: row.person.level,
      form: isOral ? ('口述' as const) : ('书面' as const),
      chars: isOral ? null : row.chars,
      submitted_on: row.written,
      reviewer: row.reader,
      review_opinion: '通过；问题找得准，同意。',
      valid: row.ballots.valid,
      satisfied: row.ballots.satisfied,
      basic: row.ballots.basic,
      dissatisfied: row.ballots.dissatisfied,
      abstained: row.ballots.abstained,
      state: '会后修改稿已交' as const,
      ...(isOral
        ? {
            exempt_category: category ?? null,
            exempt_reason: '书写有困难，由支部派人代笔记录。',
            approved_by: row.reader,
            approved_on: row.written,
          }
        : {}),
      meeting_on: row.meeting,
      public_from: row.shown.from,
      public_to: row.shown.to,
      public_range: row.shown.range,
      public_form: row.shown.form,
      version: 2,
      round: 1,
      polled_on: row.polled,
    },
    versions: [version('初稿', 1, row.written), version('会后修改稿', 2, row.revised)],
    poll: {
      analysis_id: id,
      round: 1,
      version: 1,
      on_day: row.polled,
      ...row.ballots,
      outcome: '合格' as const,
      facts: JSON.stringify(verdict),
      note: '',
    },
    steps: way.map(([action, on, person]) => {
      const from = state
      const step = stepFrom(analysisMachine, from, action)
      if (step === null) throw new RangeError(`no step ${action} from ${from}`)
      state = step.to
      const facts = action === '测评' ? { round: 1, ...verdict } : action === '定为合格' ? verdict : null
      return {
        analysis_id: id,
        from_state: from,
        action,
        to_state: state,
        on_day: on,
        person,
        text: '',
        facts: facts === null ? null : JSON.stringify(facts),
      }
    }),
  }
}

/** Stores analyses with versions, ballots and steps, in few statements. */
export async function importAnalyses(
  context: Context,
  journal: Journal,
  rows: readonly AnalysisHistory[],
): Promise<void> {
  const made = rows.map((row) => toRows(context, row))
  await journal.addMany(
    'analysis',
    made.map(({ analysis }) => analysis),
  )
  await journal.addMany(
    'analysis_version',
    made.flatMap(({ versions }) => versions),
  )
  await journal.addMany(
    'analysis_poll',
    made.map(({ poll }) => poll),
  )
  await journal.addMany(
    'analysis_step',
    made.flatMap(({ steps }) => steps),
  )
}
