// An inspection in progress: 建筑公司, 14 of the 22 items of the first phase looked at so far.
import { readTable } from './table.mjs'

/** self is the unit's own result; an empty result means not looked at yet. */
const items = readTable(`
code | self | result | note
X-01 | 达标 | 达标 | 组长为支部书记陆秋菊，通知落款7月5日
X-02 | 达标 | 达标 | 方案第2版7月18日批准，六个工地日程齐
X-03 | 达标 | 达标 | 7月5日晚在公司本部动员，工地补会两次有签到
X-04 | 达标 | 达标 | 花名册17人与上报数一致
X-05 | 达标 | 达标 | 4名流动党员编入工地临时党小组
X-06 | 不适用 | 不适用 | 班子健全，无整顿任务
X-07 | 达标 | 未达标 | 17名党员1名不足40学时，自查填“达标”
X-08 | 达标 | 达标 | 17/17人参学，缺课均已补
X-09 | 达标 | 达标 | 四个必学篇目均有记录
X-10 | 达标 | 达标 | 五门课齐，最后一门7月29日
X-11 | - | 达标 | 抽查6本，书写认真；自查表本项空白
X-12 | 达标 | 达标 | 六个工地记录要素齐
X-13 | 达标 | - | -
X-14 | 达标 | 达标 | 三个主题均有讨论记录
X-15 | 达标 | - | -
X-16 | 达标 | - | -
X-17 | 达标 | - | -
X-18 | 达标 | - | -
X-19 | - | - | -
X-20 | 达标 | 未达标 | 自查表X-11、X-19两项空白，X-07填报与实际不符
X-21 | 达标 | - | -
X-22 | - | - | -
`)

export const inspection = {
  unit: '建筑公司支部',
  phase: 'study',
  startedOn: '2005-08-16',
  state: '进行中',
  people: ['石文博'],
  methods: ['听', '查', '看', '问'],
  findings: ['督〔2005〕3-030'],
  checked: items.filter((item) => item.result !== '').length,
  items: items.map((item) => ({ ...item, result: item.result || '未查' })),
}
