// `dudao rule`: lists the regulations and judges one case.
import { listRules, ruleById } from '#shared/rules/registry.ts'
import { print } from './output.ts'
import { neededWord, parseWords, Usage } from './usage.ts'

function readInput(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Usage(`--input 不是正确的 JSON：${error instanceof Error ? error.message : ''}`)
  }
}

function listAll(isJson: boolean): number {
  const all = listRules()
  print(isJson, { rules: all, total: all.length }, () => all.map((r) => `${r.id}\t${r.title}`).join('\n'))
  return 0
}

export function ruleCommand(rest: readonly string[]): number {
  const words = parseWords(rest, { input: { type: 'string' }, json: { type: 'boolean' } })
  const isJson = words.values['json'] === true
  const id = neededWord(words, 0, '规则编号')
  if (id === 'list') return listAll(isJson)
  const rule = ruleById(id)
  if (!rule) throw new Usage(`没有这条规则：${id}。用 dudao rule list 查看。`)
  const given = words.values['input']
  if (typeof given !== 'string') throw new Usage('缺少 --input。')
  const result = rule.evaluate(readInput(given))
  if ('inputProblems' in result) {
    print(isJson, { refused: result.inputProblems }, () => result.inputProblems.join('\n'))
    return 1
  }
  const source = rule.limits[0]?.source ?? null
  const { outcome, reason, facts } = result
  print(isJson, { outcome, reason, facts, source }, () => `${outcome}　${reason}`)
  return 0
}
