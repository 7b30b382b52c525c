// 征求意见: the channels of a unit with their numbers, and the opinions that came by them, without who put them (I-4).
import { choice, count, date, reference, text, type Choice } from '../ledger/column.ts'
import { defineLedger, type RowOf } from '../ledger/ledger.ts'
import { channelKinds, type ChannelKind, type OpinionObject, type TalkKind } from '../rules/opinion-kinds.ts'

const channelChoices = [
  {
    value: '座谈会',
    synonyms: ['召开座谈会', '座谈', '会议', '会议征求', '征求意见座谈会', '党员群众座谈会'],
  },
  { value: '恳谈会', synonyms: ['群众代表恳谈会', '民主恳谈会', '恳谈'] },
  { value: '听证会', synonyms: ['民主听证会', '听证'] },
  { value: '个别访谈', synonyms: ['访谈', '个别谈话', '个别走访', '个别交谈', '个别听取'] },
  { value: '上门走访', synonyms: ['走访', '入户走访', '走访群众', '走访企业', '上门征求', '登门走访'] },
  { value: '互查', synonyms: ['开展互查', '互查互评'] },
  {
    value: '问卷调查',
    synonyms: ['问卷', '调查问卷', '发放问卷', '征求意见表', '意见表', '发征求意见表', '发放征求意见表'],
  },
  { value: '征求意见函', synonyms: ['发函', '函', '书面征求', '书面', '征求意见书', '征求意见信'] },
  { value: '评议活动', synonyms: ['下评上', '民评官', '企业评机关', '民主评议', '评议'] },
  { value: '意见箱', synonyms: ['设立意见箱', '征求意见箱', '设意见箱', '开箱'] },
  { value: '热线电话', synonyms: ['热线', '电话', '党代表热线', '征求意见电话', '意见电话'] },
  {
    value: '网络征询',
    synonyms: ['网络', '网络信箱', '网上征询', '电子信箱', '网上征求', '民情e话通', '民情E话通', '网站'],
  },
  { value: '媒体征集', synonyms: ['新闻媒体公开征集', '新闻媒体', '媒体', '媒体公开征集'] },
  { value: '投诉受理', synonyms: ['效能投诉中心', '效能投诉', '投诉中心', '投诉'] },
  { value: '开门纳言', synonyms: ['接待日', '群众接待', '公示栏', '公开栏'] },
] as const satisfies readonly (Choice & { readonly value: ChannelKind })[]

export type ChannelFamily = '会议' | '书面' | '开放渠道'

const WRITTEN: readonly ChannelKind[] = ['问卷调查', '征求意见函', '评议活动']
const OPEN: readonly ChannelKind[] = ['意见箱', '热线电话', '网络征询', '媒体征集', '投诉受理', '开门纳言']

/** What is heard face to face stands with the meetings. */
export function familyOf(kind: ChannelKind): ChannelFamily {
  if (WRITTEN.includes(kind)) return '书面'
  return OPEN.includes(kind) ? '开放渠道' : '会议'
}

export const isChannelKind = (text: string): text is ChannelKind =>
  (channelKinds as readonly string[]).includes(text)

const objectChoices = [
  { value: '领导班子', synonyms: ['班子', '支委会', '支部班子', '党委班子', '领导班子成员', '支委'] },
  { value: '党员个人', synonyms: ['个人', '党员', '党员本人', '党员干部', '本人'] },
  { value: '支部', synonyms: ['党支部', '党组织', '单位', '本支部', '本单位'] },
  { value: '镇党委政府', synonyms: ['镇党委', '镇政府', '镇党委、政府', '党委政府', '镇里', '上级'] },
] as const satisfies readonly (Choice & { readonly value: OpinionObject })[]

const unit = reference('单位', 'organisations', {
  required: true,
  width: 26,
  codes: { unknown: 'M-330', missing: 'M-331' },
  aliases: ['所在党支部', '党支部', '支部', '所在支部', '党组织', '支部名称', '单位名称', '填报单位'],
})

export const opinionChannels = defineLedger({
  key: 'opinion_channels',
  title: '征求意见渠道',
  heading: '{town}征求意见渠道情况表',
  table: 'opinion_channel',
  sheets: ['征求意见渠道', '征求意见情况', '征求意见情况统计表', '征求意见渠道统计表'],
  identity: [
    ['kind', 'org_id', 'from_on'],
    ['kind', 'org_id'],
  ],
  measure: '种',
  importNote: '一行一种渠道，写明发出、收回和征求到的条次。会议写场次和参加人数，意见箱写个数。',
  isCoded: true,
  columns: {
    org_id: unit,
    kind: choice('征求意见方式', channelChoices, {
      required: true,
      width: 14,
      aliases: ['征求意见渠道', '渠道', '方式', '征求方式', '征求意见形式', '征求意见方式(渠道)', '征求渠道'],
      hint: '会议、书面、开放渠道（意见箱、热线、网络）三类都要有。',
    }),
    family: choice('渠道类别', ['会议', '书面', '开放渠道'], {
      readonly: true,
      width: 11,
      aliases: ['渠道种类'],
      hint: '按征求意见方式定；当面听取的归入会议。',
    }),
    from_on: date('开始时间', {
      width: 13,
      aliases: ['开始日期', '征求时间', '征求意见时间', '时间', '日期', '起始时间', '召开时间'],
    }),
    until_on: date('结束时间', { width: 13, aliases: ['结束日期', '截止时间', '截止日期'] }),
    issued: count('发出份数/场次', {
      width: 13,
      aliases: ['发出份数', '发出数', '发放份数', '发出', '场次', '份数/场次', '发出数/场次'],
      hint: '问卷写发出份数，会议写场次，意见箱写个数。',
    }),
    returned: count('收回份数/参加人数', {
      width: 16,
      aliases: ['收回份数', '收回数', '回收份数', '收回', '参加人数', '收回数/参加人数', '参加人次'],
      hint: '问卷写收回份数，会议写参加人数。',
    }),
    opinions: count('条次', {
      width: 8,
      aliases: ['征求意见条次', '意见条次', '征求条数', '征求意见条数', '意见条数', '征求到意见', '收集意见'],
      hint: '这种渠道征求到的意见，没有归并以前的数。',
    }),
    merged: count('梳理后条数', {
      width: 11,
      aliases: ['归并后条数', '梳理条数', '梳理后', '归并后', '整理后条数'],
      hint: '归并以后的数。',
    }),
    scope: text('范围对象', {
      of: 'prose',
      width: 20,
      aliases: ['征求范围', '征求对象', '参加人员', '参加范围', '发放范围', '场次名称'],
      hint: '写哪一类人，如党员、群众代表、服务对象，不写姓名。',
    }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
})

/** Words in a header that tell of the person an opinion came from: such columns are never read in (M-415). */
export const sourceHeaders = [
  '反映人',
  '反映者',
  '意见人',
  '提出人',
  '来信人',
  '来访人',
  '来电人',
  '被访人',
  '受访人',
  '被调查人',
  '填表人',
  '签名',
  '姓名',
  '电话',
  '手机',
  '联系方式',
  '联系人',
  '身份证',
  '住址',
  '地址',
  '来源',
] as const

export const opinions = defineLedger({
  key: 'opinions',
  title: '征求意见',
  heading: '{town}征求意见汇总表',
  table: 'opinion',
  sheets: [
    '征求意见汇总表',
    '征求意见',
    '意见汇总',
    '意见建议汇总表',
    '征求意见建议汇总表',
    '群众意见汇总表',
  ],
  identity: [
    ['text', 'org_id', 'channel', 'member_id'],
    ['text', 'org_id', 'channel', 'object'],
  ],
  measure: '条',
  importNote:
    '征求意见汇总表，一行一条意见，照原话写。反映人的姓名、电话等栏不导入，表里有也不保存。给党员个人的意见写明对象姓名，才能反馈到本人。',
  isCoded: true,
  neverKept: sourceHeaders,
  columns: {
    org_id: unit,
    channel: choice('征求意见方式', channelChoices, {
      required: true,
      width: 14,
      aliases: [
        '征求意见渠道',
        '渠道',
        '方式',
        '征求方式',
        '征求意见形式',
        '意见来源渠道',
        '来源渠道',
        '征求渠道',
      ],
    }),
    issued: count('发出份数/场次', {
      width: 13,
      aliases: ['发出份数', '发出数', '发放份数', '发出', '场次', '份数/场次', '发出数/场次'],
      hint: '整个渠道的数，同一渠道各行相同。',
    }),
    returned: count('收回份数/参加人数', {
      width: 16,
      aliases: ['收回份数', '收回数', '回收份数', '收回', '参加人数', '收回数/参加人数', '参加人次'],
      hint: '整个渠道的数，同一渠道各行相同。',
    }),
    object: choice('对象', objectChoices, {
      required: true,
      width: 11,
      codes: { unknown: 'M-414' },
      aliases: ['意见对象', '对象类别', '针对对象', '意见针对对象', '征求意见对象'],
      hint: '领导班子、党员个人、支部、镇党委政府四类中选一类。',
    }),
    member_id: reference('对象姓名', 'members', {
      within: 'org_id',
      width: 12,
      codes: { unknown: 'M-414' },
      aliases: ['意见对象姓名', '党员姓名', '被提意见人', '对象党员', '被提意见党员'],
      hint: '对象是党员个人的，写明是哪一名党员。',
    }),
    text: text('意见建议内容', {
      of: 'prose',
      required: true,
      width: 44,
      codes: { missing: 'M-413' },
      aliases: [
        '意见内容',
        '意见建议',
        '意见和建议',
        '意见',
        '内容',
        '意见、建议',
        '意见建议原话',
        '主要意见',
        '主要意见建议',
        '具体意见',
        '具体内容',
        '征求到的意见',
        '征求到的意见建议',
      ],
      hint: '照原话写，不写反映人的姓名。',
    }),
    category: text('类别', { width: 12, aliases: ['意见类别', '问题类别', '归类', '分类', '意见分类'] }),
    times: count('条次', {
      width: 7,
      aliases: ['意见条次', '条数', '征求条次', '次数', '人次'],
      hint: '同样的意见有几人提就写几，不填按1条次计。',
    }),
    merged_no: text('归并后编号', {
      width: 11,
      aliases: ['归并号', '归并编号', '梳理后编号', '梳理归并号', '合并编号', '归并后序号', '梳理编号'],
      hint: '归到一起的意见写同一个编号。',
    }),
    responsible: text('责任人', { width: 10, aliases: ['整改责任人', '落实责任人'] }),
    fed_back_on: date('反馈时间', { width: 13, aliases: ['反馈日期', '反馈本人时间'] }),
    rectification: text('整改情况', { of: 'prose', width: 24, aliases: ['整改落实情况', '落实情况'] }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
})

export type ChannelLedgerRow = RowOf<typeof opinionChannels>
export type OpinionLedgerRow = RowOf<typeof opinions>

const talkChoices = [
  {
    value: '班子成员之间',
    synonyms: ['班子成员', '班子之间', '领导班子成员之间', '党员领导干部之间', '支委之间', '班子内部'],
  },
  { value: '上下级之间', synonyms: ['上下级', '上级与下级', '领导与下属', '班子与党员', '支委与党员'] },
  {
    value: '书记与党员',
    synonyms: ['书记–党员', '书记-党员', '书记—党员', '支部书记与党员', '支部书记与党员之间', '书记'],
  },
  {
    value: '党员与党员',
    synonyms: ['党员–党员', '党员-党员', '党员—党员', '党员之间', '党员相互之间', '党员互谈', '互谈', '党员'],
  },
  {
    value: '党员与群众',
    synonyms: ['党员–群众', '党员-群众', '党员—群众', '与群众', '群众', '党群之间', '书记与群众', '干群之间'],
  },
  { value: '集体谈心', synonyms: ['集体', '集体谈话', '集体谈心谈话', '集体交心'] },
] as const satisfies readonly (Choice & { readonly value: TalkKind })[]

export const talks = defineLedger({
  key: 'talks',
  title: '谈心谈话',
  heading: '{town}谈心谈话登记表',
  table: 'talk',
  sheets: ['谈心谈话登记表', '谈心谈话', '谈心登记表', '谈话登记表', '谈心活动登记表', '谈心谈话记录表'],
  identity: [
    ['talker', 'org_id', 'partners', 'talked_on'],
    ['talker', 'org_id', 'partners', 'kind'],
  ],
  measure: '次',
  importNote:
    '谈心谈话登记表，一行一次。谈话对象有几个人的用顿号隔开，党员姓名要与花名册一致，才能计入谈心覆盖。',
  isCoded: true,
  columns: {
    org_id: unit,
    talker: text('谈话人', {
      of: 'name',
      required: true,
      width: 10,
      aliases: ['谈心人', '主谈人', '谈话人姓名', '谈心谈话人', '谈话领导'],
    }),
    partners: text('谈话对象', {
      required: true,
      width: 24,
      aliases: ['谈心对象', '被谈话人', '对象', '谈话对象姓名', '参加人', '参加人员', '谈心谈话对象'],
      hint: '几个人用顿号隔开；同支部有同名的，在姓名后注明身份证号末四位，如“李玉兰（0012）”。',
    }),
    kind: choice('类型', talkChoices, {
      required: true,
      width: 13,
      aliases: ['谈话类型', '谈心类型', '谈心形式', '形式', '谈话形式', '类别', '谈话类别'],
    }),
    talked_on: date('谈话时间', { width: 13, aliases: ['时间', '日期', '谈心时间', '谈话日期', '谈心日期'] }),
    place: text('地点', { of: 'prose', width: 14, aliases: ['谈话地点', '谈心地点'] }),
    points: text('谈话内容', {
      of: 'prose',
      width: 30,
      aliases: ['内容', '内容要点', '谈心内容', '谈话主要内容', '主要内容', '谈话要点'],
    }),
    problems: text('指出的问题', {
      of: 'prose',
      width: 26,
      aliases: ['指出问题', '存在问题', '问题', '指出的主要问题', '存在的问题'],
    }),
    suggestions: text('意见建议', {
      of: 'prose',
      width: 24,
      aliases: ['建议', '意见', '希望和要求', '改进建议'],
    }),
    remark: text('备注', { of: 'prose', width: 18, aliases: ['说明'] }),
  },
})

export type TalkLedgerRow = RowOf<typeof talks>
