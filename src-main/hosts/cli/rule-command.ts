// `dudao rule`: lists the regulations and judges one case.
import { listRules, ruleById, type RuleListing } from '#shared/rules/registry.ts'
import { print } from './output.ts'
import { neededWord, parseWords, Usage } from './usage.ts'

function readInput(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Usage(`--input 不是正确的 JSON：${error instanceof Error ? error.message : ''}`)
  }
}

/** A rule as listed: its first limit stands beside the list of all, for readers that want one number. */
function listed(rule: RuleListing): Record<string, unknown> {
  const [limit] = rule.limits
  return {
    id: rule.id,
    title: rule.title,
    limit: limit?.value ?? null,
    unit: limit?.unit ?? null,
    comparator: limit?.comparator ?? null,
    source: limit?.source ?? null,
    inputs: rule.inputs,
    limits: rule.limits,
    thresholdKeys: rule.thresholdKeys,
  }
}

function listAll(isJson: boolean): number {
  const all = listRules().map(listed)
  print(isJson, { rules: all, total: all.length }, () =>
    listRules()
      .map((r) => `${r.id}\t${r.title}`)
      .join('\n'),
  )
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
