// 督导日志 and 抽样登记: what the group did day by day (E-3), and every sample it drew.
import { choice, count, date, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { groupDuties } from '../rules/supervision.ts'

export type Duty = (typeof groupDuties)[number]

export const logMethods = [
  '听',
  '查',
  '看',
  '问',
  '测',
  '列席会议',
  '审方案',
  '下发文书',
  '座谈',
  '电话',
] as const

const UNIT = ['被督导单位', '所到单位', '党组织', '党支部', '支部', '单位', '受督导单位', '督导地点（单位）']

export const logs = defineLedger({
  key: 'logs',
  title: '督导日志',
  heading: '{town}督导日志',
  table: 'supervision_log',
  sheets: ['督导日志', '工作日志', '督导记录', '督导工作日志', '督导组日志'],
  identity: [['on_day', 'org_id', 'duty', 'content']],
  measure: '条',
  importNote:
    '一行写一天到一个单位做的一件事，写明四项职责中的哪一项。不到具体单位的（汇报、开会），督导单位可以空着。',
  isCoded: true,
  columns: {
    on_day: date('日期', {
      required: true,
      width: 13,
      aliases: ['督导日期', '时间', '督导时间', '工作日期'],
    }),
    weekday: text('星期', {
      readonly: true,
      width: 9,
      aliases: ['周几'],
      hint: '由日期算出。',
    }),
    org_id: reference('督导单位', 'organisations', {
      width: 24,
      codes: { unknown: 'M-330' },
      aliases: UNIT,
      hint: '到镇党委、先教办汇报的，可以空着。',
    }),
    people: text('督导人员', {
      of: 'prose',
      required: true,
      width: 16,
      aliases: ['督导组人员', '督导员', '参加人员', '人员', '督导组成员'],
      hint: '几个人用顿号隔开。',
    }),
    methods: tags(
      '督导方式',
      [
        { value: '听', synonyms: ['听汇报', '听取汇报'] },
        { value: '查', synonyms: ['查资料', '查阅资料', '查材料', '查记录'] },
        { value: '看', synonyms: ['看现场', '实地查看', '看阵地'] },
        { value: '问', synonyms: ['个别访谈', '问群众', '访谈', '个别谈话'] },
        { value: '测', synonyms: ['测试', '应知应会测试'] },
        { value: '列席会议', synonyms: ['列席', '参加会议', '参会', '到会'] },
        { value: '审方案', synonyms: ['审查方案', '审阅方案', '审阅材料'] },
        { value: '下发文书', synonyms: ['下达通知书', '发文', '送达文书'] },
        { value: '座谈', synonyms: ['召开座谈会', '座谈会'] },
        { value: '电话', synonyms: ['电话督导', '电话了解'] },
      ],
      { width: 16, aliases: ['方式', '督导形式', '检查方式'] },
    ),
    content: text('督导内容', {
      of: 'prose',
      required: true,
      width: 36,
      aliases: ['内容', '工作内容', '督导事项', '主要工作', '督导情况'],
    }),
    problems: text('发现问题', {
      of: 'prose',
      width: 30,
      aliases: ['发现的问题', '存在问题', '问题', '存在的问题'],
    }),
    suggestions: text('意见建议', {
      of: 'prose',
      width: 30,
      aliases: ['意见和建议', '督导意见', '建议', '提出的意见建议', '整改意见'],
      hint: '只提意见建议，不替单位作决定。',
    }),
    feedback: text('单位反馈', { of: 'prose', width: 24, aliases: ['反馈', '反馈情况', '单位意见'] }),
    duty: choice(
      '职责类别',
      [
        {
          value: '掌握进展',
          synonyms: ['了解掌握进展', '了解掌握', '掌握进展情况', '了解掌握进展情况', '一'],
        },
        { value: '总结经验', synonyms: ['总结推广经验', '总结、推广经验', '总结推广', '二'] },
        {
          value: '发现问题、督促解决',
          synonyms: ['发现问题督促解决', '发现问题', '督促解决', '发现问题，督促解决', '三'],
        },
        {
          value: '反映情况、当好参谋',
          synonyms: ['反映情况', '反映情况当好参谋', '当好参谋', '反映情况，当好参谋', '四'],
        },
      ],
      { required: true, width: 18, aliases: ['职责', '四项职责', '督导职责', '职责分类'] },
    ),
  },
  workColumns: [
    { name: 'source', type: 'TEXT', notNull: false },
    { name: 'source_id', type: 'TEXT', notNull: false },
  ],
})

export type LogRow = RowOf<typeof logs>

export const samples = defineLedger({
  key: 'samples',
  title: '抽样登记',
  heading: '{town}随机抽样登记表',
  table: 'sample_draw',
  sheets: ['抽样登记', '抽样登记表', '随机抽样单', '抽样单'],
  identity: [],
  measure: '次',
  importNote: '现场抽签的在这里登记或导入；由程序抽的，请到“随机抽样”里抽，抽后自动登记，不能改也不能删。',
  isCoded: true,
  columns: {
    no: text('编号', { readonly: true, width: 20, aliases: ['抽样编号', '抽样单编号'] }),
    drawn_on: date('抽样日期', { required: true, width: 13, aliases: ['日期', '抽样时间'] }),
    org_id: reference('单位', 'organisations', {
      width: 24,
      codes: { unknown: 'M-330' },
      aliases: ['被抽单位', '抽样单位', '所在支部', '党支部', '支部'],
      hint: '一次从几个单位里抽的，可以空着，在总体范围里写明。',
    }),
    purpose: choice(
      '抽样用途',
      [
        { value: '笔记', synonyms: ['学习笔记', '查笔记', '笔记抽查'] },
        { value: '考勤', synonyms: ['查考勤', '考勤核对'] },
        { value: '访谈党员', synonyms: ['党员访谈', '问党员'] },
        { value: '访谈群众', synonyms: ['群众访谈', '问群众', '入户访谈'] },
        { value: '材料', synonyms: ['党性分析材料', '查材料'] },
        { value: '已销号问题', synonyms: ['销号复查', '销号问题', '回访'] },
      ],
      { required: true, width: 12, aliases: ['用途'] },
    ),
    population: text('总体范围', {
      of: 'prose',
      required: true,
      width: 28,
      aliases: ['抽样范围', '范围', '总体'],
      hint: '从哪些人或哪些件里抽，如：本支部在册党员。',
    }),
    size: count('总体人数', { required: true, width: 10, aliases: ['总体数', '总人数', '总数'] }),
    wanted: count('抽样数', {
      required: true,
      width: 8,
      aliases: ['抽取数', '抽取人数', '抽样人数', '样本数'],
    }),
    method: choice(
      '抽样办法',
      [
        { value: '简单随机', synonyms: ['随机', '简单随机抽样'] },
        { value: '分层随机', synonyms: ['按类别分层', '分层抽样', '分层'] },
        { value: '现场抽签', synonyms: ['抽签', '摇号'] },
      ],
      { required: true, width: 11, aliases: ['办法', '抽样方法'] },
    ),
    strata: text('分层说明', { of: 'prose', width: 18, aliases: ['分层', '各类人数'] }),
    seed: text('起始数', { readonly: true, width: 12, aliases: ['随机种子', '种子'] }),
    list_sha256: text('名单校验码', {
      readonly: true,
      width: 20,
      hint: '由抽样时的名单算出，名单一变就不同。',
    }),
    drawn_at: text('抽样时刻', { readonly: true, width: 17 }),
    person: text('抽样人', { required: true, width: 10, aliases: ['抽取人', '抽样人员'] }),
    witness: text('单位见证人', { width: 10, aliases: ['见证人'] }),
    picked: text('抽中名单', { of: 'prose', width: 36, aliases: ['抽取名单', '样本名单', '抽中人员'] }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
  workColumns: [
    { name: 'scope', type: 'TEXT', notNull: false },
    { name: 'list', type: 'TEXT', notNull: false },
  ],
})

export type SampleRow = RowOf<typeof samples>
