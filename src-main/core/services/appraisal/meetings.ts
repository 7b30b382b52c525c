// Writes down a meeting with its members, and how those who were absent made it up.
import { formatChinese, isCivilDate } from '#shared/text/civil-date.ts'
import type { MeetingDraft, MakeUpDraft } from '#shared/contract/appraisal.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { Refusal, refuse } from '../../refusal.ts'
import { phaseStartOf } from '../analyses/facts.ts'
import { peopleOf } from '../analyses/store.ts'
import {
  attendanceOf,
  MADE_UP,
  MAIN,
  meetingById,
  meetingsOf,
  type AttendanceRow,
  type MeetingRow,
} from './store.ts'

interface Reason {
  readonly field: string
  readonly reason: string
}

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function throwReasons(reasons: readonly Reason[]): void {
  if (reasons.length > 0)
    throw new Refusal(
      reasons.map(({ reason }) => reason),
      reasons[0]?.field ?? null,
    )
}

async function dayReasons(trx: Trx, today: string, orgId: string, on: string): Promise<Reason[]> {
  if (!isCivilDate(on)) return [{ field: 'on', reason: '请填写日期。' }]
  const start = await phaseStartOf(trx, orgId)
  return [
    ...(on > today ? [{ field: 'on', reason: '会还没有开，请开过以后再登记。' }] : []),
    ...(typeof start === 'string' && on < start
      ? [
          {
            field: 'on',
            reason: `日期${formatChinese(on)}早于本单位进入分析评议阶段的${formatChinese(start)}，请核对。`,
          },
        ]
      : []),
  ]
}

function draftReasons(draft: MeetingDraft): Reason[] {
  return [
    ...(draft.noticeOn !== null && draft.noticeOn < draft.on
      ? [{ field: 'noticeOn', reason: `通报日期${formatChinese(draft.noticeOn)}早于开会日期，请核对。` }]
      : []),
    ...(draft.noActivists && draft.activists > 0
      ? [{ field: 'noActivists', reason: '注明了没有入党积极分子，又填了列席人数，请核对。' }]
      : []),
    ...draft.members.flatMap(({ attendance, examined, memberId }) =>
      attendance === '缺席' && examined
        ? [{ field: memberId, reason: '缺席的党员不能记为已作自我剖析，请改为到会，或补开后再记。' }]
        : [],
    ),
  ]
}

async function strangers(trx: Trx, draft: MeetingDraft): Promise<Reason[]> {
  if (draft.kind !== MAIN) return []
  const own = new Set((await peopleOf(trx, draft.orgId)).map(({ id }) => id))
  return draft.members.some(({ memberId }) => !own.has(memberId))
    ? [{ field: 'members', reason: '名单里有不是本支部的党员，请刷新后再登记。' }]
    : []
}

async function twin(trx: Trx, draft: MeetingDraft): Promise<Reason[]> {
  const same = (await meetingsOf(trx, draft.orgId)).find(
    (each) => each.kind === draft.kind && each.date === draft.on && each.id !== draft.id,
  )
  return same === undefined
    ? []
    : [{ field: 'on', reason: `这一天的${draft.kind}已经登记过，请在原记录上改。` }]
}

/** Numbers as the list of members has them; without a list those of the form count. */
function countsOf(draft: MeetingDraft, stored: readonly AttendanceRow[]) {
  if (draft.members.length === 0) return {}
  const there = draft.members.filter(({ attendance }) => attendance === '到会')
  const kept = stored.filter((row) => !draft.members.some(({ memberId }) => memberId === row.member_id))
  return {
    expected: draft.members.length + kept.length,
    attended: there.length,
    examined: there.filter(({ examined }) => examined).length,
    criticisms: draft.members.reduce((sum, { criticisms }) => sum + (criticisms ?? 0), 0),
  }
}

async function storeMembers(
  journal: Journal,
  meetingId: string,
  draft: MeetingDraft,
  stored: readonly AttendanceRow[],
): Promise<void> {
  const before = new Map(stored.map((row) => [row.member_id, row]))
  const fresh = []
  for (const line of draft.members) {
    const row = before.get(line.memberId)
    // Made up already: that stands, whatever the list of the first meeting says.
    const isMadeUp = row?.made_up_on != null && line.attendance === '缺席'
    const values = {
      attendance: isMadeUp ? row.attendance : line.attendance,
      made_up_on: isMadeUp ? row.made_up_on : null,
      examined: isMadeUp ? row.examined : Number(line.examined),
      written: Number(line.written),
      criticisms: line.criticisms,
    }
    if (row === undefined)
      fresh.push({ meeting_id: meetingId, member_id: line.memberId, note: '', ...values })
    else await journal.change('org_meeting_member', row.id, values)
  }
  await journal.addMany('org_meeting_member', fresh)
}

const valuesOf = (draft: MeetingDraft) => ({
  kind: draft.kind,
  date: draft.on,
  place: said(draft.place),
  host: said(draft.host),
  activists: draft.activists,
  representatives: draft.representatives,
  others: draft.others,
  no_activists: draft.noActivists ? ('是' as const) : null,
  feedback_on: draft.feedbackOn,
  notice_on: draft.noticeOn,
  recorder: said(draft.recorder),
  remark: said(draft.remark),
})

const EMPTY = { extra: null, initials: '', expected: null, attended: null, examined: null, criticisms: null }

/** Saves a meeting with everybody's line. Throws Refusal, NotFound, StaleRecordError; nothing is stored then. */
export function saveMeeting(context: Context, draft: MeetingDraft): Promise<{ id: string }> {
  return write(context, async (journal, trx) => {
    throwReasons([
      ...(await dayReasons(trx, context.today, draft.orgId, draft.on)),
      ...draftReasons(draft),
      ...(await strangers(trx, draft)),
      ...(await twin(trx, draft)),
    ])
    if (draft.id === null) {
      const values = { ...EMPTY, org_id: draft.orgId, ...valuesOf(draft), ...countsOf(draft, []) }
      const id = await journal.add('org_meeting', values)
      await storeMembers(journal, id, draft, [])
      return { id }
    }
    const stored = await attendanceOf(trx, [draft.id])
    const options = draft.version === null ? {} : { expectedVersion: draft.version }
    await journal.change('org_meeting', draft.id, { ...valuesOf(draft), ...countsOf(draft, stored) }, options)
    await storeMembers(journal, draft.id, draft, stored)
    return { id: draft.id }
  })
}

/** The make-up of a day as a meeting of its own in the ledger; later ones of the same day join it. */
async function noteMakeUp(
  journal: Journal,
  trx: Trx,
  meeting: MeetingRow,
  draft: MakeUpDraft,
): Promise<void> {
  const n = draft.memberIds.length
  const same = (await meetingsOf(trx, meeting.org_id)).find(
    (each) => each.kind === MADE_UP && each.date === draft.on,
  )
  if (same === undefined)
    await journal.add('org_meeting', {
      ...EMPTY,
      org_id: meeting.org_id,
      kind: MADE_UP,
      date: draft.on,
      place: null,
      host: said(draft.host),
      activists: null,
      representatives: null,
      others: null,
      no_activists: null,
      feedback_on: null,
      notice_on: null,
      recorder: null,
      remark: `${formatChinese(meeting.date)}组织生活会的缺席党员补开`,
      expected: n,
      attended: n,
      examined: n,
    })
  else {
    const all = { expected: n, attended: n, examined: n }
    const sum = Object.fromEntries(
      Object.entries(all).map(([key, more]) => [key, (same[key as keyof typeof all] ?? 0) + more]),
    )
    await journal.change('org_meeting', same.id, sum)
  }
}

/** Absent members make the meeting up together, or are heard one by one. */
export function makeUp(context: Context, draft: MakeUpDraft): Promise<{ count: number }> {
  return write(context, async (journal, trx) => {
    const meeting = await meetingById(trx, draft.meetingId)
    throwReasons(await dayReasons(trx, context.today, meeting.org_id, draft.on))
    if (draft.on < meeting.date)
      refuse(`补开日期${formatChinese(draft.on)}早于组织生活会${formatChinese(meeting.date)}，请核对。`, 'on')
    const rows = await attendanceOf(trx, [meeting.id])
    const absent = rows.filter((row) => row.attendance === '缺席' && draft.memberIds.includes(row.member_id))
    if (absent.length === 0 || absent.length < draft.memberIds.length)
      refuse('选中的党员里有已经到会或已经补开的，请只选缺席的党员。')
    for (const row of absent)
      await journal.change('org_meeting_member', row.id, {
        attendance: draft.way,
        made_up_on: draft.on,
        examined: 1,
        note: draft.host.trim() === '' ? '' : `主持：${draft.host.trim()}`,
      })
    if (draft.way === '补开') await noteMakeUp(journal, trx, meeting, draft)
    return { count: absent.length }
  })
}
