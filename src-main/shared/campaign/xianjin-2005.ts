// The one campaign the product ships with: 先进性教育活动, second batch, 2005.
import { consolidateChecklist } from './checklists/consolidate.ts'
import { rectifyChecklist } from './checklists/rectify.ts'
import { reviewChecklist } from './checklists/review.ts'
import { studyChecklist } from './checklists/study.ts'
import { workLists } from './checklists/work-lists.ts'
import { correctionPhrases, findingCategories, recheckPhrases, severities } from './findings.ts'
import { consolidate } from './phases/consolidate.ts'
import { prep } from './phases/prep.ts'
import { rectify } from './phases/rectify.ts'
import { review } from './phases/review.ts'
import { study } from './phases/study.ts'
import { readings } from './readings.ts'
import { refusals } from './refusals.ts'
import { thresholds } from './thresholds.ts'
import type { Campaign } from './types.ts'

/** Dates to the day that the speeches do not give are defaults of the product and may be changed in the settings. */
export const xianjin2005: Campaign = {
  key: 'xianjin-2005-batch2',
  name: '保持共产党员先进性教育活动',
  shortName: '先进性教育活动',
  officeName: '先教办',
  officeNameChoices: ['先教办', '保先办', '先进办'],
  groupName: '督导组',
  leaderLabel: '第一责任人',
  leaderLabelChoices: [
    {
      label: '第一责任人',
      basis: { source: 'S1', line: 25, quote: '各单位党支部书记为第一责任人，要亲自抓' },
    },
    { label: '直接责任人', basis: { source: 'S0', line: 40, quote: '是先进性教育活动的直接责任人' } },
  ],
  batches: [
    {
      no: 1,
      name: '第一批',
      scope: '县及县以上党政机关和部分企事业单位',
      start: '2005-01-01',
      end: '2005-06-30',
      isCurrent: false,
      basis: { source: 'S2', line: 9, quote: '第一批：县及县以上党政机关和部分企事业单位' },
    },
    {
      no: 2,
      name: '第二批',
      scope: '城市基层和乡镇机关',
      start: '2005-07-01',
      end: '2005-12-31',
      isCurrent: true,
      basis: { source: 'S2', line: 9, quote: '第二批：城市基层和乡镇机关' },
    },
    {
      no: 3,
      name: '第三批',
      scope: '农村',
      start: '2006-01-01',
      end: '2006-06-30',
      isCurrent: false,
      basis: { source: 'S2', line: 9, quote: '第三批：农村' },
    },
  ],
  yearNote:
    '年份2005、2006取自公开资料；原文年份已被遮盖，《市委督导组：镇（区）动员会讲话》中的2024年为错误年份，不采用',
  grades: [
    { label: '满意', countsAs: '满意' },
    { label: '基本满意', countsAs: '满意' },
    { label: '不满意', countsAs: '不满意' },
    { label: '弃权', countsAs: '弃权' },
  ],
  duties: [
    {
      key: 'know',
      label: '掌握进展',
      basis: { source: 'S3', line: 38, quote: '一是了解掌握先进性教育活动的进展情况' },
    },
    {
      key: 'spread',
      label: '总结经验',
      basis: { source: 'S3', line: 38, quote: '二是总结、推广先进性教育活动的经验' },
    },
    {
      key: 'solve',
      label: '发现问题、督促解决',
      basis: { source: 'S3', line: 38, quote: '三是及时发现先进性教育活动中存在的问题' },
    },
    {
      key: 'report',
      label: '反映情况、当好参谋',
      basis: { source: 'S3', line: 38, quote: '反映情况，当好参谋' },
    },
  ],
  issueKinds: [
    {
      key: 1,
      label: '立说立改',
      required: ['解决日期'],
      threeKind: '应当并能及时解决',
      basis: { source: 'S2', line: 22, quote: '必须马上解决，立竿见影' },
    },
    {
      key: 2,
      label: '限期整改',
      required: ['时限', '责任人'],
      threeKind: '能解决而一时解决不了',
      basis: { source: 'S2', line: 22, quote: '要明确整改时限' },
    },
    {
      key: 3,
      label: '综合治理',
      required: ['牵头单位', '协调单位', '时限'],
      threeKind: '能解决而一时解决不了',
      basis: { source: 'S2', line: 22, quote: '采取综合治理的办法加以解决' },
    },
    {
      key: 4,
      label: '说明情况',
      required: ['原因', '政策依据', '说明对象', '说明日期', '说明方式'],
      threeKind: '确实不能解决',
      basis: { source: 'S2', line: 22, quote: '要向基层和群众说明情况' },
    },
  ],
  careKinds: {
    values: ['助业', '助居', '助医', '助学', '助行', '助困', '助安'],
    basis: { source: 'S0', line: 27, quote: '助业、助居、助医、助学、助行、助困、助安' },
  },
  courses: {
    values: ['形势任务课', '执政能力课', '党纪党规课', '党员标准课', '正反典型教育课'],
    basis: { source: 'S0', line: 26, quote: '党员标准课和正反典型教育课' },
  },
  discussionThemes: {
    values: ['谈先进性的内涵', '谈先进性的具体标准', '谈发挥先进性的途径'],
    basis: { source: 'S0', line: 26, quote: '结合学习，谈先进性的内涵' },
  },
  leaderDuties: {
    values: [
      '带头学习',
      '带头讲党课或作专题报告',
      '带头查找问题',
      '带头开展批评与自我批评',
      '带头制定和落实整改措施',
      '带头帮助基层解决实际困难和问题',
    ],
    basis: { source: 'S0', line: 40, quote: '带头帮助基层解决实际困难和问题' },
  },
  modelKinds: {
    values: ['党员学习标兵', '党员创业标兵', '党员业务标兵', '党员服务标兵', '党员执法标兵'],
    basis: { source: 'S0', line: 14, quote: '树立党员学习标兵、党员创业标兵' },
  },
  mechanismKinds: {
    values: ['教育管理运行机制', '动力激励机制', '监督机制'],
    basis: { source: 'S0', line: 35, quote: '二是要建立党员的动力激励机制' },
  },
  fourFull: {
    values: ['全程让群众知情', '全程征求群众意见', '全程接受群众监督', '全程接受群众评价'],
    basis: { source: 'S1', line: 15, quote: '全程接受群众监督，全程接受群众评价' },
  },
  goals: {
    values: ['提高党员素质', '加强基层组织', '服务人民群众', '促进各项工作'],
    basis: { source: 'S0', line: 43, quote: '提高党员素质、加强基层组织、服务人民群众' },
  },
  stepPrinciples: [
    {
      text: '规定动作不得从单位清单中删除，标“不适用”须督导组同意并写理由',
      basis: { source: 'S3', line: 18, quote: '一个步骤不能省、一个环节不能丢、各项标准不能降' },
    },
    { text: '自选动作不影响转段', basis: { source: 'S3', line: 35, quote: '做好“自选动作”' } },
  ],
  phases: [prep, study, review, rectify, consolidate],
  thresholds,
  readings,
  refusals,
  checklists: [studyChecklist, reviewChecklist, rectifyChecklist, consolidateChecklist],
  workLists,
  findingCategories,
  severities,
  correctionPhrases,
  recheckPhrases,
}
