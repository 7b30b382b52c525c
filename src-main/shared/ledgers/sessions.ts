// 学习活动: what each unit studied together, when, for how long, and how many it says came (I-3, list form).
import { choice, count, date, hours, reference, tags, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { readings } from '../campaign/readings.ts'
import { courseKinds } from '../rules/study.ts'

export type CourseKind = (typeof courseKinds)[number]

/** Titles without their marks, and the short forms of everyday use. */
const SHORT_TITLES: Readonly<Record<number, readonly string[]>> = {
  1: ['党章', '《党章》', '中国共产党章程'],
  2: ['读本', '先进性教育读本', '《先进性教育读本》', '保持共产党员先进性教育读本'],
  3: ['专题报告', '胡锦涛专题报告', '胡锦涛同志的专题报告'],
  4: ['重要讲话', '上级领导讲话', '领导讲话'],
  5: ['学习纲要', '三个代表学习纲要', '“三个代表”学习纲要', '纲要', '《纲要》'],
  6: ['执政能力决定', '《执政能力决定》', '决定', '《决定》'],
}

const COURSE_SYNONYMS: Readonly<Record<CourseKind, readonly string[]>> = {
  形势任务课: ['形势任务', '形势任务教育', '形势课'],
  执政能力课: ['执政能力', '执政能力建设', '执政能力教育'],
  党纪党规课: ['党纪党规', '党规党纪', '党规党纪课', '党纪党规教育'],
  党员标准课: ['党员标准', '党员标准教育'],
  正反典型教育课: ['正反典型', '正反典型课', '正反典型教育', '典型教育课'],
}

export const sessions = defineLedger({
  key: 'sessions',
  title: '学习活动',
  heading: '{town}学习活动登记表',
  table: 'study_session',
  sheets: [
    '学习活动',
    '学习活动记录',
    '集中学习',
    '集中学习登记表',
    '学习情况',
    '学习登记表',
    '党员学习情况统计表',
  ],
  identity: [
    ['org_id', 'date', 'from_time'],
    ['org_id', 'date', 'theme'],
  ],
  measure: '次',
  importNote:
    '一行一次学习，表中的应到、实到、请假、缺席照实保存，和逐人考勤并列显示。逐人打勾的考勤表，请在“考勤”页面用“导入考勤表”。',
  isCoded: true,
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['所在支部', '党支部', '支部', '党组织', '单位名称', '支部名称', '参学单位', '学习单位'],
    }),
    date: date('日期', {
      required: true,
      width: 13,
      aliases: ['时间', '学习日期', '学习时间', '活动时间', '活动日期'],
    }),
    from_time: text('开始时间', { width: 9, aliases: ['起始时间', '开始'], hint: '写作 19:00。' }),
    to_time: text('结束时间', { width: 9, aliases: ['终止时间', '结束'], hint: '写作 21:30。' }),
    theme: text('学习内容', {
      of: 'prose',
      width: 34,
      aliases: ['内容', '主题', '学习主题', '活动内容', '学习内容（主题）'],
    }),
    form: text('学习形式', {
      width: 12,
      aliases: ['形式', '活动形式', '学习方式', '方式'],
      hint: '目录中标为集中的形式计入集中学时，个人自学只作记录。',
    }),
    course_type: choice(
      '辅导课',
      courseKinds.map((value) => ({ value, synonyms: COURSE_SYNONYMS[value] })),
      {
        width: 15,
        aliases: ['五门课', '辅导课类别', '课程', '课程类别'],
        hint: '上的是五门辅导课中的哪一门；一次只写一门。',
      },
    ),
    readings: tags(
      '学习篇目',
      readings.map(({ no, title }) => ({
        value: title,
        synonyms: [title.replaceAll(/[《》“”]/gu, ''), ...(SHORT_TITLES[no] ?? [])],
      })),
      { width: 30, aliases: ['必学篇目', '篇目', '学习材料', '学习文件'] },
    ),
    hours: hours('学时', {
      required: true,
      width: 7,
      aliases: ['学时数', '课时', '学习学时', '集中学习学时'],
    }),
    host: text('主持人', { width: 9, aliases: ['主持', '召集人'] }),
    lecturer: text('主讲人', { width: 10, aliases: ['主讲', '授课人', '辅导人', '领学人', '宣讲人'] }),
    place: text('地点', { width: 16, aliases: ['学习地点', '活动地点', '场所'] }),
    joint: text('联合学习', {
      width: 16,
      aliases: ['联合学习名称', '全镇集中学习'],
      hint: '几个单位合办的一次学习，各单位各登一行，在这里写同一个名称。',
    }),
    reported_expected: count('应到', { width: 7, aliases: ['应到人数', '应参加', '应参学', '应参加人数'] }),
    reported_present: count('实到', {
      width: 7,
      aliases: ['实到人数', '实参加', '出席', '出席人数', '参加人数'],
    }),
    reported_leave: count('请假', { width: 7, aliases: ['请假人数'] }),
    reported_absent: count('缺席', { width: 7, aliases: ['缺席人数', '缺勤', '缺勤人数', '旷课'] }),
    reported_rate: text('参学率', { width: 9, aliases: ['参学率%', '出勤率', '到课率', '参学比例'] }),
    counted_present: count('考勤实到', { width: 9, readonly: true, hint: '按逐人考勤算出。' }),
    counted_leave: count('考勤请假', { width: 9, readonly: true, hint: '按逐人考勤算出。' }),
    counted_absent: count('考勤缺席', { width: 9, readonly: true, hint: '按逐人考勤算出。' }),
    recorder: text('记录人', { width: 9, aliases: ['记录', '考勤人', '登记人'] }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
})

export type SessionRow = RowOf<typeof sessions>
