// 群众参与情况表: how the public was told, asked, let supervise and let judge, stage by stage (SYS-56).
import { choice, count, date, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { countOf, plainModule, textOf } from '../ledger/row-checks.ts'
import { publicParts } from '../rules/records.ts'
import { phaseChoices, phaseOnDay, unitColumn } from './unit-column.ts'

const PART_SYNONYMS: Readonly<Record<(typeof publicParts)[number], readonly string[]>> = {
  群众知情: ['全程让群众知情', '让群众知情', '知情', '全程群众知情'],
  征求群众意见: ['全程征求群众意见', '征求意见', '全程征求意见'],
  接受群众监督: ['全程接受群众监督', '群众监督', '监督'],
  接受群众评价: ['全程接受群众评价', '群众评价', '评价', '群众评议'],
}

export const participation = defineLedger({
  key: 'participation',
  title: '群众参与',
  heading: '{town}群众参与情况表',
  table: 'participation',
  sheets: ['群众参与情况表', '群众参与情况', '群众参与', '四个全程'],
  identity: [
    ['org_id', 'part', 'on_day', 'form'],
    ['org_id', 'part', 'on_day'],
  ],
  isCoded: true,
  measure: '条',
  importNote: '四个“全程”，每个阶段每项一条以上。阶段不写的，按日期定。',
  columns: {
    org_id: unitColumn(),
    phase: choice('阶段', phaseChoices, { required: true, width: 14, aliases: ['活动阶段', '所处阶段'] }),
    part: choice(
      '四个全程',
      publicParts.map((value) => ({ value, synonyms: PART_SYNONYMS[value] })),
      { required: true, width: 16, aliases: ['四个“全程”', '项目', '参与类别', '类别', '全程项目'] },
    ),
    on_day: date('日期', { required: true, width: 13, aliases: ['时间', '参与时间'] }),
    form: text('形式', {
      of: 'prose',
      width: 20,
      aliases: ['参与形式', '方式', '参与方式'],
      hint: '如公示栏、座谈会、意见箱、测评会。',
    }),
    content: text('内容', { of: 'prose', width: 34, aliases: ['参与内容', '主要内容', '记录'] }),
    people: count('群众人数', { width: 9, aliases: ['人数', '参与人数', '参加人数', '群众数'] }),
    evidence: text('佐证材料', { of: 'prose', width: 20, aliases: ['佐证', '材料'] }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type ParticipationRow = RowOf<typeof participation>

export const participationModule = plainModule(participation, {
  days: { on_day: {} },
  derived: ['phase'],
  complete: (values) => {
    const day = textOf(values, 'on_day')
    return textOf(values, 'phase') === '' && day !== '' ? { ...values, phase: phaseOnDay(day) } : values
  },
  check: (values, say) => (countOf(values, 'people') === 0 ? [say('M-753', 'people')] : []),
})
