// The states a plan, a stage, a move, a poll, a finding, a problem, an analysis and a weekly report go through, as data.

/** What must hold before a step; a rule number, or a condition only the acting code can see. */
export type Guard =
  | 'R-14 通过'
  | 'R-14 有不符合项'
  | '上一阶段已转段'
  | '自查已填全'
  | 'R-30 通过'
  | 'R-30 未通过'
  | 'R-33 通过'
  | '被R-32挡住的须有新一轮测评'
  | '先教办已批准'
  | '票数相符'
  | '督导组已签字'
  | '限组长并写明理由'
  | '写明理由'
  | 'R-57 通过'
  | 'R-48b 通过'
  | '有移交回执'
  | '已说明时间和对象'
  | '注明未解决'
  | '类别允许且已批准'
  | 'R-43 通过'
  | 'R-43 未通过'
  | '有帮助记录'
  | 'R-28 按时'
  | 'R-28 迟报'
  | 'R-28 未报'
  | 'R-20b 补齐'
  | '免补已批准'
  | 'R-45 通过'
  | 'R-23b 通过'

export interface Step<S extends string, A extends string> {
  readonly from: S
  readonly action: A
  readonly to: S
  readonly guard?: Guard
}

export interface Machine<S extends string, A extends string> {
  readonly name: string
  readonly label: string
  readonly initial: S
  readonly states: readonly S[]
  readonly actions: readonly A[]
  /** At most one step for a state and an action. */
  readonly steps: readonly Step<S, A>[]
}

type Row<S, A> = readonly [from: S, action: A, to: S, guard?: Guard]

const machine = <const S extends string, const A extends string>(
  name: string,
  label: string,
  states: readonly [S, ...S[]],
  actions: readonly A[],
  rows: readonly Row<NoInfer<S>, NoInfer<A>>[],
): Machine<S, A> => ({
  name,
  label,
  initial: states[0],
  states,
  actions,
  steps: rows.map(([from, action, to, guard]) => ({
    from,
    action,
    to,
    ...(guard === undefined ? {} : { guard }),
  })),
})

/** 退回修改 → 已报送 is version n + 1 with all four refusals 未审 again; an approved plan that is edited is reviewed again. */
export const planMachine = machine(
  'plan',
  '活动方案',
  ['未报送', '已报送', '审核中', '批准', '退回修改', '变更待审'],
  ['报送', '开始审核', '批准', '退回', '变更'],
  [
    ['未报送', '报送', '已报送'],
    ['已报送', '开始审核', '审核中'],
    ['审核中', '批准', '批准', 'R-14 通过'],
    ['审核中', '退回', '退回修改', 'R-14 有不符合项'],
    ['退回修改', '报送', '已报送'],
    ['批准', '变更', '变更待审'],
    ['变更待审', '开始审核', '审核中'],
  ],
)

/** 延期 is a revision by notice of the superior; the stage then goes on with its new dates. */
export const unitStageMachine = machine(
  'unitStage',
  '单位阶段',
  ['未开始', '进行中', '自查中', '待验收', '验收合格', '限期补课', '待转段', '已转段', '已延期'],
  ['开始', '开始自查', '提请验收', '验收合格', '责令补课', '重新自查', '申请转段', '转段', '延期', '恢复'],
  [
    ['未开始', '开始', '进行中', '上一阶段已转段'],
    ['进行中', '开始自查', '自查中'],
    ['自查中', '提请验收', '待验收', '自查已填全'],
    ['待验收', '验收合格', '验收合格', 'R-30 通过'],
    ['待验收', '责令补课', '限期补课', 'R-30 未通过'],
    ['限期补课', '重新自查', '自查中'],
    ['验收合格', '申请转段', '待转段'],
    ['待转段', '转段', '已转段', 'R-33 通过'],
    ['未开始', '延期', '已延期', '写明理由'],
    ['进行中', '延期', '已延期', '写明理由'],
    ['自查中', '延期', '已延期', '写明理由'],
    ['待验收', '延期', '已延期', '写明理由'],
    ['验收合格', '延期', '已延期', '写明理由'],
    ['限期补课', '延期', '已延期', '写明理由'],
    ['待转段', '延期', '已延期', '写明理由'],
    ['已延期', '恢复', '进行中', '上一阶段已转段'],
  ],
)

/** Refused for R-32, a request comes back to the draft only with a new round of the poll; nobody may override. */
export const transitionMachine = machine(
  'transition',
  '转段',
  ['草稿', '已申请', '督导组审核', '同意', '不予转段', '已报先教办', '已批准', '退回', '已转段'],
  ['申请', '受理', '同意', '不予转段', '重新申请', '报先教办', '批准', '退回', '转段'],
  [
    ['草稿', '申请', '已申请'],
    ['已申请', '受理', '督导组审核'],
    ['督导组审核', '同意', '同意', 'R-33 通过'],
    ['督导组审核', '不予转段', '不予转段'],
    ['不予转段', '重新申请', '草稿', '被R-32挡住的须有新一轮测评'],
    ['同意', '报先教办', '已报先教办'],
    ['已报先教办', '批准', '已批准', '先教办已批准'],
    ['已报先教办', '退回', '退回', '写明理由'],
    ['退回', '重新申请', '草稿'],
    ['已批准', '转段', '已转段'],
  ],
)

/**
 * A confirmed poll is frozen; a re-poll is a new row with the next round. A round that went wrong before its confirmation
 * (more ballots returned than issued, T-08) is void as well and stays on record.
 */
export const pollMachine = machine(
  'poll',
  '测评',
  ['筹备', '已发票', '已收回', '已统计', '已确认', '作废'],
  ['发票', '收回', '统计', '确认', '作废'],
  [
    ['筹备', '发票', '已发票'],
    ['已发票', '收回', '已收回'],
    ['已收回', '统计', '已统计', '票数相符'],
    ['已统计', '确认', '已确认', '督导组已签字'],
    ['筹备', '作废', '作废', '限组长并写明理由'],
    ['已发票', '作废', '作废', '限组长并写明理由'],
    ['已收回', '作废', '作废', '限组长并写明理由'],
    ['已统计', '作废', '作废', '限组长并写明理由'],
    ['已确认', '作废', '作废', '限组长并写明理由'],
  ],
)

/** Overdue is derived from the due day, never a state; each 重新整改 counts as a reopening. */
export const findingMachine = machine(
  'finding',
  '督导问题',
  ['登记', '已下达', '整改中', '已反馈', '待复查', '已销号', '退回重改', '撤销'],
  ['下达', '开始整改', '反馈', '提请复查', '销号', '退回', '重新整改', '撤销'],
  [
    ['登记', '下达', '已下达', 'R-57 通过'],
    ['登记', '撤销', '撤销', '写明理由'],
    ['已下达', '开始整改', '整改中'],
    ['整改中', '反馈', '已反馈'],
    ['已反馈', '提请复查', '待复查'],
    ['待复查', '销号', '已销号', 'R-48b 通过'],
    ['待复查', '退回', '退回重改', '写明理由'],
    ['退回重改', '重新整改', '整改中'],
  ],
)

/** Four kinds, four ways; a poll that is not passed sends every open problem to 重新整改. */
export const issueMachine = machine(
  'issue',
  '整改问题',
  [
    '待分类',
    '立改中',
    '整改中',
    '协调中',
    '已移交上级',
    '待说明',
    '已说明',
    '已完成',
    '已销号',
    '重新整改',
    '反弹重开',
  ],
  [
    '定为立说立改',
    '定为限期整改',
    '定为综合治理',
    '定为说明情况',
    '改变类型',
    '协调到位',
    '移交上级',
    '完成',
    '说明',
    '销号',
    '责令重新整改',
    '重开',
  ],
  [
    ['待分类', '定为立说立改', '立改中'],
    ['待分类', '定为限期整改', '整改中'],
    ['待分类', '定为综合治理', '协调中'],
    ['待分类', '定为说明情况', '待说明'],
    ['立改中', '改变类型', '待分类', '写明理由'],
    ['整改中', '改变类型', '待分类', '写明理由'],
    ['协调中', '改变类型', '待分类', '写明理由'],
    ['待说明', '改变类型', '待分类', '写明理由'],
    ['协调中', '协调到位', '整改中'],
    ['协调中', '移交上级', '已移交上级', '有移交回执'],
    ['立改中', '完成', '已完成'],
    ['整改中', '完成', '已完成'],
    ['已移交上级', '完成', '已完成'],
    ['重新整改', '完成', '已完成'],
    ['反弹重开', '完成', '已完成'],
    ['待说明', '说明', '已说明', '已说明时间和对象'],
    ['已说明', '销号', '已销号', '注明未解决'],
    ['已完成', '销号', '已销号', 'R-48b 通过'],
    ['待分类', '责令重新整改', '重新整改', '写明理由'],
    ['立改中', '责令重新整改', '重新整改', '写明理由'],
    ['整改中', '责令重新整改', '重新整改', '写明理由'],
    ['协调中', '责令重新整改', '重新整改', '写明理由'],
    ['已移交上级', '责令重新整改', '重新整改', '写明理由'],
    ['待说明', '责令重新整改', '重新整改', '写明理由'],
    ['已说明', '责令重新整改', '重新整改', '写明理由'],
    ['已完成', '责令重新整改', '重新整改', '写明理由'],
    ['反弹重开', '责令重新整改', '重新整改', '写明理由'],
    ['已销号', '重开', '反弹重开', '写明理由'],
  ],
)

/** 帮助中 → 已交 is version n + 1; it is polled again before it can be 合格. */
export const analysisMachine = machine(
  'analysis',
  '党性分析材料',
  [
    '未交',
    '口述',
    '免写',
    '已交',
    '退回修改',
    '审阅通过',
    '已测评',
    '合格',
    '待重写',
    '帮助中',
    '会后修改稿已交',
    '归档',
  ],
  [
    '批准口述',
    '批准免写',
    '交稿',
    '退回',
    '通过',
    '测评',
    '定为合格',
    '定为重写',
    '开始帮助',
    '交修改稿',
    '归档',
  ],
  [
    ['未交', '批准口述', '口述', '类别允许且已批准'],
    ['未交', '批准免写', '免写', '类别允许且已批准'],
    ['未交', '交稿', '已交'],
    ['口述', '交稿', '已交'],
    ['已交', '退回', '退回修改', '写明理由'],
    ['已交', '通过', '审阅通过'],
    ['退回修改', '交稿', '已交'],
    ['审阅通过', '测评', '已测评'],
    ['已测评', '定为合格', '合格', 'R-43 通过'],
    ['已测评', '定为重写', '待重写', 'R-43 未通过'],
    ['待重写', '开始帮助', '帮助中', '有帮助记录'],
    ['帮助中', '交稿', '已交'],
    ['合格', '交修改稿', '会后修改稿已交'],
    ['会后修改稿已交', '归档', '归档'],
    ['免写', '归档', '归档'],
  ],
)

/** 未报 is set by the clock; a report that comes after it is 补报 and stays 未报 for timeliness. */
export const weeklyReportMachine = machine(
  'weeklyReport',
  '周报',
  ['待报', '按时', '迟报', '未报', '补报', '被采用'],
  ['按时报送', '迟报', '到期未报', '补报', '采用'],
  [
    ['待报', '按时报送', '按时', 'R-28 按时'],
    ['待报', '迟报', '迟报', 'R-28 迟报'],
    ['待报', '到期未报', '未报', 'R-28 未报'],
    ['未报', '补报', '补报'],
    ['按时', '采用', '被采用'],
    ['迟报', '采用', '被采用'],
    ['被采用', '采用', '被采用'],
  ],
)

/** 缺课 is an absence or a leave just recorded; each further lesson short of the missed hours keeps it 部分补课. */
/**
 * An absence opens it, hours made up close it. It follows the records: an absence that was none is 已更正, hours taken back or
 * an exemption withdrawn lead back to the open state.
 */
export const makeupMachine = machine(
  'makeup',
  '补课',
  ['缺课', '待补课', '部分补课', '已补齐', '免补', '已更正'],
  ['列入补课', '补课', '补齐', '批准免补', '核减补课', '撤销免补', '更正考勤'],
  [
    ['缺课', '列入补课', '待补课'],
    ['待补课', '补课', '部分补课'],
    ['待补课', '补齐', '已补齐', 'R-20b 补齐'],
    ['部分补课', '补课', '部分补课'],
    ['部分补课', '补齐', '已补齐', 'R-20b 补齐'],
    ['待补课', '批准免补', '免补', '免补已批准'],
    ['部分补课', '批准免补', '免补', '免补已批准'],
    ['部分补课', '核减补课', '待补课'],
    ['已补齐', '核减补课', '待补课'],
    ['免补', '撤销免补', '待补课', '写明理由'],
    ['待补课', '更正考勤', '已更正'],
    ['部分补课', '更正考勤', '已更正'],
    ['已补齐', '更正考勤', '已更正'],
    ['免补', '更正考勤', '已更正'],
    ['已更正', '列入补课', '待补课'],
  ],
)

/** No disposal without education before it; a breach of discipline leaves for the discipline commission at any open step. */
export const unqualifiedMachine = machine(
  'unqualified',
  '不合格党员',
  ['发现', '批评教育', '已转化', '登记申请', '审查', '予以登记', '缓登', '组织处置', '结案', '移交纪检'],
  ['批评教育', '认定转化', '申请登记', '审查', '予以登记', '缓登', '组织处置', '结案', '移交纪检'],
  [
    ['发现', '批评教育', '批评教育'],
    ['批评教育', '认定转化', '已转化', 'R-45 通过'],
    ['批评教育', '申请登记', '登记申请', 'R-45 通过'],
    ['登记申请', '审查', '审查'],
    ['审查', '予以登记', '予以登记', 'R-45 通过'],
    ['审查', '缓登', '缓登', 'R-45 通过'],
    ['审查', '组织处置', '组织处置', 'R-45 通过'],
    ['已转化', '结案', '结案'],
    ['予以登记', '结案', '结案'],
    ['缓登', '结案', '结案'],
    ['组织处置', '结案', '结案'],
    ['发现', '移交纪检', '移交纪检', '写明理由'],
    ['批评教育', '移交纪检', '移交纪检', '写明理由'],
    ['登记申请', '移交纪检', '移交纪检', '写明理由'],
    ['审查', '移交纪检', '移交纪检', '写明理由'],
  ],
)

export const exemplarMachine = machine(
  'exemplar',
  '典型',
  ['推荐', '入围', '确定', '宣传', '未采纳'],
  ['入围', '确定', '宣传', '不采纳'],
  [
    ['推荐', '入围', '入围'],
    ['入围', '确定', '确定'],
    ['确定', '宣传', '宣传', 'R-23b 通过'],
    ['推荐', '不采纳', '未采纳', '写明理由'],
    ['入围', '不采纳', '未采纳', '写明理由'],
  ],
)

export const machines = [
  planMachine,
  unitStageMachine,
  transitionMachine,
  pollMachine,
  findingMachine,
  issueMachine,
  analysisMachine,
  weeklyReportMachine,
  makeupMachine,
  unqualifiedMachine,
  exemplarMachine,
] as const

type StateOf<M> = M extends Machine<infer S, string> ? S : never
export type PlanState = StateOf<typeof planMachine>
export type UnitStageState = StateOf<typeof unitStageMachine>
export type TransitionState = StateOf<typeof transitionMachine>
export type PollState = StateOf<typeof pollMachine>
export type FindingState = StateOf<typeof findingMachine>
export type IssueState = StateOf<typeof issueMachine>
export type AnalysisState = StateOf<typeof analysisMachine>
export type WeeklyReportState = StateOf<typeof weeklyReportMachine>
export type MakeupState = StateOf<typeof makeupMachine>
export type UnqualifiedState = StateOf<typeof unqualifiedMachine>
export type ExemplarState = StateOf<typeof exemplarMachine>

/** The step an action takes from a state, with the guard still to be checked; null when the action is not open there. */
export const stepFrom = <S extends string, A extends string>(
  { steps }: Machine<S, A>,
  state: NoInfer<S>,
  action: NoInfer<A>,
): Step<S, A> | null => steps.find((step) => step.from === state && step.action === action) ?? null

/** Whether the action is open in the state; its guard is the caller's to check. */
export const mayAct = <S extends string, A extends string>(
  machineOf: Machine<S, A>,
  state: NoInfer<S>,
  action: NoInfer<A>,
): boolean => stepFrom(machineOf, state, action) !== null

/** The actions open in a state, in the order of the machine. */
export const actionsFrom = <S extends string, A extends string>(
  machineOf: Machine<S, A>,
  state: NoInfer<S>,
): A[] => machineOf.actions.filter((action) => mayAct(machineOf, state, action))
