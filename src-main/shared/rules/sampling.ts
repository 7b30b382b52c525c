// What a random draw is for and how it is made, as slip, ledger and page name it (SYS-21).

export const samplePurposes = ['笔记', '考勤', '访谈党员', '访谈群众', '材料', '已销号问题'] as const
export type SamplePurpose = (typeof samplePurposes)[number]

export const sampleMethods = ['简单随机', '分层随机', '现场抽签'] as const
export type SampleMethod = (typeof sampleMethods)[number]
