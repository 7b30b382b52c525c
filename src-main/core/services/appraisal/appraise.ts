// Writes down what was voted on the members, the committee's opinion, how each was told and when it was made known.
import type {
  BallotsDraft,
  FeedbackDraft,
  NoticeDraft,
  OpinionsDraft,
  ViewDraft,
} from '#shared/contract/appraisal.ts'
import {
  objectionsToBallots,
  objectionsToFeedback,
  objectionsToNotice,
  objectionsToOpinion,
  type AppraisalFacts,
  type Objection,
} from '#shared/rules/appraisal-action.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import type { RecordColumns } from '../../db/tables.ts'
import { Refusal, refuse } from '../../refusal.ts'
import { standingOf } from '../analyses/state.ts'
import { analysesOf, peopleOf, type AnalysisRow, type Person } from '../analyses/store.ts'
import { latest, rowsIn, spokeOn } from './standing.ts'
import {
  appraisalsOf,
  attendanceOf,
  MAIN,
  meetingsOf,
  type AppraisalRow,
  type AttendanceRow,
  type Db,
  type MeetingRow,
} from './store.ts'

/** Everything a step about the members of a branch looks at. */
export interface Branch {
  readonly people: ReadonlyMap<string, Person>
  readonly meeting: MeetingRow | undefined
  readonly attendance: ReadonlyMap<string, AttendanceRow>
  readonly rows: ReadonlyMap<string, AppraisalRow>
  readonly analyses: ReadonlyMap<string, AnalysisRow>
}

export async function readBranch(db: Db, orgId: string): Promise<Branch> {
  const [people, meetings, rows, analyses] = await Promise.all([
    peopleOf(db, orgId),
    meetingsOf(db, orgId),
    appraisalsOf(db, orgId),
    analysesOf(db, orgId),
  ])
  const meeting = latest(meetings, MAIN)
  const attendance = meeting === undefined ? [] : await attendanceOf(db, [meeting.id])
  return {
    people: new Map(people.map((person) => [person.id, person])),
    meeting,
    attendance: rowsIn(attendance, meeting),
    rows,
    analyses,
  }
}

/** nobody is appraised whose own paper was not voted on; where no papers are kept, nothing is asked. */
function heldBack(analyses: ReadonlyMap<string, AnalysisRow>, memberId: string): string {
  if (analyses.size === 0) return ''
  const standing = standingOf(analyses.get(memberId))
  if (standing === 'awaitingRewrite') return '的党性分析材料待重写，重新测评合格后再提评议意见。'
  return standing === 'unpolled' ? '的党性分析材料还没有测评，请先测评，再提评议意见。' : ''
}

export function factsOf(branch: Branch, person: Person): AppraisalFacts {
  const row = branch.rows.get(person.id)
  return {
    name: person.name,
    kind: person.kind,
    isHeld: branch.meeting !== undefined,
    spokeOn: spokeOn(branch.meeting, branch.attendance, person.id),
    held: heldBack(branch.analyses, person.id),
    committeeOn: row?.committee_on ?? null,
    feedbackOn: row?.feedback_on ?? null,
    hasObjection: row?.has_objection === '是',
    handling: row?.handling ?? '',
  }
}

/** Throws Refusal for somebody who is not a member of the branch (any more). */
function personOf(branch: Branch, memberId: string): Person {
  return branch.people.get(memberId) ?? refuse('名单里有不是本支部的党员，请刷新后再登记。')
}

const EMPTY = {
  extra: null,
  initials: '',
  member_kind: null,
  voters: null,
  excellent: null,
  qualified: null,
  basic: null,
  unqualified: null,
  abstained: null,
  total: null,
  grade: null,
  committee: null,
  committee_on: null,
  opinion: null,
  feedback_on: null,
  feedback_form: null,
  is_signed: null,
  own_view: null,
  has_objection: null,
  handling: null,
  noticed_on: null,
  notice_form: null,
  remark: null,
} as const

type Said = { readonly [K in Exclude<keyof AppraisalRow, keyof RecordColumns>]?: AppraisalRow[K] }

/** Adds the row or changes it; a version of null says that nothing had been stored yet. */
async function store(
  journal: Journal,
  person: Person,
  row: AppraisalRow | undefined,
  values: Said,
  version: number | null | undefined,
): Promise<void> {
  if (row === undefined) {
    const own = { org_id: person.orgId, member_id: person.id, initials: person.initials }
    await journal.add('appraisal', { ...EMPTY, ...own, member_kind: person.kind, ...values })
    return
  }
  if (version === null) refuse(`${person.name}的评议刚才已有别人登记，没有保存。请刷新后核对再办。`)
  await journal.change(
    'appraisal',
    row.id,
    values,
    typeof version === 'number' ? { expectedVersion: version } : {},
  )
}

class Reasons {
  readonly #reasons: string[] = []
  #field: string | null = null

  add(memberId: string, objections: readonly Objection[]): boolean {
    const [first] = objections
    if (first !== undefined) this.#field ??= first.field === 'on' ? 'on' : `${memberId}.${first.field}`
    // What is wrong with the day or the meeting is said once, not once a member.
    for (const { reason } of objections) if (!this.#reasons.includes(reason)) this.#reasons.push(reason)
    return objections.length === 0
  }

  throw(): void {
    if (this.#reasons.length > 0) throw new Refusal(this.#reasons, this.#field)
  }
}

const needDay = (on: string, what: string): void => {
  if (!isCivilDate(on)) refuse(`请填写${what}。`, 'on')
}

const inBranch = <T>(
  context: Context,
  orgId: string,
  work: (journal: Journal, branch: Branch, trx: Trx) => Promise<T>,
): Promise<T> => write(context, async (journal, trx) => work(journal, await readBranch(trx, orgId), trx))

/** The ballots of many members in one go: all or nothing, each wrong line named. */
export function enterBallots(context: Context, draft: BallotsDraft): Promise<{ count: number }> {
  return inBranch(context, draft.orgId, async (journal, branch) => {
    const reasons = new Reasons()
    for (const { memberId, version, total, ...ballots } of draft.lines) {
      const person = personOf(branch, memberId)
      const objections = objectionsToBallots(ballots, total, draft.voters)
      const named = objections.map((each) => ({ ...each, reason: `${person.name}：${each.reason}` }))
      if (!reasons.add(memberId, named)) continue
      const sum = Object.values(ballots).reduce((all, n) => all + n, 0)
      const values = { ...ballots, total: total ?? sum, voters: draft.voters }
      await store(journal, person, branch.rows.get(memberId), values, version)
    }
    reasons.throw()
    return { count: draft.lines.length }
  })
}

/** The opinions of the committee (or of the meeting of all members), with the grades it gives. */
export function setOpinions(context: Context, draft: OpinionsDraft): Promise<{ count: number }> {
  return inBranch(context, draft.orgId, async (journal, branch) => {
    needDay(draft.on, `${draft.committee}日期`)
    const reasons = new Reasons()
    for (const line of draft.lines) {
      const person = personOf(branch, line.memberId)
      const input = { on: draft.on, grade: line.grade, opinion: line.opinion }
      if (!reasons.add(line.memberId, objectionsToOpinion(factsOf(branch, person), input, context.today)))
        continue
      const values = {
        committee: draft.committee,
        committee_on: draft.on,
        grade: line.grade,
        opinion: line.opinion.trim(),
      }
      await store(journal, person, branch.rows.get(line.memberId), values, line.version)
    }
    reasons.throw()
    return { count: draft.lines.length }
  })
}

/** Told several members on one day. */
export function setFeedback(context: Context, draft: FeedbackDraft): Promise<{ count: number }> {
  return inBranch(context, draft.orgId, async (journal, branch) => {
    needDay(draft.on, '反馈日期')
    if (draft.form.trim() === '') refuse('请填写反馈方式，一般是书面。', 'form')
    const reasons = new Reasons()
    for (const memberId of draft.memberIds) {
      const person = personOf(branch, memberId)
      if (!reasons.add(memberId, objectionsToFeedback(factsOf(branch, person), draft.on, context.today)))
        continue
      const values = {
        feedback_on: draft.on,
        feedback_form: draft.form.trim(),
        is_signed: draft.isSigned ? ('是' as const) : ('否' as const),
      }
      await store(journal, person, branch.rows.get(memberId), values, undefined)
    }
    reasons.throw()
    return { count: draft.memberIds.length }
  })
}

/** What the member himself says of the opinion, and what was done about an objection. */
export function setView(context: Context, draft: ViewDraft): Promise<void> {
  return inBranch(context, draft.orgId, async (journal, branch) => {
    const person = personOf(branch, draft.memberId)
    const row = branch.rows.get(draft.memberId)
    if (row?.committee_on == null)
      return refuse(`${person.name}还没有评议意见，请先登记支委会（党员大会）研究的意见。`)
    if (draft.hasObjection && draft.ownView.trim() === '')
      refuse(`请写明${person.name}有什么异议。`, 'ownView')
    if (draft.hasObjection && draft.handling.trim() === '' && row.noticed_on !== null)
      refuse('已经通报，有异议的须填处理情况。', 'handling')
    const values = {
      own_view: draft.ownView.trim() === '' ? null : draft.ownView.trim(),
      has_objection: draft.hasObjection ? ('是' as const) : ('否' as const),
      handling: draft.handling.trim() === '' ? null : draft.handling.trim(),
      is_signed: draft.isSigned ? ('是' as const) : ('否' as const),
    }
    await store(journal, person, row, values, draft.version)
  })
}

/** Makes the appraisal of the branch known, for everybody who has an opinion and was told. */
export function setNotice(context: Context, draft: NoticeDraft): Promise<{ count: number }> {
  return inBranch(context, draft.orgId, async (journal, branch) => {
    needDay(draft.on, '通报日期')
    if (draft.form.trim() === '') refuse('请写明通报的方式和范围。', 'form')
    const reasons = new Reasons()
    const said = [...branch.people.values()].filter(({ id }) => branch.rows.get(id)?.committee_on != null)
    if (said.length === 0) refuse('还没有评议意见，不能通报。请先登记支委会（党员大会）研究的意见。')
    for (const person of said)
      if (reasons.add(person.id, objectionsToNotice(factsOf(branch, person), draft.on, context.today)))
        await store(
          journal,
          person,
          branch.rows.get(person.id),
          { noticed_on: draft.on, notice_form: draft.form.trim() },
          undefined,
        )
    reasons.throw()
    return { count: said.length }
  })
}
