// 民主评议党员: one row a member, the ballots by grade, the branch's grade and opinion, and how he was told (I-7).
import { choice, count, date, flag, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const grades = ['优秀', '合格', '基本合格', '不合格'] as const
export type Grade = (typeof grades)[number]

export const appraisals = defineLedger({
  key: 'appraisals',
  title: '民主评议',
  heading: '{town}民主评议党员情况表（内部）',
  table: 'appraisal',
  sheets: ['民主评议', '民主评议党员', '民主评议党员结果', '民主评议结果', '评议结果', '民主评议党员情况表'],
  identity: [['member_id']],
  measure: '人',
  importNote:
    '民主评议党员结果表，一行一名党员。各档票数之和要等于票数合计；三档、四档的表都可以。预备党员参加评议，不评定等次。',
  columns: {
    org_id: reference('所在党支部', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['单位', '党支部', '支部', '所属党支部', '所在支部', '支部名称', '单位名称'],
    }),
    member_id: reference('姓名', 'members', {
      within: 'org_id',
      required: true,
      width: 10,
      codes: { missing: 'M-301' },
      aliases: ['党员姓名', '党员', '被评议人', '评议对象'],
    }),
    member_kind: choice(
      '人员类别',
      [
        { value: '正式', synonyms: ['正式党员', '中共党员'] },
        { value: '预备', synonyms: ['预备党员', '中共预备党员'] },
      ],
      { width: 9, aliases: ['党员类别', '党员类型'] },
    ),
    voters: count('应参加人数', {
      width: 9,
      aliases: ['应参评人数', '应到人数', '应参加测评人数', '应投票人数'],
    }),
    excellent: count('优秀', { width: 7, aliases: ['优秀票', '优秀票数'] }),
    qualified: count('合格', { width: 7, aliases: ['合格票', '合格票数'] }),
    basic: count('基本合格', { width: 9, aliases: ['基本合格票', '基本合格票数'] }),
    unqualified: count('不合格', { width: 8, aliases: ['不合格票', '不合格票数'] }),
    abstained: count('弃权', { width: 7, aliases: ['弃权票', '弃权票数'] }),
    total: count('票数合计', { width: 9, aliases: ['合计票数', '总票数', '票数', '有效票数', '收回票数'] }),
    grade: choice(
      '支部评定等次',
      [
        { value: '优秀', synonyms: ['优秀党员', '优'] },
        { value: '合格', synonyms: ['合格党员'] },
        { value: '基本合格', synonyms: ['基本合格党员'] },
        { value: '不合格', synonyms: ['不合格党员'] },
      ],
      {
        width: 12,
        aliases: ['评定等次', '等次', '评议等次', '支部评定', '评定结果', '评议结果'],
        hint: '由支部集体评定，预备党员不填。',
      },
    ),
    committee: choice(
      '研究形式',
      [
        { value: '支委会', synonyms: ['支部委员会', '支委会研究'] },
        { value: '党员大会', synonyms: ['支部大会', '支部党员大会'] },
      ],
      { width: 10, aliases: ['研究方式', '研究会议'], hint: '不设支委会的支部，由党员大会提出。' },
    ),
    committee_on: date('支委会时间', {
      width: 13,
      aliases: ['支委会日期', '研究时间', '研究日期', '党员大会时间', '党员大会日期'],
    }),
    opinion: text('评议意见', { of: 'prose', width: 30, aliases: ['支部评议意见', '支委会意见', '评语'] }),
    feedback_on: date('反馈时间', {
      width: 13,
      aliases: ['反馈日期', '向本人反馈时间', '反馈本人时间'],
    }),
    feedback_form: text('反馈方式', { width: 10, aliases: ['反馈形式'] }),
    is_signed: flag('签字', { width: 7, aliases: ['本人签字', '是否签字', '本人签名'] }),
    own_view: text('本人意见', { of: 'prose', width: 20, aliases: ['党员本人意见', '本人签署意见'] }),
    has_objection: flag('是否有异议', { width: 10, aliases: ['有无异议', '异议'] }),
    handling: text('异议处理情况', {
      of: 'prose',
      width: 20,
      aliases: ['异议处理', '异议处理结果', '复议情况'],
      hint: '本人有异议的，先听取意见、复核处理，再通报。',
    }),
    noticed_on: date('通报时间', { width: 13, aliases: ['通报日期', '向群众通报时间'] }),
    notice_form: text('通报方式和范围', { of: 'prose', width: 16, aliases: ['通报方式', '通报范围'] }),
    remark: text('备注', { of: 'prose', width: 16 }),
  },
})

export type AppraisalLedgerRow = RowOf<typeof appraisals>
