// 每周进展情况: what each unit reported in each week, with the numbers of the week (I-9, E-9).
import { choice, count, date, hours, phone, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { weeklyReportMachine } from '../rules/machines.ts'

/** Pieces of one unit in one week; the first is the weekly report itself. */
const MOST_PIECES = 20
const pieces = Array.from({ length: MOST_PIECES }, (_, i) => {
  const n = String(i + 1)
  return { value: n, synonyms: [`第${n}条`, `${n}条`] }
})

export const weeklyReports = defineLedger({
  key: 'weekly_reports',
  title: '每周进展',
  heading: '{town}每周工作进展情况表',
  table: 'weekly_report',
  sheets: [
    '每周进展情况',
    '每周工作进展情况表',
    '每周进展情况报送表',
    '周报',
    '工作进展情况表',
    '进展情况表',
  ],
  identity: [['org_id', 'week', 'item_no']],
  measure: '条',
  importNote:
    '每周进展情况报送表，一行一个单位一周。一周从星期五到星期四，写这一周里的任一天都行；是按时还是迟报，按报送日期判定。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['报送单位', '填报单位', '单位名称', '党支部', '支部', '支部名称', '党组织', '参学单位'],
    }),
    week: date('周次', {
      width: 13,
      aliases: ['所属周', '周', '报送周次'],
      hint: '写这一周（星期五到星期四）里的任一天，按星期四登记；不填按报送日期归入那一周。',
    }),
    item_no: choice('本周第几条', pieces, {
      width: 8,
      aliases: ['第几条', '条次', '本周条次'],
      hint: '周报填1，同一周另报的信息填2、3；不填按1。',
    }),
    submitted_on: date('报送日期', {
      width: 13,
      aliases: ['报送时间', '上报日期', '上报时间', '报出日期', '收到日期', '填报日期', '周次/报送日期'],
    }),
    submitted_time: text('报送时刻', {
      width: 9,
      aliases: ['时刻', '几时几分', '报送钟点'],
      hint: '如 17:30；不填按当天以内。24:00 算第二天。',
    }),
    channel: choice(
      '报送方式',
      [
        { value: '书面', synonyms: ['当面', '面交', '纸质', '送达', '送来'] },
        { value: '电话', synonyms: ['口头', '电话报告'] },
        { value: '传真' },
        { value: '网络', synonyms: ['邮件', '电子邮件', '邮箱', 'E-mail', '网上', '电子文档'] },
      ],
      { width: 9, aliases: ['方式', '上报方式', '报送途径'] },
    ),
    title: text('信息标题', { of: 'prose', width: 26, aliases: ['标题', '题目', '信息题目'] }),
    text: text('信息内容', {
      of: 'prose',
      width: 40,
      aliases: ['内容', '主要内容', '进展情况', '工作进展', '工作进展情况', '本周工作进展'],
    }),
    sessions: count('集中学习次数', {
      width: 8,
      aliases: ['本周集中学习次数', '学习次数', '集中学习（次）'],
    }),
    hours: hours('学时', { width: 8, aliases: ['本周学时', '集中学习学时', '学习学时'] }),
    attendees: count('参学人数', {
      width: 8,
      aliases: ['本周参学人数', '参学人次', '参加学习人数'],
      hint: '各次到会人次之和。',
    }),
    makeups: count('补课人数', { width: 8, aliases: ['本周补课人数', '补课人次'] }),
    opinions: count('征求意见条数', { width: 9, aliases: ['本周征求意见条数', '征求意见', '意见条数'] }),
    talks: count('谈心人次', { width: 8, aliases: ['本周谈心人次', '谈心谈话人次', '谈心谈话', '谈心'] }),
    found: count('发现问题', {
      width: 8,
      aliases: ['本周发现问题', '发现问题数', '查找问题', '发现问题（件）'],
    }),
    solved: count('解决问题', { width: 8, aliases: ['本周解决问题', '解决问题数', '解决问题（件）'] }),
    visits: count('走访慰问', { width: 8, aliases: ['本周走访慰问', '走访慰问人次', '走访人次'] }),
    total_sessions: count('累计集中学习次数', { width: 9, aliases: ['累计学习次数'] }),
    total_hours: hours('累计学时', { width: 8, aliases: ['学时累计', '累计学习学时'] }),
    total_opinions: count('累计征求意见条数', { width: 9, aliases: ['累计征求意见', '征求意见累计'] }),
    total_talks: count('累计谈心人次', { width: 9, aliases: ['累计谈心', '谈心累计'] }),
    total_solved: count('累计解决问题', { width: 9, aliases: ['累计解决问题数', '解决问题累计'] }),
    reporter: text('报送人', { of: 'name', width: 10, aliases: ['信息员', '填报人', '报送人姓名'] }),
    phone: phone('电话', { width: 16, aliases: ['联系电话', '报送人电话', '信息员电话'] }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
    state: choice('状态', weeklyReportMachine.states, {
      readonly: true,
      width: 9,
      aliases: ['报送状态', '报送情况'],
    }),
  },
  workColumns: [
    { name: 'timeliness', type: 'TEXT', notNull: false },
    { name: 'facts', type: 'TEXT', notNull: false },
  ],
  isCoded: true,
})

export type WeeklyReportRow = RowOf<typeof weeklyReports>

/** Numbers since the beginning, which never shrink. */
export const cumulativeCounts = [
  'total_sessions',
  'total_hours',
  'total_opinions',
  'total_talks',
  'total_solved',
] as const
