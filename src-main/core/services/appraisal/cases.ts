// Cases of members found unqualified: shown only once the confidential ledger has been opened, moved only along their machine.
import type { CaseActDraft, CaseDraft, UnqualifiedCase } from '#shared/contract/appraisal.ts'
import { remindersAt } from '#shared/rules/reminders.ts'
import { actionsFrom, stepFrom, unqualifiedMachine, type UnqualifiedState } from '#shared/rules/machines.ts'
import { levelOf } from '#shared/rules/verdict.ts'
import {
  isDecision,
  objectionsToStep,
  type CaseFacts,
  type UnqualifiedAction,
} from '#shared/rules/unqualified-action.ts'
import { judgeUnqualified } from '#shared/rules/unqualified.ts'
import { forDiscipline } from '#shared/ledgers/unqualified.ts'
import { formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import type { Verdict } from '#shared/rules/verdict.ts'
import { write, type Context } from '../../context.ts'
import type { Patch } from '../../db/journal.ts'
import { groupBy } from '../../group-by.ts'
import { Refusal, refuse } from '../../refusal.ts'
import { peopleOf, personById, type Person } from '../analyses/store.ts'
import { listOf } from '../inspections/store.ts'
import { requireShown } from '../ledgers/confidential.ts'
import { readUnits } from '../plans/units.ts'
import { caseById, casesOf, caseStepsOf, type CaseRow, type CaseStepRow } from './store.ts'

const LEDGER = 'unqualified'

const stateOf = (row: CaseRow): UnqualifiedState => row.state ?? '发现'
const tagsOf = (row: CaseRow): string[] => (row.circumstances === null ? [] : listOf(row.circumstances))

export const caseFacts = (row: CaseRow, person: Pick<Person, 'name' | 'kind'>): CaseFacts => ({
  name: person.name,
  kind: person.kind,
  state: stateOf(row),
  isForDiscipline: tagsOf(row).some((each) => forDiscipline.includes(each)),
  foundOn: row.found_on,
  educatedOn: row.educated_on,
  convertedOn: row.converted_on,
  appliedOn: row.applied_on,
  reviewedOn: row.reviewed_on,
  disposedOn: row.disposed_on,
})

/** R-45 on what is stored. */
export function judgeCase(row: CaseRow, kind: '正式' | '预备', grade: string | null): Verdict {
  const days = {
    foundOn: row.found_on,
    educatedOn: row.educated_on,
    convertedOn: row.converted_on,
    appliedOn: row.applied_on,
    reviewedOn: row.reviewed_on,
    disposedOn: row.disposed_on,
  }
  return judgeUnqualified({
    kind,
    hasCase: true,
    ...(grade === '不合格' ? { grade } : {}),
    ...Object.fromEntries(Object.entries(days).filter(([, day]) => day !== null)),
  })
}

const isAction = (word: string): word is UnqualifiedAction =>
  unqualifiedMachine.actions.some((action) => action === word)

const toStep = (row: CaseStepRow): UnqualifiedCase['steps'][number] => ({
  action: row.action,
  from: row.from_state,
  to: row.to_state,
  on: row.on_day,
  person: row.person,
  text: row.text,
})

function toCase(
  row: CaseRow,
  person: Pick<Person, 'name' | 'kind'>,
  unit: string,
  steps: readonly CaseStepRow[],
  today: string,
): UnqualifiedCase {
  const state = stateOf(row)
  const verdict = judgeCase(row, person.kind, null)
  const isOpen = state !== '结案' && state !== '移交纪检'
  return {
    id: row.id,
    version: row.row_version,
    orgId: row.org_id,
    unit,
    memberId: row.member_id,
    name: person.name,
    kind: person.kind,
    state,
    foundOn: row.found_on,
    circumstances: tagsOf(row),
    isForDiscipline: caseFacts(row, person).isForDiscipline,
    facts: row.facts,
    measures: row.measures ?? '',
    educator: row.educator ?? '',
    dueOn: row.due_on,
    isLate: isOpen && row.converted_on === null && row.due_on !== null && row.due_on < today,
    outcome: row.outcome ?? '',
    application: row.application ?? '',
    resolution: row.resolution ?? '',
    approval: row.approval ?? '',
    result: row.result ?? '',
    remark: row.remark ?? '',
    actions: person.kind === '预备' && isOpen ? ['移交纪检'] : actionsFrom(unqualifiedMachine, state),
    verdict: { outcome: verdict.outcome, level: levelOf(verdict), reason: verdict.reason },
    steps: steps.map(toStep),
  }
}

/** R-65 beside the form. */
export const caseReminders = (): string[] => remindersAt('不合格党员').map(({ text }) => text)

/** All cases of a unit or of the town. Refuses while the ledger has not been opened with a reason. */
export async function listCases(context: Context, orgId: string | null): Promise<UnqualifiedCase[]> {
  requireShown(context, LEDGER)
  const db = context.db.read
  const rows = await casesOf(db, orgId)
  const [people, units, steps] = await Promise.all([
    peopleOf(db, orgId ?? undefined),
    readUnits(context, db),
    caseStepsOf(
      db,
      rows.map(({ id }) => id),
    ),
  ])
  const person = new Map(people.map((each) => [each.id, each]))
  const unit = new Map(units.map((each) => [each.id, each.shortName]))
  const stepsBy = groupBy(steps, (step) => step.unqualified_case_id)
  return rows.map((row) =>
    toCase(
      row,
      person.get(row.member_id) ?? { name: '已不在册', kind: '正式' },
      unit.get(row.org_id) ?? '',
      stepsBy.get(row.id) ?? [],
      context.today,
    ),
  )
}

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function draftReasons(draft: CaseDraft, person: Person, today: string): { field: string; reason: string }[] {
  return [
    ...(person.kind === '预备'
      ? [{ field: 'memberId', reason: `${person.name}是预备党员，按转正程序办理，不列入教育转化台账。` }]
      : []),
    ...(isCivilDate(draft.foundOn) ? [] : [{ field: 'foundOn', reason: '请填写发现日期。' }]),
    ...(draft.foundOn > today ? [{ field: 'foundOn', reason: '发现日期还没有到，请核对。' }] : []),
    ...(draft.facts.trim() === '' ? [{ field: 'facts', reason: '没有填事实依据，不能立台账。' }] : []),
    ...(draft.circumstances.length === 0 ? [{ field: 'circumstances', reason: '没有选不合格情形。' }] : []),
    ...(draft.dueOn !== null && draft.dueOn < draft.foundOn
      ? [{ field: 'dueOn', reason: `转化期限${formatChinese(draft.dueOn)}早于发现日期，请核对。` }]
      : []),
  ]
}

function throwReasons(reasons: readonly { field: string; reason: string }[]): void {
  if (reasons.length > 0)
    throw new Refusal(
      reasons.map(({ reason }) => reason),
      reasons[0]?.field ?? null,
    )
}

const EMPTY = {
  extra: null,
  application: null,
  resolution: null,
  approval: null,
  outcome: null,
  educated_on: null,
  converted_on: null,
  applied_on: null,
  reviewed_on: null,
  disposed_on: null,
  closed_on: null,
  result: null,
} as const

const valuesOf = (draft: CaseDraft) => ({
  found_on: draft.foundOn,
  circumstances: JSON.stringify(draft.circumstances),
  facts: draft.facts.trim(),
  measures: said(draft.measures),
  educator: said(draft.educator),
  due_on: draft.dueOn,
  remark: said(draft.remark),
})

/** Opens a case, or mends what was written down of one. Throws Refusal, NotFound, StaleRecordError. */
export function saveCase(context: Context, draft: CaseDraft): Promise<{ id: string }> {
  requireShown(context, LEDGER)
  return write(context, async (journal, trx) => {
    const person = await personById(trx, draft.memberId)
    throwReasons(draftReasons(draft, person, context.today))
    if (draft.id === null) {
      const open = (await casesOf(trx, person.orgId)).find(
        (row) => row.member_id === person.id && !['结案', '移交纪检'].includes(stateOf(row)),
      )
      if (open) refuse(`${person.name}已有一件没有结案的台账，请在那一件上办理。`, 'memberId')
      const own = {
        org_id: person.orgId,
        member_id: person.id,
        initials: person.initials,
        state: '发现' as const,
      }
      return { id: await journal.add('unqualified_case', { ...EMPTY, ...own, ...valuesOf(draft) }) }
    }
    const row = await caseById(trx, draft.id)
    if (stateOf(row) === '结案' || stateOf(row) === '移交纪检')
      refuse(`这件已经“${stateOf(row)}”，不能再改。情况反复的，请另立一件。`)
    if (row.educated_on !== null && draft.foundOn > row.educated_on)
      refuse(`发现日期不能晚于批评教育的${formatChinese(row.educated_on)}。`, 'foundOn')
    if (row.educated_on !== null && (said(draft.measures) === null || said(draft.educator) === null))
      refuse('已经登记批评教育，帮助教育措施和帮教人不能空着。', 'measures')
    const options = draft.version === null ? {} : { expectedVersion: draft.version }
    await journal.change('unqualified_case', row.id, valuesOf(draft), options)
    return { id: row.id }
  })
}

/** What a step writes into the case beside its state. */
function effectOf(draft: CaseActDraft): Patch<'unqualified_case'> {
  const { action, on } = draft
  const text = draft.text.trim()
  if (action === '批评教育')
    return { educated_on: on, measures: text, educator: draft.person.trim(), due_on: draft.dueOn }
  if (action === '认定转化') return { converted_on: on, outcome: text }
  if (action === '申请登记') return { applied_on: on, application: text }
  if (action === '审查') return { reviewed_on: on }
  if (action === '移交纪检') return { closed_on: on, result: text }
  if (action === '结案') return { closed_on: on }
  return {
    disposed_on: on,
    result: text,
    resolution: draft.resolution.trim(),
    approval: draft.approval.trim(),
  }
}

/** Takes a case one step on. Throws Refusal, NotFound, StaleRecordError; nothing is stored then. */
export function actOnCase(context: Context, draft: CaseActDraft): Promise<void> {
  requireShown(context, LEDGER)
  return write(
    context,
    async (journal, trx) => {
      const row = await caseById(trx, draft.id)
      const person = await personById(trx, row.member_id)
      const from = stateOf(row)
      const step = isAction(draft.action) ? stepFrom(unqualifiedMachine, from, draft.action) : null
      throwReasons(objectionsToStep(caseFacts(row, person), draft, context.today))
      if (step === null) return refuse(`${person.name}的台账是“${from}”，不能“${draft.action}”。`)
      if (draft.action === '批评教育' && draft.dueOn !== null && draft.dueOn < draft.on)
        refuse('转化期限早于批评教育日期，请核对。', 'dueOn')
      const options = { expectedVersion: draft.version }
      await journal.change('unqualified_case', row.id, { ...effectOf(draft), state: step.to }, options)
      await journal.add('unqualified_step', {
        unqualified_case_id: row.id,
        from_state: from,
        action: draft.action,
        to_state: step.to,
        on_day: draft.on,
        person: draft.person.trim() === '' ? context.actor.name : draft.person.trim(),
        text: draft.text.trim(),
        facts: isDecision(draft.action)
          ? JSON.stringify(judgeCase({ ...row, disposed_on: draft.on }, person.kind, null))
          : null,
      })
    },
    { reason: draft.action },
  )
}
