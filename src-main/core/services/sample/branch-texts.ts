// What the units of the sample town do, in words: activities, publicity, the public's part, rules and difficulties by kind of unit.
import type { publicParts } from '#shared/rules/records.ts'
import type { MechanismRow } from '#shared/ledgers/mechanisms.ts'
import type { PublicityRow } from '#shared/ledgers/publicity.ts'

export interface Deed {
  readonly what: string
  readonly result: string
}

const OFFICE: readonly Deed[] = [
  { what: '党员干部轮流到办事大厅坐班接访', result: '当场答复21件，限期办理9件' },
  { what: '组织党员下村入户送政策、听意见', result: '走访农户46户，记民情日记' },
  { what: '党员服务岗亮身份、亮承诺、亮电话', result: '服务承诺上墙，群众可以随时评' },
]
const STATION: readonly Deed[] = [
  { what: '党员技术人员到田头、到户上门服务', result: '服务农户63户，解决难题11个' },
  { what: '窗口岗位练兵和一次办结承诺', result: '公开办事程序，压缩办理时间' },
  { what: '党员联系服务对象，逐户听意见', result: '听取意见28条，当场答复17条' },
]
const SCHOOL: readonly Deed[] = [
  { what: '党员教师暑期家访，一人包五户', result: '家访学生家庭120户' },
  { what: '党员教师公开课和师德承诺', result: '全体教职工听评，承诺书公示' },
  { what: '党员教师结对帮扶困难学生', result: '结对24名学生，建立联系卡' },
]
const FIRM: readonly Deed[] = [
  { what: '班后党员攻关小组解决工艺难题', result: '降低废品率，职工写进班组经验' },
  { what: '设立党员示范岗，挂牌上岗', result: '示范岗9个，无安全事故' },
  { what: '党员带头节约降耗提建议', result: '收到合理化建议18条，采纳7条' },
]
const COMMUNITY: readonly Deed[] = [
  { what: '党员义务清理背街小巷和水沟', result: '清运垃圾三车，居民主动参加' },
  { what: '党员联户走访，记下居民难处', result: '联系居民85户，登记难处14件' },
  { what: '党员带头调解邻里纠纷', result: '调解纠纷6起，签协议5份' },
]
const VETERAN: readonly Deed[] = [
  { what: '老党员讲传统、谈体会', result: '听讲党员和青年40多人' },
  { what: '老党员参加义务监督和关心下一代活动', result: '校外辅导两次，提建议5条' },
]

/** By the label of the unit type; what is not named does as offices do. */
export const deedsOf = (unitType: string): readonly Deed[] => {
  if (unitType === '学校') return SCHOOL
  if (unitType === '非公企业' || unitType === '国有集体企业' || unitType === '社会组织') return FIRM
  if (unitType === '社区') return COMMUNITY
  if (unitType === '离退休') return VETERAN
  return unitType === '事业站所' ? STATION : OFFICE
}

export const publicityWays: readonly { readonly kind: PublicityRow['kind']; readonly evidence: string }[] = [
  { kind: '黑板报', evidence: '黑板报照片' },
  { kind: '宣传窗', evidence: '宣传窗照片' },
  { kind: '广播', evidence: '广播稿底稿' },
  { kind: '标语', evidence: '标语照片' },
  { kind: '专栏', evidence: '学习专栏照片' },
]

export const publicityTopics = {
  study: ['先进性教育活动的目的和要求', '党员学习体会摘登', '先进性具体标准大家谈', '身边党员的事迹'],
  review: ['公布征求意见的方式和电话', '党性分析的要求和步骤', '评议工作怎么开展'],
  rectify: ['整改措施和责任人', '已经办成的实事', '整改情况请群众监督'],
  consolidate: ['“回头看”查什么', '长效机制有哪些', '活动成效请群众评价'],
} as const

export interface PublicForm {
  readonly form: string
  readonly content: string
}

type PartForms = Readonly<Record<(typeof publicParts)[number], PublicForm>>

export const publicForms: Readonly<Record<keyof typeof publicityTopics, PartForms>> = {
  study: {
    群众知情: { form: '公示栏', content: '公布活动方案和日程安排' },
    征求群众意见: { form: '座谈会', content: '就活动方案和主题实践活动听取群众意见' },
    接受群众监督: { form: '意见箱、监督电话', content: '公布意见箱和监督电话，定期开箱' },
    接受群众评价: { form: '测评会', content: '阶段满意度民主测评' },
  },
  review: {
    群众知情: { form: '通报会', content: '通报征求意见的方式和评议安排' },
    征求群众意见: { form: '问卷和座谈会', content: '对班子和党员逐项征求意见' },
    接受群众监督: { form: '群众代表列席', content: '群众代表列席专题组织生活会' },
    接受群众评价: { form: '测评表', content: '党性分析材料满意度测评' },
  },
  rectify: {
    群众知情: { form: '公示栏', content: '公布整改措施、责任人和时限' },
    征求群众意见: { form: '恳谈会', content: '就整改方案听取群众意见' },
    接受群众监督: { form: '群众监督员', content: '群众代表查看整改进度' },
    接受群众评价: { form: '测评会', content: '整改情况群众满意度测评' },
  },
  consolidate: {
    群众知情: { form: '公示栏', content: '公布整改结果和长效机制' },
    征求群众意见: { form: '回访', content: '逐户回访，听取对整改结果的意见' },
    接受群众监督: { form: '“回头看”查访', content: '群众代表参加“回头看”' },
    接受群众评价: { form: '问卷', content: '活动总体成效问卷' },
  },
}

export interface RuleMade {
  readonly class: MechanismRow['class']
  readonly name: string
  readonly action: MechanismRow['action']
  readonly kept: string
}

export const rulesMade: readonly RuleMade[] = [
  {
    class: '教育管理运行机制',
    name: '党员学习培训制度',
    action: '制定',
    kept: '每月学习一次，有签到和记录',
  },
  { class: '教育管理运行机制', name: '“三会一课”制度', action: '修订', kept: '党课和支部大会记录齐全' },
  { class: '动力激励机制', name: '岗位目标考核责任制', action: '修订', kept: '季度考核已公布' },
  { class: '动力激励机制', name: '困难党员结对帮扶制度', action: '制定', kept: '结对名单和走访记录' },
  { class: '监督机制', name: '失职责任追究制度', action: '制定', kept: '责任追究登记簿' },
  { class: '监督机制', name: '发展党员公示制度', action: '修订', kept: '公示底稿存档' },
]

export interface Trouble {
  readonly matter: string
  readonly kind: '经费' | '场所' | '人员' | '其他'
  readonly promise: string
  readonly outcome: string
}

export const troubles: readonly Trouble[] = [
  {
    matter: '支部活动经费没有固定来源',
    kind: '经费',
    promise: '从镇党建经费中补助八百元',
    outcome: '补助八百元已经拨付',
  },
  {
    matter: '没有党员活动室，开会借用车间',
    kind: '场所',
    promise: '协调腾出一间办公室',
    outcome: '腾出一间办公室，已经挂牌使用',
  },
  {
    matter: '党员多数上夜班，集中学习时间难安排',
    kind: '人员',
    promise: '请业主每月让出两个半天',
    outcome: '每月两个半天，已经写进日程',
  },
  {
    matter: '电教设备坏了，没钱修',
    kind: '经费',
    promise: '由镇文化站借用一套',
    outcome: '文化站借给一套，已经使用',
  },
  {
    matter: '支委缺一人，没有合适人选',
    kind: '人员',
    promise: '从镇机关派一名指导员',
    outcome: '指导员已经到位',
  },
  {
    matter: '行动不便的老党员送学路远',
    kind: '其他',
    promise: '镇里派车，每半月一次',
    outcome: '已经送学三次',
  },
]
