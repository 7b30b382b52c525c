// 整改台账: the problems of the units, what is done about each, by whom and until when (I-8, E-12).
import { choice, date, flag, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const issueSources = [
  '征求意见',
  '党性分析',
  '督导检查',
  '测评',
  '民主评议',
  '调研摸底',
  '走访',
  '其他',
] as const

export const issueSubjects = ['班子', '党员个人', '支部', '镇党委政府'] as const

export const issues = defineLedger({
  key: 'issues',
  title: '整改问题',
  heading: '{town}整改台账',
  table: 'issue',
  sheets: ['整改台账', '整改方案', '问题清单', '整改问题清单', '整改措施', '销号表'],
  identity: [['no'], ['org_id', 'text']],
  measure: '件',
  importNote:
    '整改方案、整改台账都可以。导入的问题先列为待分类，类别由督导组定；表里写已销号的，要在“问题整改”里验收后才销号。',
  computedHeaders: ['逾期天数'],
  columns: {
    no: text('问题编号', { readonly: true, width: 16, aliases: ['整改编号'] }),
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['整改单位', '所在支部', '党支部', '支部', '党组织', '单位名称', '支部名称', '参学单位'],
    }),
    registered_on: date('登记时间', { width: 13, aliases: ['登记日期', '制定时间', '制定日期', '提出时间'] }),
    text: text('问题', {
      of: 'prose',
      required: true,
      width: 40,
      aliases: [
        '存在问题',
        '存在的问题',
        '主要问题',
        '突出问题',
        '问题内容',
        '整改问题',
        '查摆问题',
        '问题描述',
      ],
      hint: '一行写一个问题，写具体的事。',
    }),
    source: choice(
      '问题来源',
      [
        {
          value: '征求意见',
          synonyms: ['群众意见', '意见征求', '征求意见梳理', '群众反映', '座谈会', '问卷'],
        },
        { value: '党性分析', synonyms: ['党性分析材料', '自查', '对照检查', '自我剖析'] },
        { value: '督导检查', synonyms: ['督导', '督导组', '检查验收', '督查'] },
        { value: '测评', synonyms: ['满意度测评', '群众测评', '民主测评'] },
        { value: '民主评议', synonyms: ['评议', '民主评议党员'] },
        { value: '调研摸底', synonyms: ['调研', '摸底', '调查摸底'] },
        { value: '走访', synonyms: ['入户走访', '走访慰问', '谈心', '谈心谈话'] },
        { value: '其他', synonyms: ['其它'] },
      ],
      { width: 12, aliases: ['来源', '问题来源渠道', '意见来源'] },
    ),
    subject: choice(
      '对象',
      [
        { value: '班子', synonyms: ['领导班子', '支委会', '支部班子', '党委班子'] },
        { value: '党员个人', synonyms: ['个人', '党员', '党员干部'] },
        { value: '支部', synonyms: ['党支部', '单位'] },
        { value: '镇党委政府', synonyms: ['镇党委', '镇政府', '镇党委、政府', '党委政府'] },
      ],
      { width: 10, aliases: ['意见对象', '问题对象'] },
    ),
    kind: choice(
      '问题类别',
      [
        {
          value: '立说立改',
          synonyms: ['马上改', '立行立改', '即知即改', '一类', '应当并能及时解决', '第一类', '1'],
        },
        { value: '限期整改', synonyms: ['限期改', '限时整改', '二类', '第二类', '2'] },
        {
          value: '综合治理',
          synonyms: ['逐步改', '协调解决', '三类', '第三类', '3', '能解决而一时解决不了'],
        },
        {
          value: '说明情况',
          synonyms: ['解释说明', '暂不能解决', '确实不能解决', '暂时不能解决', '四类', '第四类', '4'],
        },
      ],
      {
        width: 11,
        aliases: ['问题类别（四类）', '四类', '类别', '整改类别', '问题分类', '分类', '整改类型', '问题类型'],
        hint: '立说立改、限期整改、综合治理、说明情况四类中选一类。',
      },
    ),
    focus: text('整改目标', {
      of: 'prose',
      width: 24,
      aliases: ['整改重点', '目标', '整改目标（重点）', '整改要求'],
    }),
    measures: text('整改措施', {
      of: 'prose',
      width: 36,
      aliases: ['措施', '具体措施', '整改办法', '整改意见'],
    }),
    leader: text('责任领导', { width: 10, aliases: ['分管领导', '牵头领导', '责任领导人'] }),
    lead_unit: text('牵头单位', {
      of: 'prose',
      width: 16,
      aliases: ['责任单位', '责任单位牵头', '责任单位（牵头）', '责任部门', '牵头'],
    }),
    partners: text('协办单位', {
      of: 'prose',
      width: 18,
      aliases: ['协调单位', '配合单位', '责任单位协办', '协办'],
      hint: '几个单位用顿号隔开。',
    }),
    owner: text('责任人', { width: 10, aliases: ['具体责任人', '责任人员', '承办人', '整改责任人'] }),
    due_text: text('整改时限', {
      of: 'prose',
      width: 16,
      aliases: ['时限', '完成时限', '整改期限', '期限', '计划完成时间', '限期'],
      hint: '写到日，如 2005年9月15日；也可以写“9月中旬”“立即整改”“长期坚持”。',
    }),
    due_on: date('时限日期', {
      width: 13,
      aliases: ['复查日期'],
      hint: '按整改时限算出；写“长期坚持”的，填复查日期。',
    }),
    progress: text('进展情况', {
      of: 'prose',
      width: 30,
      aliases: ['整改进展', '进展', '落实情况', '整改进展情况'],
    }),
    completion: text('完成情况', { of: 'prose', width: 30, aliases: ['整改情况', '整改结果', '完成结果'] }),
    done_on: date('完成时间', { width: 13, aliases: ['完成日期', '解决日期', '解决时间', '实际完成时间'] }),
    evidence: text('佐证', { of: 'prose', width: 18, aliases: ['佐证材料', '证明材料'] }),
    closed: flag('是否销号', { readonly: true, width: 8, aliases: ['销号', '销号情况', '是否已销号'] }),
    state: choice(
      '状态',
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
      { readonly: true, width: 10, aliases: ['办理状态'] },
    ),
    cause: text('不能解决的原因', { of: 'prose', width: 20, aliases: ['不能解决原因', '原因'] }),
    policy_basis: text('政策依据', { of: 'prose', width: 20, aliases: ['依据'] }),
    explained_on: date('说明时间', { width: 13, aliases: ['说明日期', '说明情况时间'] }),
    explained_to: text('说明对象', { of: 'prose', width: 16, aliases: ['说明情况对象'] }),
    explained_how: text('说明方式', { of: 'prose', width: 16, aliases: ['说明情况方式'] }),
    verifier: text('验收人', { readonly: true, width: 10 }),
    verified_on: date('验收时间', { readonly: true, width: 13, aliases: ['验收日期'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
  workColumns: [
    { name: 'phase', type: 'TEXT', notNull: false },
    { name: 'round', type: 'INTEGER', notNull: true },
    { name: 'relapse_count', type: 'INTEGER', notNull: true },
    { name: 'unsolved', type: 'INTEGER', notNull: true },
    { name: 'finding_id', type: 'TEXT', notNull: false },
    { name: 'opinion_id', type: 'TEXT', notNull: false },
    { name: 'analysis_id', type: 'TEXT', notNull: false },
    { name: 'poll_id', type: 'TEXT', notNull: false },
    { name: 'receipt', type: 'TEXT', notNull: false },
    { name: 'supervisor_unit', type: 'TEXT', notNull: false },
    { name: 'ordered_poll_id', type: 'TEXT', notNull: false },
  ],
})

export type IssueRow = RowOf<typeof issues>
