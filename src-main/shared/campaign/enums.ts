// The closed lists of the product: kinds of unit, levels, categories of member, results, methods, corrections.
import type {
  CheckResult,
  CorrectionKind,
  Level,
  MemberCategory,
  MemberScope,
  MethodKind,
  UnitType,
  UnitTypeKey,
} from './types.ts'

/** Kinds of unit. The focus and form of study of 村 are not used in this batch. */
export const unitTypes: readonly UnitType[] = [
  {
    key: 'office',
    label: '机关',
    focus: '转变职能、优化服务、提高效能、促进发展',
    focusIsDefault: false,
    studyForm: '集中辅导和自学相结合',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 19, quote: '转变职能、优化服务、提高效能、促进发展' },
  },
  {
    key: 'area',
    label: '片总支',
    focus: '转变职能、优化服务、提高效能、促进发展',
    focusIsDefault: false,
    studyForm: '集中辅导和自学相结合',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 19, quote: '工作片总支和镇机关支部的教育活动的着力点' },
  },
  {
    key: 'station',
    label: '事业站所',
    focus: '转变职能、优化服务、提高效能、促进发展',
    focusIsDefault: true,
    studyForm: '集中辅导和自学相结合',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 41, quote: '要采取集中辅导和自学相结合的形式' },
  },
  {
    key: 'school',
    label: '学校',
    focus: '促进师德校风建设，培养合格建设者',
    focusIsDefault: false,
    studyForm: '暑假集中辅导，结合继续教育',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 19, quote: '要放在促进师德校风建设' },
  },
  {
    key: 'soe',
    label: '国有集体企业',
    focus: '促进企业健康发展，增强党员意识，弘扬创业精神和奉献精神',
    focusIsDefault: false,
    studyForm: '业余、小型、分散',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 19, quote: '要放在促进企业健康发展，增强党员意识' },
  },
  {
    key: 'private',
    label: '非公企业',
    focus: '促进企业健康发展，增强党员意识，弘扬创业精神和奉献精神',
    focusIsDefault: false,
    studyForm: '业余、小型、分散',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 41, quote: '采取业余、小型、分散等多种形式' },
  },
  {
    key: 'community',
    label: '社区',
    focus: '服务群众、促进工作',
    focusIsDefault: true,
    studyForm: '业余、小型、分散',
    studyFormIsDefault: true,
    inCurrentBatch: true,
    basis: { source: 'S3', line: 28, quote: '街道社区和社会中介组织' },
  },
  {
    key: 'social',
    label: '社会组织',
    focus: '服务群众、促进工作',
    focusIsDefault: true,
    studyForm: '业余、小型、分散',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S1', line: 20, quote: '可以采取业余时间、小型、分散等形式开展活动' },
  },
  {
    key: 'retired',
    label: '离退休',
    focus: '发挥余热、量力参加',
    focusIsDefault: true,
    studyForm: '区别情况，灵活要求',
    studyFormIsDefault: false,
    inCurrentBatch: true,
    basis: { source: 'S1', line: 20, quote: '可以根据他们的身体状况做更加灵活的安排' },
  },
  {
    key: 'floating',
    label: '流动党员',
    focus: '牢记党员身份，增强组织观念，带头就业创业，积极参加公益活动',
    focusIsDefault: false,
    studyForm: '送学、寄学、流入地参学',
    studyFormIsDefault: true,
    inCurrentBatch: true,
    basis: { source: 'S0', line: 19, quote: '要放在牢记党员身份，增强组织观念' },
  },
  {
    key: 'village',
    label: '村',
    focus: '第三批，本批不用',
    focusIsDefault: false,
    studyForm: '第三批',
    studyFormIsDefault: false,
    inCurrentBatch: false,
    basis: { source: 'S2', line: 9, quote: '第三批：农村' },
  },
]

/** “全部” in steps and checklists: every kind of unit of this batch, that is, all but 村. */
export const allUnitTypes: readonly UnitTypeKey[] = [
  'office',
  'area',
  'station',
  'school',
  'soe',
  'private',
  'community',
  'social',
  'retired',
  'floating',
]

/** Levels of organisation. In steps and checklists 支部 includes 联合支部 and 临时支部. */
export const levels: readonly Level[] = ['党委', '总支', '支部', '联合支部', '临时支部', '党小组']

/** A member may belong to several categories. */
export const memberCategories: readonly MemberCategory[] = [
  { key: 'ordinary', label: '普通党员', basis: { default: true, note: '未标注其他类别者' } },
  { key: 'leader', label: '党员领导干部', basis: { source: 'S2', line: 20, quote: '领导干部不是重点' } },
  {
    key: 'floating',
    label: '流动党员',
    basis: { source: 'S0', line: 19, quote: '流动党员教育活动的着力点' },
  },
  { key: 'retired', label: '离退休', basis: { source: 'S0', line: 41, quote: '离退休老党员和体弱多病' } },
  {
    key: 'frail',
    label: '年老体弱',
    basis: { source: 'S1', line: 20, quote: '对离休职工党员尤其是年老体弱的党员' },
  },
  {
    key: 'low_literacy',
    label: '文化水平低',
    basis: { source: 'S0', line: 41, quote: '文化水平低、书写有困难的党员' },
  },
  {
    key: 'writing_difficulty',
    label: '书写困难',
    basis: { source: 'S0', line: 41, quote: '文化水平低、书写有困难的党员' },
  },
  { key: 'dibao', label: '低保困难', basis: { source: 'S0', line: 27, quote: '处于低保线的生活困难党员' } },
  { key: 'pre1949', label: '建国前入党', basis: { source: 'S0', line: 27, quote: '建国前入党的农村老党员' } },
  {
    key: 'illness_poverty',
    label: '因病致贫',
    basis: { source: 'S0', line: 27, quote: '因病致贫的生活困难党员家庭' },
  },
  {
    key: 'laid_off',
    label: '下岗失业',
    basis: { source: 'S2', line: 16, quote: '流动党员、下岗失业党员和离退休职工党员等' },
  },
  {
    key: 'two_new',
    label: '新经济组织和新社会组织',
    basis: { source: 'S1', line: 20, quote: '对新经济组织和新社会组织中的党员' },
  },
  {
    key: 'probationary',
    label: '预备党员',
    basis: { default: true, note: '参加活动，不评等次', reference: '公开资料 47' },
  },
]

/** “全部” in steps: every member of the unit. */
export const everyone: MemberScope = { everyone: true, categories: [], text: '全部' }

/** The first is what an item starts with; 不适用 needs a reason and stays out of the denominator. */
export const checkResults: readonly CheckResult[] = ['未查', '达标', '未达标', '补课后达标', '不适用']

/** Ways of inspecting. */
export const methods: readonly MethodKind[] = [
  { key: '听', label: '听汇报' },
  { key: '查', label: '查资料' },
  { key: '看', label: '看现场' },
  { key: '问', label: '找人问' },
  { key: '测', label: '测应知应会' },
]

/** What a finding demands of the unit. */
export const corrections: readonly CorrectionKind[] = [
  { key: '补齐', basis: { source: 'S4', line: 12, quote: '该补齐的抓紧补齐，该规范的抓紧规范' } },
  { key: '规范', basis: { source: 'S4', line: 12, quote: '该补齐的抓紧补齐，该规范的抓紧规范' } },
  { key: '补课', basis: { source: 'S4', line: 12, quote: '该补课的抓紧补课' } },
  { key: '纠正', basis: { source: 'S4', line: 12, quote: '必须立即纠正' } },
]
