// The slips the members get (评议意见反馈单) and the branch's notice to the masses: shown, printed, saved as PDF.
import { appraisalNotice, feedbackSlips } from '#shared/documents/appraisal-papers.ts'
import { wholePage, type Paper } from '#shared/documents/paper.ts'
import type { Context } from '../../context.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { exportName } from '../exports/save-book.ts'
import { showBoard } from './list.ts'

export type AppraisalPaper = '反馈单' | '通报'

/** A paper as pure content; slips for the members named, or for all with an opinion. Throws Refusal, NotFound. */
export async function makePaper(
  context: Context,
  orgId: string,
  kind: AppraisalPaper,
  memberIds: readonly string[] | null,
): Promise<Paper & { readonly unit: string }> {
  const board = await showBoard(context, orgId)
  const place = { town: context.campaign.town.town, unit: board.fullName, on: context.today }
  const unit = board.branch.unit
  const said = board.rows.filter(({ committeeOn, opinion }) => committeeOn !== null && opinion !== '')
  if (said.length === 0) refuse('还没有评议意见。请先在“民主评议”里登记支委会（党员大会）研究的意见。')
  if (kind === '反馈单') {
    const chosen = said.filter(({ memberId }) => memberIds === null || memberIds.includes(memberId))
    if (chosen.length === 0) throw new NotFound('所选党员的评议意见')
    return { ...feedbackSlips(chosen, place), unit }
  }
  const meeting = board.meetings.find((each) => each.kind === '专题组织生活会')
  const full = board.rows.filter((row) => row.kind === '正式')
  const count = (grade: string): number => full.filter((row) => row.grade === grade).length
  const last = said
    .flatMap(({ feedbackOn }) => feedbackOn ?? [])
    .toSorted()
    .at(-1)
  return {
    ...appraisalNotice(
      {
        members: board.branch.members,
        meetingOn: meeting?.on ?? null,
        attended: meeting?.attended ?? null,
        guests: (meeting?.activists ?? 0) + (meeting?.representatives ?? 0) + (meeting?.others ?? 0),
        committee: said[0]?.committee ?? board.committee,
        committeeOn:
          said
            .flatMap(({ committeeOn }) => committeeOn ?? [])
            .toSorted()
            .at(-1) ?? null,
        appraised: said.length,
        fedBack: said.filter(({ feedbackOn }) => feedbackOn !== null).length,
        lastFedBackOn: last ?? null,
        excellent: count('优秀'),
        qualified: count('合格'),
        noticedOn: board.branch.noticedOn,
      },
      place,
    ),
    unit,
  }
}

export async function previewPaper(
  context: Context,
  orgId: string,
  kind: AppraisalPaper,
  memberIds: readonly string[] | null,
): Promise<{ title: string; address: string }> {
  const paper = await makePaper(context, orgId, kind, memberIds)
  return { title: paper.title, address: context.host.preview(wholePage(paper)) }
}

export async function printPaper(
  context: Context,
  orgId: string,
  kind: AppraisalPaper,
  memberIds: readonly string[] | null,
): Promise<void> {
  await context.host.print(wholePage(await makePaper(context, orgId, kind, memberIds)))
}

/** Asks where to; null when the user gave up. */
export async function savePaper(
  context: Context,
  orgId: string,
  kind: AppraisalPaper,
  memberIds: readonly string[] | null,
): Promise<{ file: string } | null> {
  const paper = await makePaper(context, orgId, kind, memberIds)
  const what = kind === '反馈单' ? '评议意见反馈单' : '民主评议情况通报'
  const name = exportName(context, `${what}_${paper.unit}`).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: `保存${what}`, defaultName: name })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(wholePage(paper), file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
