// 信息采用: which pieces were printed, by whom and when; they count in the half-month of that day.
import { choice, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const adoptions = defineLedger({
  key: 'adoptions',
  title: '信息采用',
  heading: '{town}信息采用情况登记表',
  table: 'adoption',
  sheets: ['信息采用', '信息采用登记', '信息采用情况', '采用情况登记表', '信息采用情况登记表'],
  identity: [['org_id', 'title', 'level', 'date', 'publication']],
  measure: '条',
  importNote:
    '信息采用情况登记表，一行一次采用。同一条信息被几家采用的分行写；按采用日期计入那半个月的通报。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['报送单位', '供稿单位', '来稿单位', '单位名称', '党支部', '支部', '支部名称', '党组织'],
    }),
    title: text('信息标题', {
      of: 'prose',
      required: true,
      width: 32,
      aliases: ['标题', '题目', '信息题目', '信息名称'],
    }),
    level: choice(
      '采用级别',
      [
        { value: '镇', synonyms: ['镇级', '乡镇', '镇里'] },
        { value: '县', synonyms: ['县级', '县里', '区', '县（市）'] },
        { value: '市', synonyms: ['市级', '地市', '市里'] },
        { value: '省', synonyms: ['省级', '省里', '中央', '中央级', '国家'] },
      ],
      { required: true, width: 9, aliases: ['级别', '采用层次', '层次'] },
    ),
    publication: text('采用刊物', {
      of: 'prose',
      width: 22,
      aliases: ['刊物', '采用单位', '采用刊物名称', '简报名称', '媒体'],
    }),
    issue_no: text('期号', { width: 10, aliases: ['期数', '刊期', '第几期'] }),
    date: date('采用日期', {
      required: true,
      width: 13,
      aliases: ['采用时间', '刊登日期', '刊登时间', '日期', '时间'],
    }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
  workColumns: [{ name: 'report_id', type: 'TEXT', notNull: false }],
  isCoded: true,
})

export type AdoptionRow = RowOf<typeof adoptions>
