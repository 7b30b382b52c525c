// Members out of touch and away from home: the registers against the roster, in both directions (R-13, I-11).
import type { Selectable } from 'kysely'
import { withSettings } from '#shared/rules/limits.ts'
import { judgeLost, lostLimits } from '#shared/rules/roster.ts'
import { shareText } from '#shared/rules/share.ts'
import { fail, pass, type Verdict } from '#shared/rules/verdict.ts'
import type { Context } from '../../context.ts'
import type { FloatingMemberTable, LostMemberTable } from '../../db/people-tables.ts'
import { groupBy } from '../../group-by.ts'
import { limitSettings } from '../polls/store.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { rosterOf, type Roster, type RosterMember } from './roster.ts'

type LostRow = Selectable<LostMemberTable>
type FloatingRow = Selectable<FloatingMemberTable>
type JudgeContact = (lastContact: string) => Verdict

const rowsOfLost = ({ db }: Context): Promise<LostRow[]> =>
  db.read.selectFrom('lost_member').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()

const rowsOfFloating = ({ db }: Context): Promise<FloatingRow[]> =>
  db.read.selectFrom('floating_member').selectAll().where('deleted_at', 'is', null).orderBy('id').execute()

function contactJudge({ campaign, today }: Context): JudgeContact {
  const limits = withSettings(lostLimits, limitSettings(campaign))
  return (lastContact) => judgeLost({ lastContact, today }, limits)
}

const warn = (reason: string): Verdict => fail('R-13', reason, {}, { level: '警告' })
const hint = (reason: string): Verdict => fail('R-13', reason, {}, { level: '提示' })

/** Found and enrolled, or looked for; who is called lost must be so by the day of his last contact. */
function judgeRegistered(row: LostRow, member: RosterMember | undefined, judge: JudgeContact): Verdict {
  if (row.result === '取得联系') {
    if (row.enrolled_id === null) return warn('已取得联系，没有填编入支部，请填写编入哪个支部。')
    if (member?.isLost === true) return hint('已取得联系，花名册里还标着失联，请在花名册中改正。')
    return pass('R-13', '已取得联系，编入支部。')
  }
  const verdict = judge(row.last_contact)
  if (verdict.outcome !== 'fail') return verdict
  const since = `最后联系${row.last_contact}`
  if (row.result === null) return warn(`${since}，已登记，没有填查找结果，请继续查找并填写。`)
  if ((row.search ?? '') === '') return warn(`${since}，仍无法联系，没有写查找经过，请补写。`)
  return hint(`${since}，已查找，仍无法联系，请继续查找。`)
}

/** On the roster out of touch, and nobody has written down that he is looked for. */
function judgeUnregistered(member: RosterMember, judge: JudgeContact): Verdict | null {
  if (member.lostSince === null)
    return member.isLost ? warn('花名册标为失联，没有填失联时间，也没有登记查找情况，请登记。') : null
  const verdict = judge(member.lostSince)
  const isFlagWrong = verdict.outcome === 'pass' && member.isLost
  return isFlagWrong ? hint(`花名册标为失联，但${verdict.reason}请核对。`) : verdict
}

const memberOf = (roster: Roster, row: LostRow): RosterMember | undefined => roster.find(row.name, row.org_id)

/** R-13 over everybody registered, and over those of the roster whom nobody registered. */
export async function judgeLostMembers(context: Context): Promise<ReviewLine[]> {
  const [roster, rows] = await Promise.all([rosterOf(context), rowsOfLost(context)])
  const judge = contactJudge(context)
  const registered = new Set(rows.flatMap((row) => memberOf(roster, row)?.id ?? []))
  const fromRegister = rows.map((row) => ({
    name: row.name,
    orgId: row.org_id,
    to: `/ledgers/lost_members?open=${row.id}`,
    verdict: judgeRegistered(row, memberOf(roster, row), judge),
  }))
  const fromRoster = roster.members.flatMap((member): ReviewLine[] => {
    const verdict = registered.has(member.id) ? null : judgeUnregistered(member, judge)
    if (verdict === null) return []
    return [{ name: member.name, orgId: member.orgId, to: `/ledgers/members?open=${member.id}`, verdict }]
  })
  return [...fromRegister, ...fromRoster]
}

const judgeReach = (total: number, lost: number): Verdict => {
  const share = shareText(total - lost, total)
  const facts = { total, lost, share }
  if (lost === 0) return pass('R-13', `${total}名党员都能联系。`, facts)
  return fail('R-13', `${total}名党员中仍无法联系${lost}名，联系上${share}。`, facts, { level: '提示' })
}

/** Coverage: members less those still out of reach, of the town and of each branch that has any. */
export async function judgeCoverage(context: Context): Promise<ReviewLine[]> {
  const [roster, rows] = await Promise.all([rosterOf(context), rowsOfLost(context)])
  const rowOf = new Map(rows.flatMap((row) => [[memberOf(roster, row)?.id, row] as const]))
  const isOutOfReach = (member: RosterMember): boolean => {
    const row = rowOf.get(member.id)
    return row === undefined ? member.isLost : row.result !== '取得联系'
  }
  const byUnit = groupBy(roster.members, ({ orgId }) => orgId)
  const lines = roster.units.flatMap(({ id, name }): ReviewLine[] => {
    const members = byUnit.get(id) ?? []
    const lost = members.filter(isOutOfReach).length
    return lost === 0 ? [] : [{ name, orgId: id, verdict: judgeReach(members.length, lost) }]
  })
  const lost = roster.members.filter(isOutOfReach).length
  const town = {
    name: context.campaign.town.town,
    orgId: null,
    verdict: judgeReach(roster.members.length, lost),
  }
  return [town, ...lines]
}

const differ = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim() !== b.trim()

/** What roster and register say differently of somebody who is away in both. */
function differences(member: RosterMember, row: FloatingRow): string[] {
  return [
    ...(differ(member.place, row.place)
      ? [`外出地点花名册写“${member.place ?? ''}”，登记表写“${row.place ?? ''}”。`]
      : []),
    ...(differ(member.card, row.card_no)
      ? [`活动证号花名册写“${member.card ?? ''}”，登记表写“${row.card_no ?? ''}”。`]
      : []),
  ]
}

/** Whoever is out of touch stands in the register of the search, not in this one. */
function judgeAway(member: RosterMember, row: FloatingRow | undefined): Verdict | null {
  const isAway = row !== undefined && row.returned_on === null
  const say = (reason: string): Verdict => fail('R-12', reason, {}, { level: '警告' })
  if (member.isLost && row === undefined) return null
  if (member.isFloating && row === undefined) return say('花名册标为流动党员，登记表里没有，请补登记。')
  if (member.isFloating && !isAway) return say('登记表已填返回时间，花名册还标为流动党员，请核对。')
  if (!member.isFloating && isAway) return say('登记表里是流动党员，花名册没有标，请核对。')
  if (row === undefined) return null
  const details = differences(member, row)
  if (details.length === 0) return pass('R-12', '花名册与登记表一致。')
  return fail('R-12', details.join(''), {}, { level: '提示', details })
}

/** The roster's flag and the register of members away, both ways. */
export async function compareFloating(context: Context): Promise<ReviewLine[]> {
  const [roster, rows] = await Promise.all([rosterOf(context), rowsOfFloating(context)])
  const rowOf = new Map(rows.map((row) => [row.member_id, row]))
  return roster.members.flatMap((member): ReviewLine[] => {
    const row = rowOf.get(member.id)
    const verdict = judgeAway(member, row)
    if (verdict === null) return []
    const to =
      row === undefined ? `/ledgers/members?open=${member.id}` : `/ledgers/floating_members?open=${row.id}`
    return [{ name: member.name, orgId: member.orgId, to, verdict }]
  })
}
