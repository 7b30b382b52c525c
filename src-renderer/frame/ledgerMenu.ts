// What stands under 台账, in groups: ledgers, and the pages that keep records of their own shape.

export interface LedgerLink {
  readonly to: string
  readonly label: string
}

export interface LedgerGroup {
  readonly key: string
  readonly title: string
  readonly links: readonly LedgerLink[]
}

const ledger = (key: string, label: string): LedgerLink => ({ to: `/ledgers/${key}`, label })

export const ledgerGroups: readonly LedgerGroup[] = [
  {
    key: 'rosters',
    title: '名册',
    links: [
      ledger('organisations', '党组织'),
      ledger('members', '党员'),
      ledger('floating_members', '流动党员'),
      ledger('difficult_members', '困难党员'),
      ledger('lost_members', '双找登记'),
      ledger('representatives', '群众代表'),
    ],
  },
  {
    key: 'organisation',
    title: '组织和责任',
    links: [
      ledger('leading_groups', '机构设置'),
      { to: '/leaders', label: '领导带头' },
      ledger('leader_duties', '带头登记'),
      ledger('contact_points', '联系点'),
      ledger('contact_visits', '联系点活动'),
      ledger('reorganisations', '组织整顿'),
      ledger('branch_classes', '支部分类'),
      ledger('difficulties', '困难事项'),
    ],
  },
  {
    key: 'study',
    title: '学习动员',
    links: [
      { to: '/study', label: '学习情况' },
      { to: '/attendance', label: '考勤补课' },
      ledger('sessions', '学习活动'),
      ledger('makeups', '补课登记'),
      ledger('note_checks', '笔记抽查'),
      ledger('alternatives', '送学寄学'),
      ledger('trainings', '骨干培训'),
    ],
  },
  {
    key: 'opinions',
    title: '征求意见和谈心',
    links: [
      { to: '/opinions', label: '意见和谈心' },
      ledger('opinion_channels', '征求意见渠道'),
      ledger('opinions', '征求意见汇总'),
      ledger('talks', '谈心谈话'),
    ],
  },
  {
    key: 'appraisal',
    title: '分析评议',
    links: [
      { to: '/analyses', label: '党性分析材料' },
      { to: '/appraisal', label: '组织生活评议' },
      ledger('meetings', '组织生活会'),
      ledger('appraisals', '民主评议'),
      ledger('unqualified', '不合格党员'),
      ledger('polls', '满意度测评'),
    ],
  },
  {
    key: 'activities',
    title: '活动和关爱',
    links: [
      ledger('theme_activities', '主题实践活动'),
      ledger('care_visits', '关爱走访'),
      ledger('exemplars', '典型'),
      ledger('publicity', '宣传'),
      ledger('participation', '群众参与'),
    ],
  },
  {
    key: 'rectification',
    title: '整改和制度',
    links: [
      ledger('issues', '整改台账'),
      ledger('mechanisms', '制度建设'),
      ledger('batch_reports', '批次上报'),
    ],
  },
  {
    key: 'group',
    title: '督导组工作',
    links: [
      { to: '/schedule', label: '日程安排' },
      ledger('preparations', '筹备工作'),
      ledger('secondments', '抽调人员'),
      ledger('logs', '督导日志'),
      { to: '/group-weekly', label: '督导周报' },
      { to: '/summary', label: '阶段小结' },
      { to: '/coverage', label: '各单位对照' },
      { to: '/sampling', label: '随机抽样' },
      ledger('samples', '抽样登记'),
    ],
  },
]

/** Whether an address belongs to a link: the page of one record stands under that of the list. */
export const isUnder = (path: string, { to }: LedgerLink): boolean => path === to || path.startsWith(`${to}/`)

/** The group an address belongs to; undefined where it belongs to none. */
export const groupOf = (path: string): LedgerGroup | undefined =>
  ledgerGroups.find(({ links }) => links.some((link) => isUnder(path, link)))
