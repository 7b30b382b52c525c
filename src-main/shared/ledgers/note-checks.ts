// 笔记抽查: whose notes were looked at, how much was written and how; the result follows from R-21.
import { choice, count, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'

export const noteResults = ['达标', '未达标', '不适用', '未设标准'] as const
export type NoteResult = (typeof noteResults)[number]

export const noteChecks = defineLedger({
  key: 'note_checks',
  title: '笔记抽查',
  heading: '{town}党员学习笔记抽查记录表',
  table: 'note_check',
  sheets: ['笔记抽查', '笔记抽查记录表', '学习笔记抽查', '学习笔记检查', '笔记检查情况'],
  identity: [['member_id', 'date']],
  measure: '人次',
  importNote:
    '学习笔记抽查记录表，一行一名党员一次。先要有党员花名册；是否达标由程序按“设置”中的字数标准判定，没有设标准的记“未设标准”。',
  columns: {
    org_id: reference('所在党支部', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: ['单位', '党支部', '支部', '所属党支部', '所在支部', '支部名称', '单位名称', '被查支部'],
    }),
    member_id: reference('姓名', 'members', {
      within: 'org_id',
      required: true,
      width: 10,
      codes: { missing: 'M-301' },
      aliases: ['党员姓名', '党员', '被查党员'],
    }),
    date: date('抽查日期', {
      required: true,
      width: 13,
      aliases: ['日期', '检查日期', '抽查时间', '检查时间', '时间'],
    }),
    chars: count('笔记字数', {
      required: true,
      width: 9,
      aliases: ['字数', '学习笔记字数', '笔记（字）', '笔记字数（字）'],
      hint: '估算到百字即可。没有带笔记的填 0，在备注中写明。',
    }),
    neatness: choice(
      '书写',
      [
        { value: '认真', synonyms: ['工整', '好', '较好', '清楚', '规范'] },
        { value: '一般', synonyms: ['较认真', '尚可', '中'] },
        { value: '潦草', synonyms: ['不认真', '差', '很潦草', '较潦草'] },
      ],
      { required: true, width: 7, aliases: ['书写情况', '字迹', '书写质量', '认真程度'] },
    ),
    copied: choice(
      '代抄应付',
      [
        { value: '否', synonyms: ['无', '没有', '不是', '×', '—', '-'] },
        { value: '代抄', synonyms: ['他人代抄', '别人代抄', '代笔', '抄袭'] },
        { value: '应付', synonyms: ['应付了事', '应付现象', '敷衍'] },
      ],
      { width: 9, aliases: ['是否代抄', '是否代抄应付', '代抄/应付', '是否代抄、应付'] },
    ),
    essays: count('心得篇数', {
      width: 9,
      aliases: ['心得体会篇数', '心得体会', '心得', '心得体会（篇）', '心得（篇）'],
    }),
    essay_chars: text('每篇字数', {
      of: 'prose',
      width: 18,
      aliases: ['心得每篇字数', '心得字数', '各篇字数'],
      hint: '一篇写一个数，用顿号分开，如 1500、1620。',
    }),
    checker: text('抽查人', { width: 10, aliases: ['检查人', '督导人员', '抽查人员'] }),
    result: choice('结果', noteResults, {
      readonly: true,
      width: 9,
      aliases: ['抽查结果', '是否达标', '达标情况'],
      hint: '由程序按“设置”中的字数、篇数标准判定。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明', '存在问题'] }),
  },
})

export type NoteCheckRow = RowOf<typeof noteChecks>
