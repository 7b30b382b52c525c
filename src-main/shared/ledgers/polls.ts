// 满意度测评: what each round of a poll gave, in whole ballots (I-5).
import { choice, count, date, reference, text } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { pollKinds, type PollKind } from '../rules/poll-action.ts'
import { pollMachine } from '../rules/machines.ts'

/** Phases a unit is polled in: key of the campaign and name in the sheet. */
export const pollPhases = [
  ['study', '学习动员'],
  ['review', '分析评议'],
  ['rectify', '整改提高'],
  ['consolidate', '巩固和扩大整改成果'],
] as const
export type PollPhase = (typeof pollPhases)[number][1]

/** Name in the sheet of a phase of the campaign; throws RangeError for one without polls. */
export function pollPhaseName(key: string): PollPhase {
  const found = pollPhases.find(([phase]) => phase === key)
  if (found === undefined) throw new RangeError(`no polls in ${key}`)
  return found[1]
}

/** Key of the campaign of a name in the sheet. */
export function pollPhaseKey(name: string): string {
  const found = pollPhases.find(([, label]) => label === name)
  if (found === undefined) throw new RangeError(`no phase called ${name}`)
  return found[0]
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const

const rounds = NUMERALS.map((numeral, i) => {
  const n = i + 1
  return {
    value: String(n),
    synonyms: [`第${n}轮`, `第${numeral}轮`, `${n}轮`, numeral, `第${n}次`, `第${numeral}次`],
  }
})

/** Other names of the kinds in real sheets. */
const KIND_SYNONYMS: Readonly<Record<PollKind, readonly string[]>> = {
  阶段满意度: ['满意度', '阶段活动', '阶段测评', '满意度测评', '满意程度', '满意程度测评', '阶段满意度测评'],
  党性分析材料: ['党性分析', '党性分析材料测评', '党性分析满意度'],
  整改情况: ['整改', '整改情况测评', '整改满意度'],
  总体: ['总体评价', '总体测评', '总体满意度'],
}

export const polls = defineLedger({
  key: 'polls',
  title: '测评',
  heading: '{town}群众满意度测评统计表',
  table: 'poll',
  sheets: [
    '测评统计',
    '满意度测评',
    '测评统计表',
    '群众满意度测评统计表',
    '测评结果统计表',
    '测评情况汇总表',
  ],
  identity: [
    ['subject_id', 'org_id', 'kind', 'phase', 'round'],
    ['org_id', 'kind', 'phase', 'round'],
  ],
  measure: '次',
  importNote:
    '群众满意度测评统计表，一行一个单位一轮。票数合不上的不能导入；导入后由督导组核对、签字确认，才作为测评结果。',
  columns: {
    org_id: reference('单位', 'organisations', {
      required: true,
      width: 26,
      codes: { unknown: 'M-330', missing: 'M-331' },
      aliases: [
        '测评单位',
        '被测评单位',
        '所在支部',
        '党支部',
        '支部',
        '党组织',
        '单位名称',
        '支部名称',
        '参学单位',
      ],
    }),
    kind: choice(
      '测评类型',
      pollKinds.map((value) => ({ value, synonyms: KIND_SYNONYMS[value] })),
      { width: 13, aliases: ['测评种类', '测评项目'], hint: '不填按“阶段满意度”。' },
    ),
    phase: choice(
      '阶段',
      pollPhases.map(([, value], i) => ({
        value,
        synonyms: [
          `${value}阶段`,
          `第${NUMERALS[i] ?? ''}阶段`,
          ...(i === 3 ? ['巩固扩大', '巩固提高', '巩固扩大成果'] : []),
        ],
      })),
      { width: 12, aliases: ['所属阶段', '活动阶段'], hint: '不填按测评时间确定。' },
    ),
    subject_id: reference('测评对象', 'members', {
      within: 'org_id',
      width: 12,
      aliases: ['被测评党员', '被测评人'],
      hint: '只有党性分析材料的测评填写党员姓名。',
    }),
    round: choice('轮次', rounds, {
      width: 7,
      aliases: ['第几轮', '测评轮次', '次数'],
      hint: '不填按第1轮。',
    }),
    date: date('测评时间', { width: 13, aliases: ['测评日期', '时间', '日期'] }),
    scope: text('测评范围', {
      of: 'prose',
      width: 22,
      aliases: ['参评范围', '参评人员范围', '参加测评人员范围'],
    }),
    expected: count('应参加', { width: 8, aliases: ['应参加人数', '应到', '应到人数', '应参评'] }),
    attended: count('实参加', {
      width: 8,
      aliases: ['实参加人数', '实到', '实到人数', '实参评', '参加人数'],
    }),
    issued: count('发出票', {
      width: 8,
      aliases: ['发出票数', '发出', '发票数', '发放票数', '发出测评票', '发放份数'],
    }),
    returned: count('收回票', {
      width: 8,
      aliases: ['收回票数', '收回', '回收票数', '回收', '收回测评票', '收回份数'],
    }),
    valid: count('有效票', { width: 8, aliases: ['有效票数', '有效'] }),
    invalid: count('无效票', { width: 8, aliases: ['无效票数', '无效', '废票'] }),
    satisfied: count('满意', { width: 7, aliases: ['满意票', '满意票数', '很满意'] }),
    fairly: count('比较满意', { width: 9, aliases: ['较满意', '比较满意票'] }),
    basic: count('基本满意', { width: 9, aliases: ['基本满意票', '基本满意票数'] }),
    less: count('不太满意', { width: 9, aliases: ['不太满意票'] }),
    dissatisfied: count('不满意', { width: 8, aliases: ['不满意票', '不满意票数'] }),
    abstained: count('弃权', { width: 7, aliases: ['弃权票', '弃权票数', '不了解'] }),
    satisfied_rate: text('满意率', {
      readonly: true,
      width: 10,
      aliases: ['满意率%', '满意度', '测评满意率'],
      hint: '由票数算出。',
    }),
    dissatisfied_rate: text('不满意率', {
      readonly: true,
      width: 10,
      aliases: ['不满意率%'],
      hint: '由票数算出。',
    }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
    state: choice('状态', pollMachine.states, { readonly: true, width: 9 }),
  },
  isCoded: true,
  workColumns: [
    { name: 'held_by', type: 'TEXT', notNull: false },
    { name: 'supervised_by', type: 'TEXT', notNull: false },
    { name: 'witnesses', type: 'TEXT', notNull: false },
    { name: 'materials_on', type: 'TEXT', notNull: false },
    { name: 'categories', type: 'TEXT', notNull: false },
    { name: 'checks', type: 'TEXT', notNull: false },
    { name: 'makeup_note', type: 'TEXT', notNull: false },
    { name: 'makeup_on', type: 'TEXT', notNull: false },
    { name: 'first_count', type: 'TEXT', notNull: false },
    { name: 'first_counter', type: 'TEXT', notNull: false },
    { name: 'second_count', type: 'TEXT', notNull: false },
    { name: 'second_counter', type: 'TEXT', notNull: false },
    { name: 'confirmed_on', type: 'TEXT', notNull: false },
    { name: 'confirmed_by', type: 'TEXT', notNull: false },
    { name: 'void_reason', type: 'TEXT', notNull: false },
    { name: 'void_by', type: 'TEXT', notNull: false },
    { name: 'reported_on', type: 'TEXT', notNull: false },
    { name: 'reported_at', type: 'TEXT', notNull: false },
    { name: 'report_no', type: 'TEXT', notNull: false },
    { name: 'facts', type: 'TEXT', notNull: false },
  ],
})

export type PollRow = RowOf<typeof polls>
