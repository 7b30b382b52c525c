// The milestones of E-14 that are read off the units' prescribed actions: which steps of the campaign each one stands for.

export interface Milestone {
  readonly key: string
  readonly title: string
  /** Key of the phase. */
  readonly phase: string
  /** Codes of the steps; those that do not concern a unit are left out for it. */
  readonly steps: readonly string[]
  readonly hint: string
}

export const milestones: readonly Milestone[] = [
  { key: 'mobilised', title: '动员', phase: 'study', steps: ['P1-06'], hint: '动员会' },
  { key: 'hours', title: '学时', phase: 'study', steps: ['P1-09', 'P1-14'], hint: '集中学习和补课' },
  { key: 'lectures', title: '五课', phase: 'study', steps: ['P1-10'], hint: '五门辅导课' },
  {
    key: 'discussed',
    title: '讨论',
    phase: 'study',
    steps: ['P1-12', 'P1-13'],
    hint: '先进性大讨论，提出不合格党员具体表现',
  },
  { key: 'notes', title: '笔记', phase: 'study', steps: ['P1-08'], hint: '学习必学篇目，笔记抽查' },
  {
    key: 'opinions',
    title: '意见',
    phase: 'review',
    steps: ['P2-02', 'P2-03', 'P2-04'],
    hint: '征求意见、梳理、反馈本人',
  },
  { key: 'talks', title: '谈心', phase: 'review', steps: ['P2-05'], hint: '谈心谈话' },
  {
    key: 'meeting',
    title: '生活会',
    phase: 'review',
    steps: ['P2-09', 'P2-10'],
    hint: '专题组织生活会、领导班子专题民主生活会',
  },
  {
    key: 'appraised',
    title: '评议',
    phase: 'review',
    steps: ['P2-14', 'P2-15', 'P2-16'],
    hint: '支委会评议意见、反馈本人、向群众通报',
  },
]

/** Throws for a key that is not in the table. */
export function milestoneByKey(key: string): Milestone {
  const found = milestones.find((each) => each.key === key)
  if (found === undefined) throw new Error(`no milestone ${key}`)
  return found
}
