// The four grounds on which a plan is refused, the questions behind each, and wordings for sending it back.
import type { Refusal } from './types.ts'

/** Only the four grounds refuse a plan: the questions are the reviewer's (defaults of the product), machine hints decide nothing. */
export const refusals: readonly Refusal[] = [
  {
    key: 'r1',
    label: '方案与本单位实际结合不够',
    rule: 'R-14',
    basis: { source: 'S4', line: 5, quote: '方案与本单位实际结合不够的坚决不批' },
    checks: [
      {
        code: 'r1-1',
        question: '方案写没写本单位、本支部党员队伍存在的具体问题？',
        planAnswer: '“存在问题”一节，列出能看出是本单位的问题（有岗位、有事例、有对象）',
        precheck: { by: 'machine', hint: '该节条目数≥1；条目中不含单位名称、岗位、业务词的列出来由人看' },
      },
      {
        code: 'r1-2',
        question: '着力点是不是本单位类型该抓的？',
        planAnswer:
          '“着力点”或“主要任务”，与单位类型的着力点一致（机关看效能服务，学校看师德校风，企业看企业发展和党员意识）',
        precheck: { by: 'machine', hint: '按单位类型的着力点关键词检索，一个没有即提示' },
      },
      {
        code: 'r1-3',
        question: '学习形式适不适合本单位的生产、教学、工作特点？',
        planAnswer: '“学习安排”，企业为业余、小型、分散；学校用暑假；机关站所集中辅导加自学',
        precheck: { by: 'machine', hint: '企业类单位的日程落在工作时间段的次数；学校在开学后的集中学习次数' },
      },
      {
        code: 'r1-4',
        question: '流动、离退休、年老体弱党员怎么参加，写清了没有？',
        planAnswer: '“分类要求”，逐类写明方式和责任人',
        precheck: { by: 'machine', hint: '花名册有该类党员而方案全文无该类词语，即提示' },
      },
      {
        code: 'r1-5',
        question: '是不是照抄上级或别的单位的方案？',
        planAnswer: '全文；有本单位的名称、数字、人员、时间',
        precheck: {
          by: 'machine',
          hint: '与本镇其他方案、与镇实施方案的文字相似度，达到提示线即列出相似段落；出现别的单位名称即提示',
        },
      },
      {
        code: 'r1-6',
        question: '制定方案时征求过群众意见没有？',
        planAnswer: '“征求意见情况”，有时间、对象、条数、采纳情况',
        precheck: { by: 'machine', hint: '征求意见记录条数≥1且日期早于报送日期' },
      },
      {
        code: 'r1-7',
        question: '参学党员人数和花名册对不对得上？',
        planAnswer: '“参学范围”中的人数',
        precheck: { by: 'machine', hint: '与花名册在册数比较，不等即提示两数' },
      },
    ],
    returnPhrases: [
      '方案未写明本单位存在的具体问题，请结合{单位}党员队伍实际，列出{n}条以上看得见、摸得着的问题及解决措施后重报。',
      '方案着力点照搬机关提法，与本单位（{单位类型}）实际不符，请按“{着力点}”重新确定。',
      '方案与{雷同单位}方案文字大部分相同，且第{页}页仍写有“{他单位名称}”，请重新起草。',
      '你单位有{类别}党员{n}名，方案未写明其参加活动的方式和责任人，请补充。',
      '方案未附征求群众意见的情况，请征求意见并写明采纳情况后重报。',
    ],
  },
  {
    key: 'r2',
    label: '活动时间安排不细，操作性不强',
    rule: 'R-14',
    basis: { source: 'S4', line: 5, quote: '活动时间安排不细，操作性不强的坚决不批' },
    checks: [
      {
        code: 'r2-1',
        question: '三个阶段的起止日期都写到日没有？',
        planAnswer: '日程表，三个阶段各有开始、结束日期',
        precheck: { by: 'machine', hint: '空日期数为0，日期精度为日' },
      },
      {
        code: 'r2-2',
        question: '每个规定动作有没有日期、形式、责任人、地点？',
        planAnswer: '日程表逐行',
        precheck: { by: 'machine', hint: '对照规定动作清单逐项找，缺行、缺责任人、缺形式的列出' },
      },
      {
        code: 'r2-3',
        question: '总时间是不是3个月左右，日期是不是都在本批时间内？',
        planAnswer: '日程表',
        precheck: {
          by: 'machine',
          hint: '总天数在75—105天（本产品默认，可在设置中修改）；日期在批次起止之间；阶段不倒置、不重叠',
        },
      },
      {
        code: 'r2-4',
        question: '集中学习能不能排满40学时？',
        planAnswer: '学习日程，逐次写学时',
        precheck: { by: 'machine', hint: '计划学时合计≥40.0' },
      },
      {
        code: 'r2-5',
        question: '五门辅导课排在哪天、谁讲？',
        planAnswer: '辅导课安排，五门各有日期和讲课人，且在8月初前',
        precheck: { by: 'machine', hint: '五门齐、日期≤截止日、讲课人不空' },
      },
      {
        code: 'r2-6',
        question: '会不会同一天同一批人排两件事，会不会影响生产、教学？',
        planAnswer: '日程表',
        precheck: { by: 'machine', hint: '同一时间段重叠数为0；企业类单位工作时间段的次数' },
      },
      {
        code: 'r2-7',
        question: '测评、自查、转段留没留出时间？',
        planAnswer: '阶段末的安排',
        precheck: { by: 'machine', hint: '自查、测评、报送、转段四项先后顺序正确' },
      },
    ],
    returnPhrases: [
      '日程只写“{月份}上旬”“适时”，未具体到日，请逐项明确日期、形式、地点和责任人。',
      '规定动作“{环节}”未列入日程，规定动作一个不能少，请补列。',
      '集中学习计划合计{n}学时，不足40学时，请增加{m}学时以上并写明时间。',
      '{日期}同时安排“{活动甲}”和“{活动乙}”，无法同时进行，请调整。',
      '五门辅导课缺“{课名}”，或排在8月初以后，请调整到{截止日}前并落实讲课人。',
    ],
  },
  {
    key: 'r3',
    label: '主题实践活动特色不鲜明',
    rule: 'R-14',
    basis: { source: 'S4', line: 5, quote: '主题实践活动特色不鲜明的坚决不批' },
    checks: [
      {
        code: 'r3-1',
        question: '有没有主题名称？',
        planAnswer: '“主题实践活动”一节的主题',
        precheck: { by: 'machine', hint: '主题不空；字数4—40（本产品默认，可在设置中修改）' },
      },
      {
        code: 'r3-2',
        question: '主题是不是本单位自己的，和全镇主题、别的单位主题是不是一样？',
        planAnswer: '主题名称和说明',
        precheck: { by: 'machine', hint: '与全镇主题、其他单位主题完全相同或只差单位名，即提示' },
      },
      {
        code: 'r3-3',
        question: '活动内容和本职工作、服务对象挂没挂钩？',
        planAnswer: '活动内容，写明服务谁、做什么',
        precheck: { by: 'reviewer', hint: '可提示内容中有无服务对象、岗位词语' },
      },
      {
        code: 'r3-4',
        question: '有几次具体活动，什么时间、多少人、做到什么程度？',
        planAnswer: '活动安排表，有次数、日期、参加人、要达到的效果',
        precheck: { by: 'machine', hint: '具体活动≥1次且有日期' },
      },
      {
        code: 'r3-5',
        question: '党员人人能参加吗，老弱和流动党员做什么？',
        planAnswer: '分工或认岗安排',
        precheck: { by: 'reviewer', hint: '' },
      },
      {
        code: 'r3-6',
        question: '怎么记台账、怎么让群众知道？',
        planAnswer: '台账和公示安排',
        precheck: { by: 'machine', hint: '全文有无“台账（台帐）”“公示”“公布”字样' },
      },
    ],
    returnPhrases: [
      '主题实践活动只写“按上级要求开展”，没有本单位主题，请结合岗位和服务对象重新设计。',
      '主题与{单位}相同，内容无本单位特点，请修改。',
      '主题实践活动无时间、无内容、无目标，请列出具体活动不少于{n}项，写明时间、对象和要达到的效果。',
      '活动脱离本职，建议围绕“{着力点}”，从群众意见最集中的“{问题}”做起。',
    ],
  },
  {
    key: 'r4',
    label: '活动保证措施不到位',
    rule: 'R-14',
    basis: { source: 'S4', line: 5, quote: '活动保证措施不到位的坚决不批' },
    checks: [
      {
        code: 'r4-1',
        question: '领导小组组长是不是党组织书记或主要负责人？',
        planAnswer: '组织领导一节、成立文件',
        precheck: { by: 'machine', hint: '组长姓名与单位书记姓名一致；书记空缺时须写明主持工作的负责人' },
      },
      {
        code: 'r4-2',
        question: '有没有工作机构、信息员，分工到人没有？',
        planAnswer: '机构和分工表',
        precheck: { by: 'machine', hint: '信息员恰1名且有电话；分工表责任人不空' },
      },
      {
        code: 'r4-3',
        question: '考勤、请假、补课制度有没有？',
        planAnswer: '制度一节，写明谁考勤、谁批假、谁补课',
        precheck: { by: 'machine', hint: '全文有“考勤”“请假”“补课”三词' },
      },
      {
        code: 'r4-4',
        question: '经费、场所、资料怎么解决？',
        planAnswer: '保障一节',
        precheck: { by: 'machine', hint: '全文有“经费”“场所（场地）”“资料”字样；有困难的写明向谁提出' },
      },
      {
        code: 'r4-5',
        question: '活动和工作冲突时怎么办？',
        planAnswer: '“两不误”措施，有具体办法',
        precheck: { by: 'reviewer', hint: '' },
      },
      {
        code: 'r4-6',
        question: '谁来督查，问题怎么整改？',
        planAnswer: '自查、督查安排',
        precheck: { by: 'machine', hint: '日程中有自查；写明督查责任人' },
      },
    ],
    returnPhrases: [
      '领导小组组长不是党组织主要负责人，请调整：组长应由{书记姓名}担任。',
      '保证措施无考勤、请假、补课办法，无法保证参学率，请补充并落实到人。',
      '未确定信息员，请确定一名信息员并报姓名、电话。',
      '活动经费、场所、学习资料未落实，请写明解决办法；确有困难的，写明困难事项，由镇先教办协调。',
      '保证措施只有“加强领导、提高认识”一类的话，没有责任人和时间，请逐条写实。',
    ],
  },
]
