// What waits, is blocked or falls due on the demonstration day, and the draft of the third circular.

/** Units whose way to the second phase is blocked by something the table of polls does not say. */
export const gates = [
  { unit: '中心卫生院支部', waitsFor: '第2轮测评尚未报先教办' },
  { unit: '供销社支部', waitsFor: '弃权票口径待县先教办确定（计入3/31，不计入3/29）；班子整顿问题未销号' },
  { unit: '机关离退休支部', waitsFor: '待复查问题1条' },
  { unit: '文化计生联合支部', waitsFor: '待复查问题1条' },
  { unit: '酿造公司支部', waitsFor: '转段审批表待组长签' },
  { unit: '北湾小学支部', waitsFor: '阶段小结未交' },
  {
    unit: '电器公司支部',
    waitsFor: '报送晚于申请转段时间',
    reportedAt: '2005-08-16T16:00',
    appliedMoveAt: '2005-08-16T14:00',
    refusedBy: 'M-503',
    newMoveOn: '2005-08-18',
  },
  { unit: '第三小学支部', corrected: '首次录入各档合计22、有效21，不能保存，核对票面后改为21' },
]

/** Committees and general branches hold no poll of their own. */
export const parentTransitions = [
  { unit: '镇党委', reportedOn: '2005-08-08', movedOn: '2005-08-10' },
  { unit: '机关党总支', reportedOn: '2005-08-08', movedOn: '2005-08-11' },
  { unit: '教育党总支', reportedOn: '2005-08-08', movedOn: '2005-08-09' },
  { unit: '东片党总支', reportedOn: '2005-08-08', movedOn: '2005-08-11' },
  { unit: '南片党总支', reportedOn: '2005-08-08', movedOn: '2005-08-10' },
  { unit: '北片党总支', reportedOn: '2005-08-08', movedOn: '2005-08-11' },
]

/** Submitted counts beyond one a week, and what the town and the county used. */
export const circular = {
  no: 3,
  from: '2005-08-01',
  to: '2005-08-15',
  issuedOn: '2005-08-17',
  state: '草稿',
  extraSubmitted: [
    { unit: '清溪中学支部', count: 3 },
    { unit: '纺织公司支部', count: 2 },
    { unit: '中心小学支部', count: 1 },
  ],
  adopted: [
    { unit: '清溪中学支部', town: 1, county: 1 },
    { unit: '纺织公司支部', town: 0, county: 1 },
    { unit: '中心卫生院支部', town: 1, county: 0 },
    { unit: '城东社区支部', town: 1, county: 0 },
  ],
}

export const homePage = {
  appointments: [
    { on: '2005-08-17', at: '14:30', unit: '制衣公司支部', what: '补课', who: '石文博' },
    { on: '2005-08-18', at: '14:00', unit: '水利站支部', what: '第2轮测评', who: '田克勤' },
    { on: '2005-08-18', at: '19:00', unit: '机械公司支部', what: '补课会', who: '石文博' },
    { on: '2005-08-19', at: '09:00', unit: '城西社区支部', what: '测评', who: '叶素心' },
    { on: '2005-08-19', at: '09:00', unit: '个体协会支部', what: '测评', who: '叶素心' },
  ],
  riskOrder: ['包装公司支部', '粮管所支部', '五金公司支部', '运输公司支部', '商贸城支部', '流动党员支部'],
  lastBackup: { at: '2005-08-16T18:00', state: '正常' },
  failedBackups: 1,
  importBatches: [
    { kind: '党员花名册', state: '已撤销' },
    { kind: '党员花名册', state: '已写入' },
    { kind: '学习考勤', state: '已写入' },
    { kind: '测评统计', state: '已写入' },
    { kind: '整改反馈', state: '已写入' },
  ],
}
