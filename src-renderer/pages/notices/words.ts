// How notices look: their states, the days that are left, their paper.
import type { NoticeAction, NoticeState } from '#shared/contract/notices.ts'
import { api } from '../../client/api.ts'
import type { Paper } from '../documents/paper.ts'
import type { StatusKind } from '../../components/status.ts'

export const stateMarks: Readonly<Record<NoticeState, StatusKind>> = {
  草稿: 'none',
  已签发: 'doing',
  已送达: 'doing',
  已签收: 'warn',
  已反馈: 'ok',
  作废: 'na',
}

/** What the page calls a step, who takes it and what its words are. */
export const actionWords: Readonly<
  Record<Exclude<NoticeAction, '签发'>, { label: string; day: string; person: string; text: string }>
> = {
  送达: { label: '登记送达', day: '送达日期', person: '送达人', text: '' },
  签收: { label: '登记签收', day: '签收日期', person: '签收人', text: '' },
  反馈: { label: '登记反馈', day: '反馈日期', person: '登记人', text: '反馈情况' },
  作废: { label: '作废', day: '日期', person: '经办人', text: '作废原因' },
}

export function noticePaper(id: string): Paper {
  const input = { id }
  return {
    preview: () => api.notices.preview(input),
    print: () => api.notices.print(input),
    savePdf: () => api.notices.savePdf(input),
    saveWord: () => api.notices.saveWord(input),
  }
}
