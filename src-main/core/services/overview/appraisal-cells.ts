// 生活会 and 评议 on the board, read off the records themselves where a unit has any.
import { formatChinese } from '#shared/text/civil-date.ts'
import { hasAppraisal, type AppraisalFigures } from '../appraisal/figures.ts'
import { cell, ticked, type BoardCell } from './cell.ts'

const day = (on: string): string => formatChinese(on).slice(5)

const pageOf = ({ orgId }: AppraisalFigures, tab: string): string => `/appraisal/${orgId}?tab=${tab}`

function meetingCell(figures: AppraisalFigures): BoardCell | null {
  const { meetingOn, leadersMeetingOn, missing, madeUp } = figures
  const to = pageOf(figures, 'meeting')
  const on = meetingOn ?? leadersMeetingOn
  if (on === null) return null
  const what = meetingOn === null ? '专题民主生活会' : '专题组织生活会'
  if (missing > 0)
    return cell('doing', `${day(on)}${what}，缺席还没有补开${missing}人`, to, missing, `差${missing}人`)
  const later = madeUp > 0 ? `，补开${madeUp}人` : ''
  return cell('ok', `${day(on)}${what}${later}`, to, null, ticked(on))
}

function appraisedCell(figures: AppraisalFigures): BoardCell | null {
  if (!hasAppraisal(figures)) return null
  const { members, appraised, fedBack, noticedOn } = figures
  const to = pageOf(figures, 'feedback')
  const tip = `党员${members}名，有评议意见${appraised}名，已反馈${fedBack}名`
  if (noticedOn !== null) return cell('ok', `${tip}，${day(noticedOn)}通报`, to, null, ticked(noticedOn))
  const left = members - appraised
  if (left > 0) return cell('doing', `${tip}，还差${left}名`, to, left, `差${left}人`)
  const untold = appraised - fedBack
  if (untold > 0) return cell('doing', `${tip}，还没有反馈${untold}名`, to, untold, `反馈差${untold}人`)
  return cell('doing', `${tip}，还没有通报`, to, null, '未通报')
}

/** What the records say of a milestone; null where it is none of theirs or nothing is on record, so that the steps decide. */
export function appraisalCell(key: string, figures: AppraisalFigures | undefined): BoardCell | null {
  if (figures === undefined) return null
  if (key === 'meeting') return meetingCell(figures)
  return key === 'appraised' ? appraisedCell(figures) : null
}
