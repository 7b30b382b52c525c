// The invented town itself: offices, supervision group, leaders and their contact points.

export const town = {
  name: '清溪镇',
  short: '清溪',
  county: '示例县',
  campaign: '保持共产党员先进性教育活动',
  campaignShort: '先进性教育活动',
  batch: 2,
  demoToday: '2005-08-17',
  demoNow: '2005-08-17T09:00',
  townMobilisation: '2005-07-05',
  reportedMembers: 1026,
  rosterMembers: 1025,
  activists: 52,
}

export const offices = { townOffice: '清溪镇先教办', superiorOffice: '示例县委先教办' }

export const group = {
  name: '示例县委第三督导组',
  code: '督三',
  no: 3,
  dispatchedBy: '示例县委',
  members: [
    { key: 'G1', name: '田克勤', post: '组长', recusedFrom: [] },
    { key: 'G2', name: '叶素心', post: '组员', recusedFrom: [] },
    { key: 'G3', name: '石文博', post: '组员（税务系统抽调）', recusedFrom: ['税务分局支部'] },
  ],
}

/** visits is how often a leader has been at a contact point; L2 has not been yet, which the program warns of. */
export const leaders = [
  {
    key: 'L1',
    name: '周明远',
    post: '党委书记',
    contacts: ['清溪中学支部', '机关一支部'],
    visits: 3,
    lectures: 1,
  },
  {
    key: 'L2',
    name: '沈立本',
    post: '党委副书记、镇长',
    contacts: ['供销社支部', '纺织公司支部'],
    visits: 0,
    lectures: 0,
  },
  {
    key: 'L3',
    name: '徐慧敏',
    post: '党群副书记、办公室主任',
    contacts: ['中心小学支部', '流动党员支部'],
    visits: 2,
    lectures: 1,
  },
  {
    key: 'L4',
    name: '郑守正',
    post: '纪委书记',
    contacts: ['财政所支部', '粮管所支部'],
    visits: 2,
    lectures: 1,
  },
  {
    key: 'L5',
    name: '吴学勤',
    post: '组织委员',
    contacts: ['城东社区支部', '退休教师支部'],
    visits: 3,
    lectures: 1,
  },
  {
    key: 'L6',
    name: '何巧云',
    post: '宣传委员',
    contacts: ['职业学校支部', '城北社区支部'],
    visits: 2,
    lectures: 1,
  },
  {
    key: 'L7',
    name: '孙大川',
    post: '人武部部长',
    contacts: ['东片机关支部', '包装公司支部'],
    visits: 1,
    lectures: 1,
  },
  {
    key: 'L8',
    name: '赵光远',
    post: '副镇长',
    contacts: ['西片机关支部', '城西社区支部'],
    visits: 1,
    lectures: 1,
  },
  {
    key: 'L9',
    name: '高和顺',
    post: '副镇长',
    contacts: ['南片机关支部', '城南社区支部'],
    visits: 2,
    lectures: 1,
  },
]

/** People named elsewhere in the sample, with the branch they are members of. */
export const placedPeople = [
  ...['周明远', '沈立本', '徐慧敏', '郑守正', '吴学勤', '赖巧云'].map((name) => ({
    name,
    branch: '机关一支部',
  })),
  ...['何巧云', '孙大川', '李小青'].map((name) => ({ name, branch: '机关二支部' })),
  ...['赵光远', '高和顺'].map((name) => ({ name, branch: '机关三支部' })),
  { name: '谭守正', branch: '机关四支部', post: '企业党总支书记' },
  { name: '蔡冬梅', branch: '机关五支部' },
  { name: '潘凤仙', branch: '清溪中学支部', post: '教育党总支书记' },
  { name: '冯百川', branch: '中心小学支部' },
  { name: '田玉兰', branch: '东片机关支部' },
  { name: '郝和顺', branch: '西片机关支部' },
  { name: '雷爱莲', branch: '南片机关支部' },
  { name: '林文静', branch: '北片机关支部' },
  { name: '戴家和', branch: '粮管所支部', partyPost: '副书记' },
  { name: '李玉兰', branch: '城西社区支部' },
  { name: '李玉兰', branch: '溪南社区支部' },
]

/** Besides L1 to L9, heads of units who count as 党员领导干部. */
export const otherLeadingCadres = ['姚家和', '冯玉兰', '郝文静', '雷书恒', '康敬业']
