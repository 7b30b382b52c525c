// Every message an import or a form may give, by code: level and text (domain list of message codes).
import { maskPersonal } from '../text/masking.ts'

export type Level = '错误' | '警告' | '提示'

export interface Problem {
  readonly code: string
  readonly level: Level
  /** Column key the message belongs to, or null for the whole row or sheet. */
  readonly column: string | null
  /** A whole sentence, personal numbers masked. */
  readonly message: string
  /** Values the user may choose instead, when the cell is ambiguous. */
  readonly candidates?: readonly string[]
}

/** A problem with its place in the file. */
export interface PlacedProblem extends Problem {
  readonly sheet: string
  /** As Excel counts; null for the sheet as a whole. */
  readonly row: number | null
  /** The header as printed in the file, for people. */
  readonly header: string | null
}

type Entry = readonly [Level, string]

const MESSAGES = {
  'M-101': ['错误', '未找到表头行：前20行内没有同时出现{栏目}等栏目，请手工指定表头。'],
  'M-102': ['错误', '缺少必填栏目：{栏目}。'],
  'M-103': ['警告', '“{栏目}”一栏与前面的栏目重复，取前面的一列，这一列按附加栏保存，请核对。'],
  'M-104': ['提示', '有 {n} 个栏目不认识，按附加栏原样保存：{栏目}。'],
  'M-105': ['提示', '跳过 {n} 行：{说明}。'],
  'M-106': ['提示', '工作表“{名称}”没有表头，不像名册，未导入。'],
  'M-107': ['警告', '党组织名册还是空的，党支部都对不上。请先导入党组织名册，再导入本表。'],
  'M-108': ['警告', '本表所写的党支部在党组织名册中一个也没有找到，请核对党组织名册，或核对是否选错了文件。'],
  'M-110': ['提示', '工作簿含隐藏工作表 {名称}，未导入。如需导入请勾选。'],
  'M-111': ['提示', '第{行}行为隐藏（筛选）行，已按数据导入。'],
  'M-120': ['错误', '第{行}行“{栏目}”为公式错误值 {值}。'],
  'M-121': ['警告', '第{行}行“{栏目}”是未计算的公式，请在 Excel 中打开保存后再导入。'],
  'M-122': ['提示', '第{行}行“{栏目}”写“{值}”，已按上一行填写。'],
  'M-201': ['警告', '{支部}：表内实有 {n} 人，合计行/上报数为 {m} 人，相差 {d} 人，请核对。'],
  'M-301': ['错误', '第{行}行姓名为空。'],
  'M-302': ['错误', '第{行}行姓名“{值}”含数字、字母或过长。'],
  'M-303': ['错误', '第{行}行性别“{值}”无法识别，应为“男”或“女”。'],
  'M-304': ['警告', '第{行}行民族“{值}”不在民族目录内。'],
  'M-305': ['警告', '第{行}行“{栏目}”为数值 {值}，可能是1月也可能是10月（Excel 会丢掉末尾的0），请确认。'],
  'M-306': ['错误', '第{行}行“{栏目}”日期“{值}”无法识别或不存在。'],
  'M-307': ['警告', '第{行}行{姓名}年龄 {n} 岁，超出合理范围。'],
  'M-308': ['提示', '第{行}行“{栏目}”写作“{值}”，已读作 {结果}，请核对。'],
  'M-309': ['警告', '第{行}行{姓名}参加工作时未满14周岁（出生 {a}，参加工作 {b}），请核对。'],
  'M-310': ['错误', '第{行}行身份证号“{值}”位数为 {n} 位，应为18位（或15位老号码）。'],
  'M-311': [
    '错误',
    '第{行}行身份证号以数字格式保存，后几位已丢失，无法恢复。请在 Excel 中把该列设为“文本”后重新录入。',
  ],
  'M-312': ['错误', '第{行}行身份证号校验位不符（末位应为 {c}）。'],
  'M-313': ['错误', '第{行}行出生年月 {a} 与身份证号中的 {b} 不一致。'],
  'M-314': ['错误', '第{行}行性别“{a}”与身份证号（{b}）不一致。'],
  'M-315': ['错误', '第{行}行身份证号中的出生日期 {b} 不存在。'],
  'M-316': ['提示', '第{行}行学历“{值}”未归类，按原文保存。'],
  'M-317': ['提示', '第{行}行为15位老身份证号，已换算为 {新号}。'],
  'M-318': ['提示', '第{行}行身份证号前两位 {值} 不是已知的省级地区代码，请核对。'],
  'M-319': ['警告', '第{行}行身份证号以数字格式保存，文件中各位尚完整且校验相符，已照录，请核对。'],
  'M-320': ['错误', '第{行}行缺少入党时间。'],
  'M-321': ['警告', '第{行}行{姓名}入党时未满18周岁（出生 {a}，入党 {b}），请核对。'],
  'M-322': ['错误', '第{行}行转正时间 {b} 早于入党时间 {a}。'],
  'M-323': ['警告', '第{行}行转正时间与入党时间相同，请核对（1969年4月至1977年8月间入党的除外）。'],
  'M-324': ['错误', '第{行}行转正时间 {b} 晚于今天。'],
  'M-325': ['警告', '第{行}行未填转正时间，按预备党员处理？'],
  'M-326': ['错误', '第{行}行人员类别为“{a}”，与转正时间不符。'],
  'M-327': ['错误', '第{行}行入党时间 {b} 早于1921年7月或晚于今天。'],
  'M-328': ['提示', '第{行}行转正时间 {b} 比入党时间 {a} 晚一年以上，预备期延长的请核对。'],
  'M-329': ['警告', '第{行}行“{栏目}”写作“{值}”，暂按 {结果} 登记，具体时间请核实后补填。'],
  'M-330': ['错误', '第{行}行党支部“{值}”不在本镇党组织名册中。是否为：{候选}？'],
  'M-331': ['错误', '第{行}行未填所在党支部，工作表名称也无法对应党组织。'],
  'M-332': ['警告', '{支部}有 {n} 名书记：{姓名}。'],
  'M-333': ['错误', '第{行}行上级党组织“{值}”不在名册和本表中。是否为：{候选}？'],
  'M-334': ['错误', '第{行}行与第{a}行党组织名称相同（{名称}）。'],
  'M-335': ['错误', '第{行}行上级党组织形成循环：{名称}。'],
  'M-336': ['错误', '第{行}行“{栏目}”{n} 大于党员数 {m}。'],
  'M-337': ['错误', '第{行}行正式党员 {a} 与预备党员 {b} 之和不等于党员数 {m}。'],
  'M-338': ['提示', '第{行}行未填“{栏目}”，按名称定为“{结果}”，请核对。'],
  'M-339': ['错误', '第{行}行的{栏目}“{值}”在本表第{a}行，那一行有错误、没有导入，请先改正那一行。'],
  'M-340': ['警告', '第{行}行联系电话“{值}”格式不正确。'],
  'M-341': ['警告', '第{行}行标为流动党员，但未填外出地点。'],
  'M-342': ['警告', '第{行}行标为“建国前入党”，但入党时间为 {a}（应早于1949年10月1日）。'],
  'M-343': ['警告', '第{行}行标为失联，未填失去联系时间。'],
  'M-344': ['提示', '第{行}行{姓名}标为离退休，年龄 {n} 岁，请核对。'],
  'M-350': ['错误', '第{a}行与第{b}行身份证号相同（{姓名}）。'],
  'M-351': [
    '错误',
    '{姓名}（身份证号末四位 {x}）已在{支部}花名册中，不能同时属于两个支部。请选择：转入本支部 / 保留原支部 / 暂不导入。',
  ],
  'M-352': ['警告', '第{a}行与第{b}行姓名、性别、出生年月相同，身份证号不同或缺失，可能重复。'],
  'M-353': ['提示', '电话 {x} 被 {n} 名党员共用。'],
  'M-354': ['提示', '{支部}正式党员 {n} 名，不足3名，应与邻近单位联合建立支部。'],
  'M-355': [
    '警告',
    '第{行}行{姓名}与{支部}已有的一名党员姓名、性别、出生年月相同，身份证号不同，可能是同一人，请核对。',
  ],
  'M-391': ['错误', '第{行}行“{栏目}”为空，此栏必填。'],
  'M-392': ['错误', '第{行}行“{栏目}”应为不小于0的整数，现为“{值}”。'],
  'M-393': ['错误', '第{行}行“{栏目}”写“{值}”，应为：{候选}。'],
  'M-394': ['错误', '第{行}行“{栏目}”写“{值}”，名册中没有。是否为：{候选}？'],
  'M-396': ['警告', '第{行}行“{栏目}”写“{值}”，不在类别目录内，没有登记这一类。'],
  'M-397': ['错误', '名册中已有“{值}”，不能重复登记。请查找已有的记录修改。'],
  'M-398': [
    '错误',
    '身份证号末四位 {x} 的{姓名}已在{支部}花名册中，不能重复登记。请查找已有的记录修改或转移。',
  ],
  'M-395': ['错误', '第{行}行“{栏目}”超过 {n} 字，请缩短。'],
} as const satisfies Record<string, Entry>

export type MessageCode = keyof typeof MESSAGES

export type Params = Readonly<Record<string, string | number>>

const isKnown = (code: string): code is MessageCode => code in MESSAGES

/** Fills a message. Unknown codes are a programming error and throw. */
export function problem(
  code: string,
  column: string | null,
  params: Params,
  candidates?: readonly string[],
): Problem {
  if (!isKnown(code)) throw new Error(`unknown message code ${code}`)
  const [level, template] = MESSAGES[code]
  // Without a near name there is nothing to ask.
  const asked = params['候选'] === '' ? template.replace(/是否为：\{候选\}？$/u, '') : template
  const filled = asked.replace(/\{([^}]+)\}/g, (_, name: string) => String(params[name] ?? ''))
  return { code, level, column, message: maskPersonal(filled), ...(candidates ? { candidates } : {}) }
}

/** A form speaks of the field itself, so the place in a file is dropped. */
export const withoutRow = (message: string): string => message.replace(/^第\d*行/, '')

export const messageCodes = Object.keys(MESSAGES) as MessageCode[]
