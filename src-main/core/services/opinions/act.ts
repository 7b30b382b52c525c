// What is done with opinions and talks: merging, telling the members, talks with several at once; each can be taken back as a whole.
import { talkModule } from '#shared/ledgers/opinions-checks.ts'
import type { AddTalksInput } from '#shared/contract/opinions.ts'
import { hasError } from '#shared/ledger/import/plan.ts'
import { withoutRow } from '#shared/ledger/messages.ts'
import { currentBatch } from '#shared/campaign/index.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import { joinNames, splitNames, tidyListedName } from '#shared/text/name-list.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { undoBatch } from '../../db/undo.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { refuse, Refusal } from '../../refusal.ts'
import { feedbackLines, kindsOf, opinionsOfUnit, type MemberFeedback } from './facts.ts'
import { mergesOf, opinionsOf, talksOf, type OpinionRow } from './store.ts'

/** What was done and can be taken back: its batch, and how many records it touched. */
export interface Acted {
  readonly batch: string
  readonly count: number
}

/** The word every batch of this page begins its reason with, by which an undo knows its own. */
const REASONS = [
  '登记渠道',
  '归并意见',
  '逐条编号',
  '取消归并',
  '改写归并意见',
  '反馈意见',
  '记载未征求到意见',
  '撤回反馈',
  '登记谈心',
] as const
type Reason = (typeof REASONS)[number]

async function act(
  context: Context,
  reason: Reason,
  work: (journal: Journal, trx: Trx) => Promise<number>,
): Promise<Acted> {
  const batch = uuidV7(context.now())
  const count = await write(context, work, { reason, batchId: batch })
  return { batch, count }
}

/** Registers the channels of a unit that only its list of opinions tells of. */
export function takeInChannels(context: Context, orgId: string): Promise<Acted> {
  return act(context, '登记渠道', async (journal, trx) => {
    const { channels, opinions } = await opinionsOfUnit(context, trx, orgId)
    const missing = kindsOf(channels, opinions).filter(({ rows }) => rows.length === 0)
    if (missing.length === 0) refuse('意见汇总表里的渠道都已登记。')
    await journal.addMany(
      'opinion_channel',
      missing.map((sum) => ({
        org_id: orgId,
        kind: sum.kind,
        issued: sum.issued,
        returned: sum.returned,
        opinions: sum.entered,
        extra: null,
        initials: '',
        from_on: null,
        until_on: null,
        merged: null,
        scope: null,
        remark: null,
      })),
    )
    return missing.length
  })
}

/** The opinions named, all of one unit. Throws Refusal when one has gone meanwhile. */
async function chosen(trx: Trx, orgId: string, ids: readonly string[]): Promise<OpinionRow[]> {
  const wanted = new Set(ids)
  const rows = (await opinionsOf(trx, orgId)).filter(({ id }) => wanted.has(id))
  if (rows.length !== wanted.size) refuse('选中的意见有的已经删除或转到别的单位，请刷新后再办。')
  return rows
}

/** The first whole number no opinion of the unit bears yet. */
async function freeNumber(trx: Trx, orgId: string): Promise<number> {
  const rows = await opinionsOf(trx, orgId)
  const merges = await mergesOf(trx, orgId)
  const taken = [...rows.map(({ merged_no }) => merged_no ?? ''), ...merges.map(({ no }) => no)]
  return 1 + taken.reduce((most, no) => (/^\d+$/u.test(no) ? Math.max(most, Number(no)) : most), 0)
}

/** What a number stands for in words; a number nobody bears any more loses them. */
async function putWords(journal: Journal, trx: Trx, orgId: string, no: string, text: string): Promise<void> {
  const stored = (await mergesOf(trx, orgId)).find((row) => row.no === no)
  if (stored === undefined) await journal.add('opinion_merge', { org_id: orgId, no, text })
  else await journal.change('opinion_merge', stored.id, { text })
}

async function dropUnused(journal: Journal, trx: Trx, orgId: string): Promise<void> {
  const used = new Set((await opinionsOf(trx, orgId)).map(({ merged_no }) => merged_no))
  for (const row of await mergesOf(trx, orgId))
    if (!used.has(row.no)) await journal.remove('opinion_merge', row.id)
}

function assertSameObject(rows: readonly OpinionRow[]): void {
  const objects = [...new Set(rows.map(({ object }) => object))]
  if (objects.length > 1)
    refuse(`选中的意见对象不同（${objects.join('、')}），不能归并成一条。请把同一类对象的意见归在一起。`)
}

const words = (text: string): string => text.trim()

export interface MergeInput {
  readonly orgId: string
  readonly ids: readonly string[]
  readonly text: string
  /** An existing number to join; null makes a new one. */
  readonly no: string | null
}

/** Puts opinions under one number; their own words stay as they are. */
export function mergeOpinions(context: Context, { orgId, ids, text, no }: MergeInput): Promise<Acted> {
  return act(context, '归并意见', async (journal, trx) => {
    const rows = await chosen(trx, orgId, ids)
    const there =
      no === null ? [] : (await opinionsOf(trx, orgId)).filter(({ merged_no }) => merged_no === no)
    if (no !== null && there.length === 0)
      refuse(`没有编号为“${no}”的归并意见，可能刚刚被取消。请刷新后再办。`)
    assertSameObject([...there, ...rows])
    if (no === null && words(text) === '') throw new Refusal('没有写归并后的意见，请写一句。', 'text')
    const number = no ?? String(await freeNumber(trx, orgId))
    for (const row of rows) await journal.change('opinion', row.id, { merged_no: number })
    if (words(text) !== '') await putWords(journal, trx, orgId, number, words(text))
    await dropUnused(journal, trx, orgId)
    return rows.length
  })
}

/** Gives each opinion a number of its own. */
export function setApart(context: Context, orgId: string, ids: readonly string[]): Promise<Acted> {
  return act(context, '逐条编号', async (journal, trx) => {
    const rows = await chosen(trx, orgId, ids)
    const first = await freeNumber(trx, orgId)
    for (const [i, row] of rows.entries())
      await journal.change('opinion', row.id, { merged_no: String(first + i) })
    await dropUnused(journal, trx, orgId)
    return rows.length
  })
}

export function unmergeOpinions(context: Context, orgId: string, ids: readonly string[]): Promise<Acted> {
  return act(context, '取消归并', async (journal, trx) => {
    const rows = await chosen(trx, orgId, ids)
    for (const row of rows) await journal.change('opinion', row.id, { merged_no: null })
    await dropUnused(journal, trx, orgId)
    return rows.length
  })
}

export function rewordMerged(context: Context, orgId: string, no: string, text: string): Promise<Acted> {
  return act(context, '改写归并意见', async (journal, trx) => {
    if (words(text) === '') throw new Refusal('归并后的意见不能空着，请写一句。', 'text')
    const isThere = (await opinionsOf(trx, orgId)).some(({ merged_no }) => merged_no === no)
    if (!isThere) refuse(`没有编号为“${no}”的归并意见，可能刚刚被取消。请刷新后再办。`)
    await putWords(journal, trx, orgId, no, words(text))
    return 1
  })
}

function assertDay(context: Context, on: string, what: string): void {
  if (on > context.today) throw new Refusal(`${what}${formatChinese(on)}还没有到，请核对。`, 'on')
}

async function membersIn(
  context: Context,
  trx: Trx,
  orgId: string,
  memberIds: readonly string[],
): Promise<MemberFeedback[]> {
  const lines = feedbackLines(await opinionsOfUnit(context, trx, orgId))
  const wanted = new Set(memberIds)
  const found = lines.filter(({ person }) => wanted.has(person.id))
  if (found.length !== wanted.size) refuse('选中的党员有的不在本支部花名册，请刷新后再办。')
  return found
}

const callAll = (lines: readonly MemberFeedback[]): string =>
  lines.map(({ person }) => person.called).join('、')

async function putFeedback(
  journal: Journal,
  line: MemberFeedback,
  values: Omit<NewRecord<'opinion_feedback'>, 'org_id' | 'member_id' | 'note'>,
): Promise<void> {
  if (line.row !== undefined) await journal.change('opinion_feedback', line.row.id, values)
  else
    await journal.add('opinion_feedback', {
      org_id: line.person.orgId,
      member_id: line.person.id,
      note: '',
      ...values,
    })
}

export interface FeedbackInput {
  readonly orgId: string
  readonly memberIds: readonly string[]
  readonly on: string
  readonly manner: string
  readonly person: string
}

/** Puts on record that members were told what was said about them; their lines in the list are dated too. */
export function feedBack(context: Context, input: FeedbackInput): Promise<Acted> {
  return act(context, '反馈意见', async (journal, trx) => {
    assertDay(context, input.on, '反馈日期')
    const lines = await membersIn(context, trx, input.orgId, input.memberIds)
    const without = lines.filter(({ items }) => items === 0)
    if (without.length > 0)
      refuse(`${callAll(without)}没有登记到意见，不能记为已反馈。没有征求到意见的，请记“未征求到意见”。`)
    for (const line of lines)
      await putFeedback(journal, line, {
        kind: '反馈',
        opinions: line.items,
        on_day: input.on,
        manner: words(input.manner),
        person: words(input.person),
      })
    const told = new Set(input.memberIds)
    for (const row of await opinionsOf(trx, input.orgId))
      if (row.member_id !== null && told.has(row.member_id) && row.fed_back_on === null)
        await journal.change('opinion', row.id, { fed_back_on: input.on })
    return lines.length
  })
}

export function recordNone(context: Context, input: Omit<FeedbackInput, 'manner'>): Promise<Acted> {
  return act(context, '记载未征求到意见', async (journal, trx) => {
    assertDay(context, input.on, '记载日期')
    const lines = await membersIn(context, trx, input.orgId, input.memberIds)
    const having = lines.filter(({ items }) => items > 0)
    if (having.length > 0) refuse(`${callAll(having)}已经征求到意见，不能记“未征求到意见”，应当反馈到本人。`)
    for (const line of lines)
      await putFeedback(journal, line, {
        kind: '未征求到意见',
        opinions: 0,
        on_day: input.on,
        manner: '',
        person: words(input.person),
      })
    return lines.length
  })
}

export function withdrawFeedback(
  context: Context,
  orgId: string,
  memberIds: readonly string[],
): Promise<Acted> {
  return act(context, '撤回反馈', async (journal, trx) => {
    const lines = await membersIn(context, trx, orgId, memberIds)
    const rows = lines.flatMap(({ row }) => row ?? [])
    if (rows.length === 0) refuse('选中的党员没有反馈记录。')
    const days = new Map(rows.map((row) => [row.member_id, row.on_day]))
    for (const row of rows) await journal.remove('opinion_feedback', row.id)
    for (const row of await opinionsOf(trx, orgId))
      if (row.member_id !== null && row.fed_back_on !== null && days.get(row.member_id) === row.fed_back_on)
        await journal.change('opinion', row.id, { fed_back_on: null })
    return rows.length
  })
}

type NewTalk = Omit<NewRecord<'talk'>, 'id'>

const optional = (text: string): string | null => (words(text) === '' ? null : words(text))

function newTalk(input: AddTalksInput, talker: string, partners: readonly string[]): NewTalk {
  return {
    org_id: input.orgId,
    talker,
    partners: joinNames(partners),
    kind: input.kind,
    talked_on: input.on,
    place: optional(input.place),
    points: optional(input.points),
    problems: optional(input.problems),
    suggestions: optional(input.suggestions),
    remark: null,
    extra: null,
    initials: initialsOf(talker),
  }
}

/** By the same rules as a form of the ledger. */
function assertTalks(context: Context, talks: readonly NewTalk[]): void {
  const reasons = talks.flatMap((talk) => {
    const found = talkModule.checkRow(talk, {
      row: 0,
      today: context.today,
      campaignStart: currentBatch(context.campaign.template).start,
      present: new Set(Object.keys(talkModule.ledger.columns)),
    })
    return hasError(found)
      ? found.filter(({ level }) => level === '错误').map((p) => withoutRow(p.message))
      : []
  })
  if (reasons.length > 0) throw new Refusal([...new Set(reasons)])
}

/** Who talked, on which day and in which way; who of two began counts for nothing. */
const sameTalk = (talker: string, partners: readonly string[], on: string | null, isGroup: boolean): string =>
  [...[talker, ...partners].toSorted(), on ?? '', isGroup ? '集体' : ''].join('|')

/** Adds one talk with all of them where it is held together, else one with each. */
export function addTalks(context: Context, input: AddTalksInput): Promise<Acted> {
  return act(context, '登记谈心', async (journal, trx) => {
    const talker = tidyListedName(input.talker)
    if (talker === '') throw new Refusal('没有填谈话人。', 'talker')
    const partners = splitNames(input.partners.join('、')).filter((name) => name !== '')
    if (partners.length === 0) throw new Refusal('没有选谈话对象。', 'partners')
    const isGroup = input.kind === '集体谈心'
    const groups = isGroup ? [partners.filter((name) => name !== talker)] : partners.map((name) => [name])
    const talks = groups.map((names) => newTalk(input, talker, names))
    assertTalks(context, talks)
    const stored = new Set(
      (await talksOf(trx, input.orgId)).map((row) =>
        sameTalk(row.talker, splitNames(row.partners), row.talked_on, row.kind === '集体谈心'),
      ),
    )
    const doubled = groups.filter((names) => stored.has(sameTalk(talker, names, input.on, isGroup)))
    if (doubled.length > 0)
      refuse(
        `${formatChinese(input.on)}${talker}与${doubled.map(joinNames).join('、')}的谈心已经登记过，没有重复登记。请去掉后再办。`,
      )
    await journal.addMany('talk', talks)
    return talks.length
  })
}

/** Takes back one act of this page. What somebody changed since stays; answers how many such records. */
export async function undoAct(context: Context, batch: string): Promise<{ kept: number }> {
  const own: readonly string[] = REASONS
  const entry = await context.db.read
    .selectFrom('change_log')
    .select(['reason'])
    .where('batch_id', '=', batch)
    .limit(1)
    .executeTakeFirst()
  // An act that found nothing to change has left nothing to take back.
  if (entry === undefined) return { kept: 0 }
  const reason = entry.reason ?? ''
  if (!own.includes(reason)) refuse('这一步不是在这一页办的，不能在这里撤销。')
  return write(
    context,
    async (journal) => {
      const { kept } = await undoBatch(journal, batch, { keepIfChangedSince: true })
      return { kept: kept.length }
    },
    { reason: `撤销：${reason}` },
  )
}
