// 宣传情况: what each unit put before the public, of which kind and how often (SYS-27).
import { choice, count, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { countOf, plainModule } from '../ledger/row-checks.ts'
import { unitColumn } from './unit-column.ts'

export const publicity = defineLedger({
  key: 'publicity',
  title: '宣传',
  heading: '{town}宣传情况统计',
  table: 'publicity',
  sheets: ['宣传情况统计', '宣传情况', '宣传统计', '宣传台账', '宣传氛围'],
  identity: [
    ['org_id', 'kind', 'on_day', 'content'],
    ['org_id', 'kind', 'on_day'],
  ],
  isCoded: true,
  measure: '条',
  importNote: '一种宣传一次一行。每个单位每个阶段一次以上。',
  columns: {
    org_id: unitColumn(),
    kind: choice(
      '宣传形式',
      [
        { value: '广播', synonyms: ['广播站', '有线广播', '广播稿'] },
        { value: '宣传窗', synonyms: ['宣传橱窗', '橱窗', '宣传栏'] },
        { value: '黑板报', synonyms: ['板报'] },
        { value: '专栏', synonyms: ['学习专栏', '学习园地'] },
        { value: '专报', synonyms: ['简报', '工作简报', '信息专报'] },
        { value: '标语', synonyms: ['横幅', '标语横幅', '横幅标语', '条幅'] },
        { value: '电视报刊', synonyms: ['电视', '报刊', '报纸', '新闻报道'] },
        { value: '其他', synonyms: ['其它', '宣传单', '宣传册', '文艺演出'] },
      ],
      { required: true, width: 12, aliases: ['形式', '种类', '宣传方式', '类型', '宣传种类', '载体'] },
    ),
    on_day: date('日期', {
      required: true,
      width: 13,
      aliases: ['时间', '宣传日期', '宣传时间', '刊出日期'],
    }),
    count: count('次数', {
      width: 8,
      aliases: ['数量', '期数', '条数', '份数', '次数（期）'],
      hint: '不写的按1次。',
    }),
    content: text('内容', { of: 'prose', width: 34, aliases: ['宣传内容', '主题', '题目', '标题'] }),
    maker: text('承办人', { width: 10, aliases: ['责任人', '负责人', '撰稿人', '经办人'] }),
    evidence: text('佐证材料', { of: 'prose', width: 20, aliases: ['佐证', '照片或底稿', '材料', '底稿'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type PublicityRow = RowOf<typeof publicity>

export const publicityModule = plainModule(publicity, {
  days: { on_day: {} },
  check: (values, say) => (countOf(values, 'count') === 0 ? [say('M-752', 'count')] : []),
})
