// 典型: whom and what each branch recommends, and how far the recommendation has come (SYS-23).
import { choice, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf, type Way } from '../ledger/ledger.ts'
import { exemplarMachine } from '../rules/machines.ts'

/** What stands in place of a name where a branch recommends nobody. */
export const NOBODY = '无推荐'

export const exemplarWay: Way = { column: 'state', machine: exemplarMachine }

export const exemplars = defineLedger({
  key: 'exemplars',
  title: '典型',
  heading: '{town}典型一览表',
  table: 'exemplar',
  sheets: ['典型一览表', '典型推荐表', '典型', '先进典型推荐表', '先进典型一览表', '典型登记表'],
  identity: [['org_id', 'name']],
  isCoded: true,
  measure: '个',
  importNote:
    '每个支部至少推荐一个；没有推荐的，典型名称写“无推荐”并写明理由。状态由督导组在这里逐步改，表里写的不算。',
  way: exemplarWay,
  columns: {
    name: text('典型名称', {
      required: true,
      width: 16,
      aliases: ['典型', '推荐对象', '对象', '姓名', '典型对象', '姓名或单位', '典型姓名'],
      hint: '个人写姓名，单位写名称，事迹写一句话；没有推荐的写“无推荐”。',
    }),
    org_id: reference('推荐支部', 'organisations', {
      required: true,
      width: 26,
      codes: { missing: 'M-331', unknown: 'M-330' },
      aliases: ['所在支部', '支部', '党支部', '推荐单位', '支部名称', '单位'],
    }),
    subject: choice(
      '对象类型',
      [
        { value: '个人', synonyms: ['党员', '人物', '个人典型'] },
        { value: '组织', synonyms: ['支部', '集体', '单位', '党组织'] },
        { value: '事迹', synonyms: ['事', '做法', '经验', '活动'] },
      ],
      { width: 9, aliases: ['类型', '典型类型', '对象类别'] },
    ),
    kind: choice(
      '标兵类别',
      ['学习标兵', '创业标兵', '业务标兵', '服务标兵', '执法标兵'].map((kind) => ({
        value: kind,
        synonyms: [kind.slice(0, 2)],
      })),
      { width: 10, aliases: ['类别', '典型类别', '标兵'] },
    ),
    side: choice(
      '正反',
      [
        { value: '正面典型', synonyms: ['正面', '正', '先进典型', '先进'] },
        { value: '反面典型', synonyms: ['反面', '反', '反面教材'] },
      ],
      {
        width: 11,
        aliases: ['正反典型', '典型性质', '性质'],
        hint: '不写按正面典型。反面典型导出时隐去姓名和单位，也不能宣传。',
      },
    ),
    state: choice('状态', exemplarMachine.states, {
      readonly: true,
      width: 9,
      aliases: ['推荐状态', '典型状态', '进展'],
    }),
    recommended_on: date('推荐日期', { width: 13, aliases: ['推荐时间', '日期', '时间'] }),
    deeds: text('主要事迹', { of: 'prose', width: 40, aliases: ['事迹', '典型事迹', '简要事迹', '情况'] }),
    cultivator: text('培养责任人', { width: 12, aliases: ['责任人', '培养人', '联系人'] }),
    why_none: text('无推荐理由', { of: 'prose', width: 24, aliases: ['无推荐的理由', '不推荐理由'] }),
    why_refused: text('未采纳理由', {
      of: 'prose',
      width: 24,
      aliases: ['不采纳理由'],
      hint: '改为“未采纳”前先写明理由。',
    }),
    remark: text('备注', { of: 'prose', width: 20, aliases: ['说明'] }),
  },
})

export type Exemplar = RowOf<typeof exemplars>
