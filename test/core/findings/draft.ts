// A finding as it is registered, for tests to bend.
import type { FindingDraft } from '#shared/contract/findings.ts'

export const draftOf = (orgId: string, more: Partial<FindingDraft> = {}): FindingDraft => ({
  inspectionId: null,
  orgId,
  phase: 'study',
  itemCode: 'X-11',
  step: '',
  description: '抽查8人，2人笔记潦草，有应付现象',
  category: '笔记',
  severity: '一般',
  correction: '补课',
  basis: '字迹可辨认，不是代抄',
  demand: '请于8月11日前补课，落实责任人，补课记录报督导组。',
  foundOn: '2005-08-01',
  dueOn: '2005-08-11',
  owner: '史大川',
  inspectors: ['叶素心'],
  remark: '',
  ...more,
})
