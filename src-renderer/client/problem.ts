// Turns whatever was thrown into a few Chinese sentences that a page can show.
import { ORPCError } from '@orpc/client'
import { NoAnswerError } from './api.ts'

export type ProblemCode = 'REFUSED' | 'NOT_FOUND' | 'STALE' | 'BAD_INPUT' | 'UNEXPECTED' | 'CANCELLED'

/** What went wrong, ready to show: `reasons` are whole sentences, `field` names the input they belong to. */
export interface Problem {
  code: ProblemCode
  title: string
  reasons: string[]
  field: string | null
}

function problem(
  code: ProblemCode,
  title: string,
  reasons: string[] = [],
  field: string | null = null,
): Problem {
  return { code, title, reasons, field }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(data: unknown, key: string): string {
  const value = isRecord(data) ? data[key] : undefined
  return typeof value === 'string' ? value : ''
}

function texts(data: unknown, key: string): string[] {
  const value = isRecord(data) ? data[key] : undefined
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

interface Defined {
  code: string
  message: string
  data: unknown
}

function ofDefined(error: Defined): Problem {
  if (error.code === 'REFUSED') {
    return problem('REFUSED', error.message, texts(error.data, 'reasons'), text(error.data, 'field') || null)
  }
  if (error.code === 'NOT_FOUND') return problem('NOT_FOUND', error.message)
  if (error.code !== 'STALE') return problem('UNEXPECTED', error.message)
  const by = text(error.data, 'by')
  const at = text(error.data, 'at').replace('T', ' ').slice(0, 16)
  return problem('STALE', error.message, by ? [`${by} 于 ${at} 改过。`] : [])
}

type Sentence = (issue: Record<string, unknown>) => string

function limit(issue: Record<string, unknown>, key: string): string {
  return typeof issue[key] === 'number' ? String(issue[key]) : ''
}

const sentences: Record<string, Sentence> = {
  too_small: (issue) =>
    issue['origin'] === 'string'
      ? limit(issue, 'minimum') === '1'
        ? '这一栏没有填。'
        : `至少填 ${limit(issue, 'minimum')} 个字。`
      : issue['origin'] === 'array'
        ? `至少要有 ${limit(issue, 'minimum')} 项。`
        : `不能小于 ${limit(issue, 'minimum')}。`,
  too_big: (issue) =>
    issue['origin'] === 'string'
      ? `最多填 ${limit(issue, 'maximum')} 个字。`
      : issue['origin'] === 'array'
        ? `最多 ${limit(issue, 'maximum')} 项。`
        : `不能大于 ${limit(issue, 'maximum')}。`,
  invalid_format: () => '格式不对，请按提示的样子填写。',
  invalid_type: () => '这一栏没有填，或填的不是要求的内容。',
  invalid_value: () => '请在给出的各项中选一项。',
}

function sentenceOf(issue: Record<string, unknown>): string {
  const code = issue['code']
  return (typeof code === 'string' ? sentences[code]?.(issue) : undefined) ?? '填写的内容不合要求。'
}

/** A message of our own schemas is Chinese already and says more than the kind of the failure. */
function reasonOf(issue: Record<string, unknown>): string {
  const message = issue['message']
  return typeof message === 'string' && /^[\u4e00-\u9fff“]/.test(message) ? message : sentenceOf(issue)
}

function fieldOf(issue: Record<string, unknown>): string | null {
  const path = issue['path']
  return Array.isArray(path) && path.length > 0 ? path.map(String).join('.') : null
}

function ofBadInput(data: unknown): Problem {
  const list = isRecord(data) && Array.isArray(data['issues']) ? data['issues'].filter(isRecord) : []
  const [first] = list
  const reasons = [...new Set(list.map(reasonOf))]
  return problem('BAD_INPUT', '填写的内容有误', reasons, first ? fieldOf(first) : null)
}

/** The problem behind any thrown value. Unexpected ones say nothing of their inside: the log has it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ORPCError && error.defined) return ofDefined(error as Defined)
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') return ofBadInput(error.data)
  if (error instanceof DOMException && error.name === 'AbortError') return problem('CANCELLED', '已取消')
  if (error instanceof NoAnswerError) {
    return problem('UNEXPECTED', '程序没有回应', ['请关闭后重新打开程序。此前保存的内容都在。'])
  }
  return problem('UNEXPECTED', '程序出了意外，已记入日志', [
    '刚才这一步没有完成，此前的内容都在。请再试一次。',
  ])
}
