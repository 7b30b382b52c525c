// Draws up a notice from what the page chose: findings, an inspection, a move, a vote or an analysis.
import type { NoticeKind } from '#shared/rules/notice.ts'
import type { Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'
import { draftNotice, type DraftInput } from './draft.ts'
import { pollDraft } from './no-transition.ts'
import { moveDraft } from './refused-move.ts'
import { rewriteDraft } from './rewrite.ts'
import type { NoticeSource } from './store.ts'

export interface Choice {
  readonly kind: NoticeKind
  readonly orgId: string
  readonly findings: readonly string[]
  readonly inspectionId: string | null
  readonly transitionId: string | null
  readonly pollId: string | null
  readonly analysisId: string | null
}

const findingSources = (ids: readonly string[]): NoticeSource[] =>
  [...new Set(ids)].map((id) => ({ entity: 'finding', id }))

async function inputOf(context: Context, choice: Choice): Promise<DraftInput> {
  const db = context.db.read
  const { kind, orgId, findings, inspectionId, transitionId, pollId, analysisId } = choice
  switch (kind) {
    case '限期整改通知书':
      return { kind, orgId, phase: null, sources: findingSources(findings) }
    case '督导意见书': {
      const inspection: NoticeSource[] =
        inspectionId === null ? [] : [{ entity: 'inspection', id: inspectionId }]
      return { kind, orgId, phase: null, sources: [...inspection, ...findingSources(findings)] }
    }
    case '不予转段通知书':
      if (transitionId !== null) return moveDraft(db, transitionId)
      if (pollId !== null) return pollDraft(context, db, pollId)
      return refuse('请先选不予转段的申请或测评，再起草通知书。')
    case '重写通知':
      if (analysisId === null) return refuse('请先选要重写党性分析材料的党员，再起草通知。')
      return rewriteDraft(db, analysisId)
  }
}

/** Answers with the id of the draft. */
export const draftFrom = async (context: Context, choice: Choice): Promise<string> =>
  draftNotice(context, await inputOf(context, choice))
