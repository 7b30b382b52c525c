// 骨干培训: which secretaries and key people were trained, when and by whom (SYS-60).
import { choice, date, flag, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const trainings = defineLedger({
  key: 'trainings',
  title: '骨干培训',
  heading: '{town}支部书记和工作骨干培训签到表',
  table: 'training',
  sheets: ['培训签到表', '骨干培训', '培训', '书记培训', '培训登记表', '支部书记培训签到表'],
  identity: [['org_id', 'name', 'date']],
  measure: '人次',
  importNote: '支部书记和工作骨干培训签到表，一行一人一次。没有到的也列上，“是否参加”填否。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['所在党支部', '党支部', '支部', '所在支部', '支部名称', '单位名称', '党组织', '参学单位'],
    }),
    name: text('姓名', {
      of: 'name',
      required: true,
      width: 10,
      codes: { missing: 'M-301', unknown: 'M-302' },
      aliases: ['参训人员', '参训人', '参加培训人员', '学员'],
    }),
    post: choice(
      '职务',
      [
        { value: '支部书记', synonyms: ['书记', '党支部书记', '总支书记', '党总支书记', '支书'] },
        { value: '副书记', synonyms: ['支部副书记', '党支部副书记'] },
        { value: '支部委员', synonyms: ['委员', '组织委员', '宣传委员', '纪检委员', '支委'] },
        { value: '信息员', synonyms: ['联络员'] },
        { value: '工作骨干', synonyms: ['骨干', '工作人员', '干事'] },
      ],
      { width: 10, aliases: ['党内职务', '身份'] },
    ),
    date: date('培训日期', {
      required: true,
      width: 13,
      aliases: ['日期', '时间', '培训时间', '签到日期', '签到时间'],
    }),
    organiser: text('主办单位', {
      of: 'prose',
      width: 18,
      aliases: ['组织单位', '培训单位', '举办单位', '主办'],
    }),
    topic: text('培训内容', { of: 'prose', width: 26, aliases: ['内容', '培训主题', '专题'] }),
    attended: flag('是否参加', { width: 9, aliases: ['签到', '到会', '参加', '是否到会', '参加情况'] }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明', '缺席原因'] }),
  },
})

export type TrainingRow = RowOf<typeof trainings>
