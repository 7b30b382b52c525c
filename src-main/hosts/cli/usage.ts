// How the command line is used, and the error for using it otherwise.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { allLedgers } from '#shared/ledgers/index.ts'

/** Key and name of every ledger, four to a line. */
const listed = allLedgers
  .map(({ key, title }) => `${key} ${title}`)
  .map((each, i) => (i > 0 && i % 4 === 0 ? `\n      ${each}` : each))
  .join('，')

export const usageText = `用法：
  dudao demo --out 文件夹
      在示例镇上走一遍：导入名册、审批方案、检查、导出，文件放进该文件夹
  dudao import 文件 --ledger 台账 --data 文件夹 [--dry-run] [--policy stop|skip|fill] [--json]
      导入台账。stop：有错误就一行也不写（默认）；skip：跳过错误行；fill：只补空白
  dudao import attendance 文件 --data 文件夹 [--dry-run] [--policy stop|skip] [--marks ※=病假] [--hours 2.5] [--json]
      导入逐人打勾的学习考勤表；dudao export attendance 导出同样的表
  dudao undo 批次号 --data 文件夹 [--json]
  dudao list 台账 --data 文件夹 [--json]
  dudao export 表名|台账 --data 文件夹 --out 文件.xlsx
      表名：e1 问题清单，e2 文书，e3 督导日志，e4 方案审批，e5 转段审批和测评，e6 学习情况，e7 未达标名单，e8 半月通报，e9 每周进展，e11 检查验收，e12 整改台账，e13 民主评议，e14 进度一览，e15 分类名册，leaders 领导活动，e17 阶段小结，coverage 各单位对照，responsible 责任人一览，archive 档案目录
  dudao draw --purpose 笔记 --n 8 [--unit 支部] [--from 党员] [--count 120] [--strata 类别|单位] [--seed 起始数] --data 文件夹 [--json]
      随机抽样并登记；不写 --unit 从全镇抽，--count 是群众、户的编号总数
  dudao verify-draw 抽样编号 --data 文件夹 [--json]
      按存下的起始数和名单重抽核对
  dudao check [核对…] --data 文件夹 [--json]
      按规定核对台账，列出未达标、警告和提示
  dudao draft-reports [--week 日期] --data 文件夹 [--json]
      由台账起草这一周还没有报的周报
  dudao circular [--period 起始日] [--issue --person 签发人] --data 文件夹 [--json]
      看一期信息通报；加 --issue 出刊，出刊后内容不再改变
  dudao rule list [--json]
  dudao rule R-32 --input '{"valid":30,"dissatisfied":3}' [--json]

台账：${listed}
      限内部的台账，list、export、import 都要加 --reason 事由，事由记入日志

退出码：0 完成，1 按规则不能做（说明原因），2 用法不对，3 意外错误`

/** The words on the command line make no command. */
export class Usage extends Error {}

export interface Words {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

export function parseWords(
  words: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): Words {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options,
      allowPositionals: true,
      strict: true,
    })
    return { values: values as Words['values'], positionals }
  } catch (error) {
    throw new Usage(`命令的写法不对：${error instanceof Error ? error.message : String(error)}`)
  }
}

export function needed(words: Words, option: string): string {
  const value = words.values[option]
  if (typeof value !== 'string' || value === '') throw new Usage(`缺少 --${option}。`)
  return value
}

export function neededWord(words: Words, place: number, what: string): string {
  const word = words.positionals[place]
  if (word === undefined || word === '') throw new Usage(`缺少${what}。`)
  return word
}
