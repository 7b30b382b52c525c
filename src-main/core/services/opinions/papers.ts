// The papers of a unit: what each member is told, the register of it, the blank form; shown, printed, saved as PDF.
import type { OpinionPaper } from '#shared/contract/opinions.ts'
import {
  blankForm,
  feedbackRegister,
  feedbackSlips,
  type MadePaper,
  type SlipFacts,
} from '#shared/documents/opinion-papers.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { refuse } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { feedbackLines, opinionsOfUnit, type UnitOpinions } from './facts.ts'
import { mergesOf, opinionsOf, type MergeRow, type OpinionRow } from './store.ts'

/**
 * The opinions about one member in words. Those under one number read as merged where all of them are about him; else
 * his own words stand, so that nothing about another is told.
 */
export function itemsAbout(
  memberId: string,
  opinions: readonly OpinionRow[],
  merges: readonly MergeRow[],
): string[] {
  const words = new Map(merges.map(({ no, text }) => [no, text]))
  const numbered = groupBy(opinions, ({ merged_no }) => merged_no)
  const own = opinions.filter((row) => row.member_id === memberId)
  const texts = own.map((row) => {
    const together = row.merged_no === null ? [row] : (numbered.get(row.merged_no) ?? [])
    const isHisAlone = together.every(({ member_id }) => member_id === memberId)
    if (!isHisAlone || row.merged_no === null) return row.text
    return words.get(row.merged_no) ?? together[0]?.text ?? row.text
  })
  return [...new Set(texts)]
}

async function slips(
  context: Context,
  facts: UnitOpinions,
  memberIds: readonly string[] | null,
): Promise<MadePaper> {
  const db = context.db.read
  const [opinions, merges] = await Promise.all([opinionsOf(db, facts.unit.id), mergesOf(db, facts.unit.id)])
  const wanted = memberIds === null ? null : new Set(memberIds)
  const all = facts.people
    .filter(({ id }) => wanted === null || wanted.has(id))
    .map((person): SlipFacts => ({
      name: person.name,
      post: person.post,
      items: itemsAbout(person.id, opinions, merges),
    }))
    .filter(({ items }) => items.length > 0)
  if (all.length === 0)
    refuse('没有可以打印的反馈单：还没有登记给党员个人的意见，或选中的党员没有征求到意见。')
  return feedbackSlips(all, {
    unit: facts.unit.fullName,
    campaign: context.campaign.template.shortName,
    meetingOn: facts.meeting?.on ?? '',
  })
}

function register(context: Context, facts: UnitOpinions): MadePaper {
  const rows = feedbackLines(facts).map(({ person, items, kind, on, row }) => ({
    name: person.called,
    items,
    isNone: kind === '未征求到意见',
    on: on ?? '',
    manner: row?.manner ?? '',
    person: row?.person ?? '',
  }))
  return feedbackRegister(rows, facts.unit.fullName, context.today)
}

/** Throws NotFound, Refusal. */
export async function makePaper(
  context: Context,
  { orgId, paper, memberIds }: OpinionPaper,
): Promise<MadePaper & { readonly unit: string }> {
  const facts = await opinionsOfUnit(context, context.db.read, orgId)
  const made =
    paper === 'slips'
      ? await slips(context, facts, memberIds)
      : paper === 'register'
        ? register(context, facts)
        : blankForm(facts.unit.fullName, context.campaign.template.shortName)
  return { ...made, unit: facts.unit.shortName }
}

/** Where the page can show it. */
export async function previewPaper(
  context: Context,
  input: OpinionPaper,
): Promise<{ title: string; address: string }> {
  const { title, page } = await makePaper(context, input)
  return { title, address: context.host.preview(page) }
}

export async function printPaper(context: Context, input: OpinionPaper): Promise<void> {
  await context.host.print((await makePaper(context, input)).page)
}

const NAMES: Readonly<Record<OpinionPaper['paper'], string>> = {
  slips: '意见反馈单',
  register: '意见反馈登记表',
  form: '征求意见表',
}

/** Asks where to; null when the user gave up. */
export async function savePaper(context: Context, input: OpinionPaper): Promise<{ file: string } | null> {
  const { page, unit } = await makePaper(context, input)
  const name = exportName(context, `${NAMES[input.paper]}_${unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${NAMES[input.paper]}`, defaultName: name })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(page, file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
