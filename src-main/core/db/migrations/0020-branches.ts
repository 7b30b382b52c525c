// Ledgers of the branches: groups and offices, reorganisation, classes, difficulties, activities, rules, publicity, the public's part, preparations, papers of the batch.
import { sql, type Kysely } from 'kysely'
import { createLedgerTable, type LedgerColumnSpec } from './ledger-table.ts'

const quoted = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ')

const oneOf = (column: string, ...values: readonly string[]): string =>
  `(new.${column} is null or new.${column} in (${quoted(values)}))`
const wholeDay = (column: string): string => `(new.${column} is null or length(new.${column}) = 10)`
const notBefore = (later: string, earlier: string): string =>
  `(new.${later} is null or new.${earlier} is null or new.${later} >= new.${earlier})`
const notNegative = (column: string): string => `(new.${column} is null or new.${column} >= 0)`

/** Refuses rows for which one of the conditions does not hold; `new` is the row. */
async function guard(db: Kysely<unknown>, table: string, conditions: readonly string[]): Promise<void> {
  for (const event of ['insert', 'update'])
    await sql
      .raw(
        `create trigger ${table}_${event} before ${event} on ${table} when not (${conditions.join(' and ')})
         begin select raise(abort, 'CHECK constraint failed: ${table}_row'); end`,
      )
      .execute(db)
}

interface TableSpec {
  readonly name: string
  readonly columns: readonly LedgerColumnSpec[]
  readonly conditions: readonly string[]
}

const TABLES: readonly TableSpec[] = [
  {
    name: 'leading_group',
    columns: [
      ['org_id', 'organisation!'],
      ['name', 'text'],
      ['leader', 'text'],
      ['deputies', 'text'],
      ['members', 'text'],
      ['office', 'text'],
      ['office_head', 'text'],
      ['office_members', 'text'],
      ['duties', 'text'],
      ['formed_on', 'text'],
      ['doc_no', 'text'],
      ['responsible', 'text'],
      ['responsible_title', 'text'],
      ['acting_head', 'text'],
      ['remark', 'text'],
    ],
    conditions: [wholeDay('formed_on'), oneOf('responsible_title', '第一责任人', '直接责任人')],
  },
  {
    name: 'reorganisation',
    columns: [
      ['org_id', 'organisation!'],
      ['state', 'text'],
      ['listed_on', 'text'],
      ['problems', 'text'],
      ['measures', 'text'],
      ['responsible', 'text'],
      ['due_on', 'text'],
      ['done_on', 'text'],
      ['result', 'text'],
      ['enterprises', 'integer'],
      ['enterprises_built', 'integer'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('listed_on'),
      wholeDay('due_on'),
      wholeDay('done_on'),
      notBefore('due_on', 'listed_on'),
      notBefore('done_on', 'listed_on'),
      oneOf('state', '不健全', '软弱涣散', '瘫痪', '空壳', '后进', '非公企业组建'),
      notNegative('enterprises'),
      notNegative('enterprises_built'),
      '(new.enterprises is null or new.enterprises_built is null or new.enterprises_built <= new.enterprises)',
    ],
  },
  {
    name: 'branch_class',
    columns: [
      ['org_id', 'organisation!'],
      ['on_day', 'text!'],
      ['class', 'text!'],
      ['reason', 'text'],
      ['decided_by', 'text'],
      ['remark', 'text'],
    ],
    conditions: [wholeDay('on_day'), oneOf('class', '示范', '中间', '后进')],
  },
  {
    name: 'difficulty',
    columns: [
      ['org_id', 'organisation!'],
      ['matter', 'text!'],
      ['kind', 'text!'],
      ['raised_on', 'text!'],
      ['promised_by', 'text'],
      ['promise', 'text'],
      ['due_on', 'text'],
      ['solved_on', 'text'],
      ['outcome', 'text'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('raised_on'),
      wholeDay('due_on'),
      wholeDay('solved_on'),
      notBefore('due_on', 'raised_on'),
      notBefore('solved_on', 'raised_on'),
      oneOf('kind', '经费', '场所', '人员', '其他'),
    ],
  },
  {
    name: 'theme_activity',
    columns: [
      ['org_id', 'organisation!'],
      ['theme', 'text!'],
      ['activity', 'text!'],
      ['on_day', 'text!'],
      ['place', 'text'],
      ['organiser', 'text'],
      ['participants', 'integer'],
      ['result', 'text'],
      ['evidence', 'text'],
      ['remark', 'text'],
    ],
    conditions: [wholeDay('on_day'), notNegative('participants')],
  },
  {
    name: 'mechanism',
    columns: [
      ['org_id', 'organisation!'],
      ['class', 'text!'],
      ['name', 'text!'],
      ['action', 'text!'],
      ['doc_no', 'text'],
      ['passed_on', 'text'],
      ['in_force_on', 'text'],
      ['kept', 'text'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('passed_on'),
      wholeDay('in_force_on'),
      notBefore('in_force_on', 'passed_on'),
      oneOf('class', '教育管理运行机制', '动力激励机制', '监督机制'),
      oneOf('action', '制定', '修订', '废止'),
    ],
  },
  {
    name: 'publicity',
    columns: [
      ['org_id', 'organisation!'],
      ['kind', 'text!'],
      ['on_day', 'text!'],
      ['count', 'integer'],
      ['content', 'text'],
      ['maker', 'text'],
      ['evidence', 'text'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('on_day'),
      notNegative('count'),
      oneOf('kind', '广播', '宣传窗', '黑板报', '专栏', '专报', '标语', '电视报刊', '其他'),
    ],
  },
  {
    name: 'preparation',
    columns: [
      ['item', 'text!'],
      ['responsible', 'text'],
      ['unit', 'text'],
      ['due_on', 'text'],
      ['done_on', 'text'],
      ['outcome', 'text'],
      ['evidence', 'text'],
      ['remark', 'text'],
    ],
    conditions: [wholeDay('due_on'), wholeDay('done_on')],
  },
  {
    name: 'secondment',
    columns: [
      ['name', 'text!'],
      ['from_unit', 'text!'],
      ['post', 'text'],
      ['assigned', 'text'],
      ['duty', 'text'],
      ['units', 'text'],
      ['from_on', 'text'],
      ['until_on', 'text'],
      ['phone', 'text'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('from_on'),
      wholeDay('until_on'),
      notBefore('until_on', 'from_on'),
      oneOf('assigned', '办公室', '督导组', '宣讲团', '其他'),
    ],
  },
  {
    name: 'participation',
    columns: [
      ['org_id', 'organisation!'],
      ['phase', 'text!'],
      ['part', 'text!'],
      ['on_day', 'text!'],
      ['form', 'text'],
      ['content', 'text'],
      ['people', 'integer'],
      ['evidence', 'text'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('on_day'),
      notNegative('people'),
      oneOf('phase', '学习动员', '分析评议', '整改提高', '巩固和扩大整改成果'),
      oneOf('part', '群众知情', '征求群众意见', '接受群众监督', '接受群众评价'),
    ],
  },
  {
    name: 'batch_report',
    columns: [
      ['kind', 'text!'],
      ['title', 'text!'],
      ['doc_no', 'text'],
      ['author', 'text'],
      ['pages', 'integer'],
      ['reported_on', 'text'],
      ['reported_to', 'text'],
      ['kept_at', 'text'],
      ['remark', 'text'],
    ],
    conditions: [
      wholeDay('reported_on'),
      notNegative('pages'),
      oneOf('kind', '回头看总结', '不合格党员处置案例', '零报告', '对下一批的意见和建议'),
    ],
  },
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const { name, columns, conditions } of TABLES) {
    await createLedgerTable(db, name, columns)
    await guard(db, name, conditions)
  }
}
