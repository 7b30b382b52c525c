// How the command line is used, and the error for using it otherwise.
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { ledgerKeys } from '#shared/ledgers/index.ts'

export const usageText = `用法：
  dudao demo --out 文件夹
      在示例镇上走一遍：导入名册、审批方案、检查、导出，文件放进该文件夹
  dudao import 文件 --ledger ${ledgerKeys.join('|')} --data 文件夹 [--dry-run] [--policy stop|skip|fill] [--json]
      导入台账。stop：有错误就一行也不写（默认）；skip：跳过错误行；fill：只补空白
  dudao undo 批次号 --data 文件夹 [--json]
  dudao list 台账 --data 文件夹 [--json]
  dudao export 表名|台账 --data 文件夹 --out 文件.xlsx
      表名：e1 问题清单，e2 文书，e4 方案审批，e5 转段审批和测评，e11 检查验收，e12 整改台账，e14 进度一览
  dudao rule list [--json]
  dudao rule R-32 --input '{"valid":30,"dissatisfied":3}' [--json]

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
