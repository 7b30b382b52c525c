// `dudao import attendance`: an attendance workbook, read, planned and written like every other import.
import path from 'node:path'
import { IntakeError } from '../../core/excel/excel.ts'
import type { Context } from '../../core/context.ts'
import {
  commitSheet,
  countCells,
  countSessions,
  refuseSheet,
} from '../../core/services/study/matrix/commit.ts'
import { adjustSheet, openSheet, type OpenSheet } from '../../core/services/study/matrix/open-sheet.ts'
import { attendanceStates } from '#shared/rules/attendance.ts'
import { readHours, toTenths } from '#shared/text/hours.ts'
import type { Meaning } from '../../core/services/study/matrix/marks.ts'
import { followProgress, print } from './output.ts'
import { describeRefusal } from './refusals.ts'
import { withData } from './session.ts'
import { needed, neededWord, parseWords, Usage, type Words } from './usage.ts'

interface Wish {
  readonly file: string
  readonly isDry: boolean
  readonly isJson: boolean
  readonly isStrict: boolean
  readonly marks: Readonly<Record<string, Meaning>>
  readonly hoursX10: number | null
}

/** ※=病假,☆=公假 */
function readMarks(said: string): Record<string, Meaning> {
  const pairs = said.split(/[,，]/u).map((pair) => pair.split('='))
  return Object.fromEntries(
    pairs.map(([mark = '', word = '']) => {
      const meaning = attendanceStates.find((state) => state === word.trim())
      if (meaning === undefined || mark.trim() === '')
        throw new Usage(`--marks 写作 记号=含义，含义是${attendanceStates.join('、')}之一。`)
      return [mark.trim(), meaning] as const
    }),
  )
}

function readWish(words: Words): Wish {
  const { marks, hours } = words.values
  const typed = typeof hours === 'string' ? readHours(hours).value : null
  if (typeof hours === 'string' && (typed === null || typed === 0))
    throw new Usage('--hours 应是0.5的倍数，如 2.5。')
  const policy = words.values['policy'] ?? 'stop'
  if (policy !== 'stop' && policy !== 'skip') throw new Usage('考勤表的 --policy 只能是 stop、skip。')
  return {
    file: path.resolve(neededWord(words, 0, '要导入的考勤表')),
    isDry: words.values['dry-run'] === true,
    isJson: words.values['json'] === true,
    isStrict: policy === 'stop',
    marks: typeof marks === 'string' ? readMarks(marks) : {},
    hoursX10: typed === null ? null : toTenths(typed),
  }
}

interface Report {
  readonly batch: string | null
  readonly sheets: readonly { name: string; imported: boolean; isReadable: boolean }[]
  readonly counts: ReturnType<typeof countCells>
  readonly sessions: number
  readonly problems: readonly {
    sheet: string
    row: number | null
    code: string
    level: string
    message: string
  }[]
}

const reportOf = ({ plan }: OpenSheet, batch: string | null): Report => ({
  batch,
  sheets: plan.sheets.map(({ name, imported, isReadable }) => ({ name, imported, isReadable })),
  counts: countCells(plan.sheets),
  sessions: countSessions(plan),
  problems: plan.sheets.flatMap(({ name, notes }) => notes.map((note) => ({ sheet: name, ...note }))),
})

function summary({ counts, sessions, problems, batch }: Report, file: string): string {
  return [
    `${file}：新增考勤 ${counts.new} 格，变更 ${counts.change} 格，未变 ${counts.same} 格，空白 ${counts.blank} 格，错误 ${counts.error} 格；新增学习 ${sessions} 次。`,
    ...problems
      .slice(0, 20)
      .map(({ sheet, row, message }) => `  ${sheet}${row === null ? '' : `第${row}行`}：${message}`),
    batch === null ? '没有写入。' : `已写入，批次 ${batch}。`,
  ].join('\n')
}

function refuseErrors({ plan }: OpenSheet): string[] {
  const { error } = countCells(plan.sheets)
  return error === 0
    ? []
    : [`有 ${error} 格有错误，一格也没有写入。请改正后再导入，或用 --policy skip 跳过。`]
}

async function run(context: Context, wish: Wish): Promise<number> {
  const { file, isJson, isDry } = wish
  let opened: OpenSheet
  try {
    opened = await openSheet(context, file, followProgress(isJson))
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error
    console.error(error.message)
    return 1
  }
  await adjustSheet(context, opened, { marks: wish.marks, hoursX10: wish.hoursX10 })
  const say = (batch: string | null): void =>
    print(isJson, reportOf(opened, batch), () => summary(reportOf(opened, batch), path.basename(file)))
  const errors = wish.isStrict ? refuseErrors(opened) : []
  try {
    refuseSheet(opened)
    const isWritten = !isDry && errors.length === 0
    say(isWritten ? (await commitSheet(context, opened, followProgress(isJson))).batch : null)
  } catch (error) {
    const reasons = describeRefusal(error)
    if (!reasons) throw error
    say(null)
    errors.push(...reasons)
  }
  for (const reason of errors) console.error(reason)
  return errors.length === 0 ? 0 : 1
}

export function importAttendance(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    data: { type: 'string' },
    policy: { type: 'string' },
    marks: { type: 'string' },
    hours: { type: 'string' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  })
  const wish = readWish(words)
  return withData(needed(words, 'data'), (context) => run(context, wish))
}
