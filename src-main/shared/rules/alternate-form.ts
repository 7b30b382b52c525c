// Members who cannot well come together: study is brought to them, or they come all the same (part of R-12).
import { fail, notAssessed, pass, type Verdict } from './verdict.ts'

/** Why somebody is hard to bring together. */
export const hardToAssemble = ['流动党员', '年老体弱', '批准不集中参加'] as const

export interface AlternateForm {
  /** Absent where nothing says so. */
  readonly why?: (typeof hardToAssemble)[number]
  /** How often study was brought, sent, or proved from elsewhere. */
  readonly brought: number
  /** Came to a session or made one up. */
  readonly attended: boolean
}

/** difficult to reach, to assemble, to organise: a form of study of their own is on record, else a warning. */
export function judgeAlternateForm({ why, brought, attended }: AlternateForm): Verdict {
  const facts = { why: why ?? null, brought, attended }
  if (why === undefined) return notAssessed('R-12', '没有难集中的情况。', facts)
  if (brought > 0) return pass('R-12', `${why}，已送学${brought}次。`, facts)
  if (attended) return pass('R-12', `${why}，参加了集中学习或补课。`, facts)
  const reason = `${why}，没有送学、寄学或流入地参学的登记，请安排送学上门、寄送材料、电话辅导或结对帮学。`
  return fail('R-12', reason, facts, { level: '警告' })
}
