// How the marks of the matrix and the subjects of the lines are drawn: a shape, a word and a colour each.
import type { Mark, Subject } from '#shared/contract/overview.ts'
import type { IconName } from '../../components/icons.ts'

export interface Look {
  icon: IconName
  word: string
}

/** '' is not yet due and draws nothing. */
export const marks: Readonly<Record<Exclude<Mark, ''>, Look>> = {
  ok: { icon: 'check', word: '完成' },
  doing: { icon: 'half', word: '在办' },
  warn: { icon: 'warn', word: '注意' },
  bad: { icon: 'bad', word: '未达' },
  ban: { icon: 'ban', word: '不准' },
  none: { icon: 'none', word: '还没' },
  na: { icon: 'dash', word: '不适用' },
}

export const legend = ['ok', 'doing', 'warn', 'bad', 'ban', 'none', 'na'] as const

export const subjects: Readonly<Record<Subject, IconName>> = {
  plan: 'plan',
  finding: 'flag',
  inspection: 'inspect',
  roster: 'ledger',
  unit: 'unit',
  stage: 'cal',
  poll: 'gate',
  gate: 'gate',
  acceptance: 'inspect',
  issue: 'flag',
  analysis: 'file',
  meeting: 'cal',
  notice: 'mail',
}
