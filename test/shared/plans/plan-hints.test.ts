// Every hint of the four grounds, good and bad, one fault at a time.
import { describe, expect, it } from 'vitest'
import { isRequiredStep, stepsFor, xianjin2005 } from '../../../src-main/shared/campaign/index.ts'
import {
  doubtsIn,
  planHints,
  planPhases,
  type HintSetting,
  type HintUnit,
  type PlanContent,
  type PlanStep,
} from '../../../src-main/shared/rules/plan-hints.ts'

const unit: HintUnit = {
  unitType: 'private',
  level: '支部',
  fullName: '中共清溪镇电器公司支部委员会',
  shortName: '电器公司支部',
  secretary: '陈国梁',
  informant: '李秀英',
  informantPhone: '0000-8100001',
  members: 20,
  floating: 2,
  retired: 1,
  frail: 0,
}

const setting: HintSetting = {
  campaign: xianjin2005,
  unit,
  limits: {
    batchStart: '2005-07-01',
    batchEnd: '2005-12-31',
    daysMin: 75,
    daysMax: 105,
    hours: 40,
    similarity: 80,
    ownProblems: 1,
    coursesBy: '2005-08-05',
  },
  others: [
    { shortName: '三江电子支部', theme: '质量在我手中' },
    { shortName: '中心卫生院支部', theme: '' },
  ],
  alike: { unit: '三江电子支部', percent: 41 },
}

const text = [
  '电器公司支部活动方案',
  '一、本单位情况和问题',
  '支部现有党员20名，其中流动党员2名由李秀英寄学，离退休党员1名送学上门。一是夜班党员半年没有过组织生活；二是返修率高。',
  '二、方法步骤',
  '着力点是增强党员意识，促进企业健康发展。',
  '三、主题实践活动',
  '以“车间里的党员岗”为主题，7月12日起在三个车间亮身份，每月评一次返修率，建台账，结果公示，请职工评议。',
].join('\n')

const required = planPhases.flatMap((phase) => stepsFor(xianjin2005, unit, phase)).filter(isRequiredStep)
const named = required.filter((step) => step.code !== 'P1-09' && step.code !== 'P1-10')

const step = (code: string, changes: Partial<PlanStep> = {}): PlanStep => ({
  code,
  name: required.find((each) => each.code === code)?.name ?? code,
  start: '2005-07-12',
  end: '2005-07-12',
  owner: '陈国梁',
  form: '会议',
  hoursX10: null,
  ...changes,
})
const phase = (code: string, start: string | null, end: string | null): PlanStep =>
  step(code, { name: `${code}阶段`, start, end, owner: '', form: '' })

const phases = [
  phase('study', '2005-07-05', '2005-08-05'),
  phase('review', '2005-08-06', '2005-09-20'),
  phase('rectify', '2005-09-21', '2005-10-15'),
]
const lessons = ['2005-07-06', '2005-07-08', '2005-07-11', '2005-07-13'].map((day) =>
  step('P1-09', { name: '集中学习', start: day, end: day, form: '集中学习（19:00—21:30）', hoursX10: 80 }),
)
const courses = xianjin2005.courses.values.map((course, i) =>
  step('P1-10', {
    name: course,
    start: `2005-07-2${String(i)}`,
    end: `2005-07-2${String(i)}`,
    form: '辅导课',
    hoursX10: 20,
  }),
)

const good: PlanContent = {
  theme: '车间里的党员岗',
  text,
  guarantees: [
    '领导小组组长陈国梁，信息员李秀英。',
    '考勤由李秀英签到，请假经组长同意，补课七日内完成。',
    '经费六千元，场所为职工之家，资料人手一套。',
    '每半月自查一次，接受督查。',
  ],
  submittedOn: '2005-07-08',
  consultedOn: '2005-07-06',
  consultedWhom: '职工',
  steps: [...phases, ...named.map((each) => step(each.code)), ...lessons, ...courses],
}

const worst = (plan: PlanContent, within: HintSetting = setting): string[] =>
  planHints(plan, within).flatMap(({ kind, check, text: said }) =>
    kind === 'ok' ? [] : [`${kind} ${check} ${said}`],
  )

const without = (code: string): PlanStep[] => good.steps.filter((each) => each.code !== code)
const withUnit = (changes: Partial<HintUnit>): HintSetting => ({ ...setting, unit: { ...unit, ...changes } })

it('finds nothing wrong with a plan that has everything', () => {
  expect(worst(good)).toEqual([])
  expect(doubtsIn(good, setting)).toEqual([])
  expect(new Set(planHints(good, setting).map((each) => each.refusal))).toEqual(
    new Set(['r1', 'r2', 'r3', 'r4']),
  )
})

interface Fault {
  readonly name: string
  readonly plan?: Partial<PlanContent>
  readonly setting?: HintSetting
  readonly says: string
}

const faults: readonly Fault[] = [
  {
    name: '套话',
    plan: { text: text.replace(/一是.*二是返修率高/u, '一是理想信念淡薄；二是宗旨意识不强') },
    says: 'bad r1-1 列出的2条问题都是套话，看不出是本单位的',
  },
  {
    name: '没有问题',
    plan: { text: text.replace(/一是.*二是返修率高/u, '总的是好的') },
    says: 'bad r1-1 没有逐条列出本单位存在的问题',
  },
  {
    name: '着力点',
    plan: { text: text.replace('增强党员意识，促进企业健康发展', '转变职能、提高效能') },
    says: 'warn r1-2 着力点没有写到“党员意识、健康发展、创业精神等”',
  },
  {
    name: '上班时间',
    plan: {
      steps: good.steps.map((each) =>
        each.code === 'P1-09' ? { ...each, form: '集中学习（8:30—11:00）' } : each,
      ),
    },
    says: 'warn r1-3 集中学习有4次排在上班时间',
  },
  {
    name: '流动党员',
    plan: { text: text.replace('流动党员2名由李秀英寄学', '2名由李秀英负责') },
    says: 'bad r1-4 流动党员2名，没有写怎样参加',
  },
  {
    name: '离退休',
    plan: { text: text.replace('离退休党员', '党员') },
    says: 'bad r1-4 离退休党员1名，没有写怎样参加',
  },
  {
    name: '雷同',
    setting: { ...setting, alike: { unit: '三江电子支部', percent: 92 } },
    says: 'bad r1-5 方案与三江电子支部方案文字相似度92%，请核查是否结合本单位实际',
  },
  {
    name: '恰在线上',
    setting: { ...setting, alike: { unit: '三江电子支部', percent: 80 } },
    says: 'bad r1-5 方案与三江电子支部方案文字相似度80%，请核查是否结合本单位实际',
  },
  {
    name: '别的单位',
    plan: { text: text.replace('请职工评议', '请中心卫生院职工评议') },
    says: 'warn r1-5 正文出现别的单位名称：中心卫生院',
  },
  { name: '没有征求', plan: { consultedOn: null }, says: 'bad r1-6 没有征求群众意见的记录' },
  {
    name: '后征求',
    plan: { consultedOn: '2005-07-09' },
    says: 'warn r1-6 征求意见（2005-07-09）晚于报送日期（2005-07-08）',
  },
  { name: '人数', setting: withUnit({ members: 21 }), says: 'warn r1-7 方案写党员20名，花名册21名' },
  {
    name: '阶段',
    plan: { steps: good.steps.map((each) => (each.code === 'review' ? { ...each, end: null } : each)) },
    says: 'bad r2-1 分析评议阶段没有起止日期',
  },
  {
    name: '日期',
    plan: {
      steps: good.steps.map((each) => (each.code === 'P1-06' ? { ...each, start: null, end: null } : each)),
    },
    says: 'bad r2-1 没有日期1项：动员会',
  },
  {
    name: '责任人',
    plan: { steps: good.steps.map((each) => (each.code === 'P1-06' ? { ...each, owner: ' ' } : each)) },
    says: 'bad r2-2 没有责任人1项：动员会',
  },
  {
    name: '形式',
    plan: { steps: good.steps.map((each) => (each.code === 'P1-06' ? { ...each, form: '' } : each)) },
    says: 'bad r2-2 没有活动形式1项：动员会',
  },
  { name: '漏列', plan: { steps: without('P2-05') }, says: 'bad r2-2 规定动作未列入日程1项：谈心谈话' },
  {
    name: '太短',
    plan: {
      steps: [
        phase('study', '2005-07-05', '2005-07-20'),
        phase('review', '2005-07-21', '2005-08-10'),
        phase('rectify', '2005-08-11', '2005-08-31'),
        ...good.steps.slice(3),
      ],
    },
    says: 'warn r2-3 集中教育共58天，应为3个月左右（75至105天）',
  },
  {
    name: '倒置',
    plan: {
      steps: [
        phases[0] ?? step(''),
        phase('review', '2005-08-01', '2005-09-20'),
        phases[2] ?? step(''),
        ...good.steps.slice(3),
      ],
    },
    says: 'bad r2-3 分析评议2005-08-01开始，早于学习动员的结束日期2005-08-05',
  },
  {
    name: '批次外',
    plan: {
      steps: good.steps.map((each) =>
        each.code === 'P1-06' ? { ...each, start: '2005-06-30', end: '2005-06-30' } : each,
      ),
    },
    says: 'bad r2-3 不在本批时间内1项：动员会',
  },
  {
    name: '早于开始',
    plan: {
      steps: good.steps.map((each) => (each.code === 'P1-06' ? { ...each, end: '2005-07-11' } : each)),
    },
    says: 'bad r2-3 结束早于开始1项：动员会',
  },
  {
    name: '39.5学时',
    plan: {
      steps: [
        ...good.steps.filter((each) => each.code !== 'P1-09'),
        ...lessons.slice(1),
        step('P1-09', {
          start: '2005-07-06',
          end: '2005-07-06',
          form: '集中学习（19:00—21:30）',
          hoursX10: 55,
        }),
      ],
    },
    says: 'bad r2-4 集中学习计划39.5学时，不足40学时',
  },
  {
    name: '缺课',
    plan: { steps: good.steps.filter((each) => each.name !== '党员标准课') },
    says: 'bad r2-5 辅导课缺“党员标准课”',
  },
  {
    name: '晚课',
    plan: {
      steps: good.steps.map((each) =>
        each.name === '党员标准课' ? { ...each, start: '2005-08-06', end: '2005-08-06' } : each,
      ),
    },
    says: 'bad r2-5 辅导课1次排在2005-08-05以后',
  },
  {
    name: '重叠',
    plan: {
      steps: good.steps.map((each) =>
        each.name === '党员标准课' ? { ...each, start: '2005-07-06', end: '2005-07-06' } : each,
      ),
    },
    says: 'warn r2-6 2005-07-06同时安排“集中学习”和“党员标准课”',
  },
  {
    name: '次序',
    plan: {
      steps: good.steps.map((each) =>
        each.code === 'P1-21' ? { ...each, start: '2005-07-13', end: '2005-07-13' } : each,
      ),
    },
    says: 'bad r2-7 自查、测评、报送转段的先后次序不对',
  },
  { name: '无主题', plan: { theme: ' ' }, says: 'bad r3-1 没有写主题名称' },
  {
    name: '笼统',
    plan: { theme: '按镇里要求开展' },
    says: 'bad r3-1 主题“按镇里要求开展”太笼统，不是本单位的主题',
  },
  {
    name: '同主题',
    plan: { theme: '质量在我手中！' },
    says: 'bad r3-2 主题“质量在我手中！”与三江电子支部相同',
  },
  { name: '短主题', plan: { theme: '党员岗' }, says: 'warn r3-1 主题3个字，一般为4至40个字' },
  {
    name: '只有名称',
    plan: { text: text.replace(/以“车间.*$/u, '主题：车间里的党员岗。') },
    says: 'bad r3-4 主题活动只有名称，没有内容、时间和目标',
  },
  {
    name: '不公示',
    plan: { text: text.replace('结果公示，', '') },
    says: 'warn r3-6 没有写怎样记台账、怎样公示',
  },
  {
    name: '组长',
    plan: { guarantees: good.guarantees.map((each) => each.replace('组长陈国梁', '组长张三一')) },
    says: 'bad r4-1 领导小组没有写书记陈国梁',
  },
  { name: '无组长', plan: { guarantees: ['要加强领导。'] }, says: 'bad r4-1 没有写领导小组组长或第一责任人' },
  {
    name: '空缺',
    setting: withUnit({ secretary: '（空缺）' }),
    says: 'warn r4-1 书记空缺，请核对写没写主持工作的负责人',
  },
  {
    name: '代理',
    setting: withUnit({ secretary: '（空缺，由副书记戴家和主持）' }),
    says: 'bad r4-1 领导小组没有写书记戴家和',
  },
  { name: '信息员', setting: withUnit({ informant: '' }), says: 'warn r4-2 名册中没有信息员' },
  {
    name: '补课',
    plan: { guarantees: good.guarantees.map((each) => each.replace('，补课七日内完成', '')) },
    says: 'bad r4-3 没有写补课',
  },
  {
    name: '经费',
    plan: { guarantees: good.guarantees.filter((each) => !each.includes('经费')) },
    says: 'bad r4-4 没有写经费、场所、资料',
  },
  {
    name: '待定',
    plan: { guarantees: [...good.guarantees, '经费和场所待协会研究后确定。'] },
    says: 'bad r4-4 经费、场所没有落实：“经费和场所待协会研究后确定”',
  },
  { name: '督查', plan: { guarantees: good.guarantees.slice(0, 3) }, says: 'bad r4-6 没有写督查安排' },
]

describe('one fault at a time', () => {
  it.each(faults)('$name: $says', ({ plan, setting: within, says }) => {
    expect(worst({ ...good, ...plan }, within ?? setting)).toContain(says)
  })
})

describe('doubted sentences', () => {
  it.each([
    ['谈心谈话适时开展。', 'r2', '没有写到日'],
    ['少数党员宗旨意识不强。', 'r1', '套话，看不出是本单位的问题'],
    ['请中心卫生院的同志讲课。', 'r1', '出现别的单位名称'],
    ['主题活动按上级要求开展。', 'r3', '主题笼统'],
    ['经费待研究后确定。', 'r4', '没有落实'],
    ['要加强领导、提高认识。', 'r4', '没有责任人和时间'],
  ])('“%s” belongs to %s: %s', (sentence, refusal, note) => {
    const plan = { ...good, text: `${text}\n${sentence}` }
    expect(doubtsIn(plan, setting)).toEqual([
      { start: text.length + 1, end: plan.text.length, refusal, note },
    ])
  })

  it('are not those that say 下旬 where the schedule has the day', () => {
    const plan = { ...good, text: `${text}\n七月下旬开大讨论。` }
    expect(doubtsIn(plan, setting)).toEqual([])
    expect(doubtsIn({ ...plan, steps: [step('P1-12', { start: null, end: null })] }, setting)).toHaveLength(1)
  })
})
