// The columns of the tabs of a unit's page.
import type { UnitPage } from '#shared/contract/overview.ts'
import type { LightColour, StatusKind } from '../../components/status.ts'
import type { Column } from '../../components/table.ts'

export type PlanLine = UnitPage['plans'][number]
export type InspectionLine = UnitPage['inspections'][number]
export type FindingLine = UnitPage['findings'][number]
export type PollLine = UnitPage['polls'][number]
export type MoveLine = UnitPage['moves'][number]
export type IssueLine = UnitPage['issues'][number]
export type MemberLine = UnitPage['members'][number]

export const planColumns: readonly Column<PlanLine>[] = [
  { key: 'version', title: '版本', width: 70, value: (row) => `第 ${row.version} 版` },
  { key: 'state', title: '状态', width: 110, value: (row) => row.state },
  { key: 'submitted', title: '报送', width: 104, value: (row) => row.submittedOn },
  { key: 'reviewed', title: '审结', width: 104, value: (row) => row.reviewedOn },
  { key: 'reviewer', title: '审核人', width: 78, value: (row) => row.reviewer },
  { key: 'refused', title: '不符合', width: 220, value: (row) => row.refused.join('、') },
  { key: 'theme', title: '主题', width: 220, value: (row) => row.theme },
]

export const pollColumns: readonly Column<PollLine>[] = [
  { key: 'phase', title: '阶段', width: 92, value: (row) => row.phaseName },
  { key: 'round', title: '轮次', width: 66, value: (row) => `第 ${row.round} 轮` },
  { key: 'on', title: '日期', width: 104, value: (row) => row.on ?? '' },
  { key: 'share', title: '不满意', width: 142, value: (row) => row.share },
  { key: 'mark', title: '结果', width: 104, value: (row) => row.mark },
  { key: 'reported', title: '报先教办', width: 104, value: (row) => row.reportedOn ?? '' },
  { key: 'verdict', title: '判定', width: 420, value: (row) => row.verdict },
]

export const moveColumns: readonly Column<MoveLine>[] = [
  { key: 'phase', title: '阶段', width: 92, value: (row) => row.phaseName },
  { key: 'attempt', title: '次数', width: 66, value: (row) => `第 ${row.attempt} 次` },
  { key: 'state', title: '手续', width: 116, value: (row) => row.state },
  { key: 'applied', title: '申请', width: 104, value: (row) => row.appliedOn ?? '' },
  { key: 'decided', title: '督导组决定', width: 104, value: (row) => row.decidedOn ?? '' },
  { key: 'by', title: '决定人', width: 78, value: (row) => row.decidedBy },
  { key: 'moved', title: '转段', width: 104, value: (row) => row.movedOn ?? '' },
  { key: 'refused', title: '不予转段的理由', width: 420, value: (row) => row.refused.join('') },
]

export const issueColumns: readonly Column<IssueLine>[] = [
  { key: 'no', title: '编号', width: 118, value: (row) => row.no },
  { key: 'text', title: '问题', width: 260, value: (row) => row.text },
  { key: 'kind', title: '类型', width: 84, value: (row) => row.kind },
  { key: 'owner', title: '责任人', width: 78, value: (row) => row.owner },
  { key: 'due', title: '时限', width: 104, sortable: true, value: (row) => row.dueOn ?? '' },
  {
    key: 'late',
    title: '逾期',
    width: 70,
    value: (row) => (row.overdueDays > 0 ? `${row.overdueDays} 天` : ''),
  },
  { key: 'state', title: '状态', width: 110, value: (row) => row.state },
]

export const inspectionColumns: readonly Column<InspectionLine>[] = [
  { key: 'date', title: '日期', width: 104, sortable: true, value: (row) => row.date },
  { key: 'list', title: '清单', width: 210, value: (row) => row.listName },
  { key: 'phase', title: '阶段', width: 96, value: (row) => row.phaseName },
  { key: 'people', title: '督导人员', width: 130, value: (row) => row.people.join('、') },
  { key: 'checked', title: '已查', width: 76, align: 'right', value: (row) => `${row.checked}/${row.total}` },
  { key: 'failed', title: '未达标', width: 70, align: 'right', value: (row) => row.failed },
  { key: 'findings', title: '开问题', width: 70, align: 'right', value: (row) => row.findings },
  { key: 'state', title: '状态', width: 100, value: (row) => row.state },
]

function leftWord(row: FindingLine): string {
  if (row.closedOn !== null) return row.closedOn.slice(5)
  if (row.daysLeft === null) return ''
  if (row.daysLeft < 0) return `逾 ${-row.daysLeft} 天`
  return row.daysLeft === 0 ? '今天' : row.daysLeft === 1 ? '明天' : `${row.daysLeft} 天`
}

export const findingColumns: readonly Column<FindingLine>[] = [
  { key: 'light', title: '灯', width: 56, value: (row) => row.light },
  { key: 'no', title: '编号', width: 74, value: (row) => row.shortNo },
  { key: 'description', title: '存在问题', width: 232, value: (row) => row.description },
  { key: 'category', title: '类别', width: 94, value: (row) => row.category },
  { key: 'correction', title: '要求', width: 58, value: (row) => row.correction },
  { key: 'due', title: '时限', width: 94, value: (row) => row.dueOn },
  { key: 'left', title: '余 / 销号', width: 82, value: leftWord },
  {
    key: 'state',
    title: '状态',
    width: 150,
    value: (row) => `${row.state}${row.reopenCount > 0 ? `，退回 ${row.reopenCount} 次` : ''}`,
  },
]

export const memberColumns: readonly Column<MemberLine>[] = [
  { key: 'name', title: '姓名', width: 96, frozen: true, sortable: true, value: (row) => row.name },
  { key: 'sex', title: '性别', width: 54, align: 'center', value: (row) => row.sex },
  { key: 'age', title: '年龄', width: 60, align: 'right', sortable: true, value: (row) => row.age },
  { key: 'kind', title: '类别', width: 66, sortable: true, value: (row) => row.kind },
  { key: 'joined', title: '入党', width: 104, sortable: true, value: (row) => row.joined },
  { key: 'post', title: '党内职务', width: 104, sortable: true, value: (row) => row.post },
  { key: 'marks', title: '标记', width: 220, value: (row) => row.marks },
]

export const lightColours: Readonly<Record<FindingLine['light'], LightColour | null>> = {
  绿: 'green',
  黄: 'yellow',
  红: 'red',
  无: null,
}

export const planLooks: Readonly<Record<PlanLine['state'], StatusKind>> = {
  未报送: 'none',
  已报送: 'doing',
  变更待审: 'doing',
  审核中: 'doing',
  批准: 'ok',
  退回修改: 'warn',
}

export const findingLooks: Readonly<Record<FindingLine['state'], StatusKind>> = {
  登记: 'none',
  已下达: 'doing',
  整改中: 'doing',
  已反馈: 'warn',
  待复查: 'warn',
  已销号: 'ok',
  退回重改: 'bad',
  撤销: 'na',
}

/** How a poll came out: the word stands beside the mark. */
export const pollResults: Readonly<Partial<Record<PollLine['mark'], readonly [StatusKind, string]>>> = {
  ok: ['ok', '通过'],
  ban: ['barred', '不准转段'],
  doing: ['doing', '测评中'],
  na: ['na', '作废'],
}

export const moveLooks: Readonly<Record<string, StatusKind | undefined>> = {
  草稿: 'none',
  不予转段: 'barred',
  退回: 'bad',
  已转段: 'ok',
}

/** 待验收 and 待说明 wait for somebody; closed ones are done. */
export const issueLook = (row: IssueLine): StatusKind =>
  row.state === '已销号' ? 'ok' : row.overdueDays > 0 ? 'bad' : row.state === '已完成' ? 'warn' : 'doing'
