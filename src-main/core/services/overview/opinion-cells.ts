// The cells of the board that are read off the ledgers of opinions and talks, for units that have records in them.
import { channelFamilies } from '#shared/rules/opinions.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { OpinionFigures } from '../opinions/figures.ts'
import { cell, ticked, type BoardCell } from './cell.ts'

const dayIn = (on: string | null): string => (on?.length === 10 ? `，${formatChinese(on).slice(5)}` : '')

/** What is still missing, the first of it in short for the sheet. */
function gapsOf(figures: OpinionFigures): { readonly tip: string; readonly short: string }[] {
  const families = channelFamilies.length - figures.families
  const told = figures.members - figures.fedBack
  return [
    ...(families > 0 ? [{ tip: `渠道差${families}类`, short: `渠道差${families}类` }] : []),
    ...(figures.raw === 0 ? [{ tip: '还没有登记意见', short: '没有意见' }] : []),
    ...(figures.pending > 0
      ? [{ tip: `${figures.pending}条没有归并`, short: `未归并${figures.pending}` }]
      : []),
    ...(told > 0 ? [{ tip: `${told}人没有反馈`, short: `差${told}人` }] : []),
  ]
}

function opinionsCell(figures: OpinionFigures, unitId: string): BoardCell {
  const to = `/opinions/${unitId}`
  const gaps = gapsOf(figures)
  const done = `征求意见${figures.raw}条次，梳理为${figures.merged}条`
  const first = gaps[0]
  if (first === undefined)
    return cell('ok', `${done}，全部反馈${dayIn(figures.lastToldOn)}`, to, null, ticked(figures.lastToldOn))
  return cell('doing', [done, ...gaps.map(({ tip }) => tip)].join('，'), to, null, first.short)
}

function talksCell(figures: OpinionFigures, unitId: string): BoardCell {
  const to = `/opinions/${unitId}?tab=talks`
  const left = figures.others - figures.talkedBySecretary
  const silent = figures.others - Math.min(figures.others, figures.talked)
  const done = `书记已谈${figures.talkedBySecretary}/${figures.others}人`
  if (left <= 0 && silent <= 0)
    return cell('ok', `${done}${dayIn(figures.lastTalkOn)}`, to, null, ticked(figures.lastTalkOn))
  const more = silent > 0 ? `，${silent}人没有参加过谈心` : ''
  return cell(
    'doing',
    `${done}，还差${left}人${more}`,
    to,
    left > 0 ? left : null,
    `差${Math.max(left, silent)}人`,
  )
}

/** Null for other milestones, and where the unit has no record: then its prescribed actions decide. */
export function opinionCell(
  key: string,
  figures: OpinionFigures | undefined,
  unitId: string,
): BoardCell | null {
  if (figures === undefined) return null
  if (key === 'opinions' && figures.hasOpinions) return opinionsCell(figures, unitId)
  return key === 'talks' && figures.hasTalks ? talksCell(figures, unitId) : null
}
