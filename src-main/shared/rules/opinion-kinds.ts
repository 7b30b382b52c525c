// The kinds of channels, objects and talks of 征求意见 and 谈心谈话, as every page, sheet and record names them (SYS-36, SYS-38).

export const channelKinds = [
  '座谈会',
  '恳谈会',
  '听证会',
  '个别访谈',
  '上门走访',
  '互查',
  '问卷调查',
  '征求意见函',
  '评议活动',
  '意见箱',
  '热线电话',
  '网络征询',
  '媒体征集',
  '投诉受理',
  '开门纳言',
] as const
export type ChannelKind = (typeof channelKinds)[number]

/** Whom an opinion is about. */
export const opinionObjects = ['领导班子', '党员个人', '支部', '镇党委政府'] as const
export type OpinionObject = (typeof opinionObjects)[number]

export const talkKinds = [
  '班子成员之间',
  '上下级之间',
  '书记与党员',
  '党员与党员',
  '党员与群众',
  '集体谈心',
] as const
export type TalkKind = (typeof talkKinds)[number]
