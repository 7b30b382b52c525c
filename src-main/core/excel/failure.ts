// The one way in which reading or writing a workbook fails for a reason the user can act on.

export const FAILURE_CODES = [
  'F-EMPTY',
  'F-FORMAT',
  'F-PASSWORD',
  'F-DAMAGED',
  'F-TOO-LARGE',
  'F-TOO-SLOW',
  'F-UNREADABLE',
  'F-NO-ROWS',
  'F-WRITE',
  'F-WRITE-DENIED',
  'F-DISK-FULL',
  'F-BUSY',
  'F-CELL',
  'F-WORKER',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

/** `message` is one Chinese sentence or two: what is wrong, and what to do next. */
export class IntakeError extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'IntakeError'
    this.code = code
  }
}

export function isFailureCode(code: unknown): code is FailureCode {
  return FAILURE_CODES.some((known) => known === code)
}

export const damaged = (cause?: unknown) =>
  new IntakeError(
    'F-DAMAGED',
    '文件已损坏或不完整，无法读取。请重新获取该文件，或用 Excel、WPS 打开后另存为 .xlsx 文件再导入。',
    cause,
  )

export const unsupported = (cause?: unknown) =>
  new IntakeError('F-FORMAT', '不支持的文件格式。请用 Excel 或 WPS 打开后另存为 .xlsx 文件再导入。', cause)

export const encrypted = () => new IntakeError('F-PASSWORD', '文件有打开密码，请先另存为无密码文件。')

export const inflated = () =>
  new IntakeError(
    'F-TOO-LARGE',
    '文件展开后内容过大，不是正常的名册或报表。请在 Excel 或 WPS 中把需要的数据复制到新建的工作簿，保存后再导入。',
  )
