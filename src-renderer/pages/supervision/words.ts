// Papers of the group's own work, and the words its pages share.
import type { SummaryLine } from '#shared/contract/supervision.ts'
import { formatRate } from '#shared/text/rate.ts'
import { api } from '../../client/api.ts'
import type { Paper } from '../documents/paper.ts'

export const weekPaper = (id: string): Paper => ({
  preview: () => api.supervision.previewWeek({ id }),
  print: () => api.supervision.printWeek({ id }),
  savePdf: () => api.supervision.saveWeekPdf({ id }),
  saveWord: () => api.supervision.saveWeekWord({ id }),
})

export const samplePaper = (id: string): Paper => ({
  preview: () => api.supervision.previewSample({ id }),
  print: () => api.supervision.printSample({ id }),
  savePdf: () => api.supervision.saveSamplePdf({ id }),
})

/** 6/10（60.00%）, or the bare number. */
export const figureText = ({ part, whole }: Pick<SummaryLine, 'part' | 'whole'>): string =>
  whole === null ? String(part) : formatRate(part, whole)

/** ＋3, －2, 持平; — where there is nothing to compare with. */
export function differenceText({ part, before }: Pick<SummaryLine, 'part' | 'before'>): string {
  if (before === null) return '—'
  const more = part - before.part
  if (more === 0) return '持平'
  return more > 0 ? `＋${String(more)}` : `－${String(-more)}`
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
