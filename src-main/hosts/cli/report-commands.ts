// `dudao draft-reports` and `dudao circular`: drafts of the week from the ledgers, and the half-monthly circular shown or issued.
import { showCircular } from '../../core/services/reports/circular.ts'
import { issueCircular } from '../../core/services/reports/issue.ts'
import { draftWeek } from '../../core/services/reports/submit.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { print } from './output.ts'
import { withData } from './session.ts'
import { needed, parseWords, Usage, type Words } from './usage.ts'

function dayOf(words: Words, option: string): string | null {
  const day = words.values[option]
  if (day === undefined) return null
  if (typeof day === 'string' && isCivilDate(day)) return day
  throw new Usage(`--${option} 应写作 2005-08-18。`)
}

export async function draftReportsCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    data: { type: 'string' },
    week: { type: 'string' },
    json: { type: 'boolean' },
  })
  const week = dayOf(words, 'week')
  return withData(needed(words, 'data'), async (context) => {
    const done = await draftWeek(context, week)
    print(
      words.values['json'] === true,
      done,
      () => `${done.week} 为止的一周：由台账起草 ${String(done.written)} 份周报，等报送人确认。`,
    )
    return 0
  })
}

export async function circularCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    data: { type: 'string' },
    period: { type: 'string' },
    issue: { type: 'boolean' },
    person: { type: 'string' },
    json: { type: 'boolean' },
  })
  const period = dayOf(words, 'period')
  const person = words.values['issue'] === true ? needed(words, 'person') : null
  return withData(needed(words, 'data'), async (context) => {
    const open = await showCircular(context, period)
    const { start } = open.head
    if (person !== null)
      await issueCircular(context, { start, on: context.today, person, makeUpBy: open.makeUpBy })
    const { title, head, lines, totals } = person === null ? open : await showCircular(context, start)
    print(words.values['json'] === true, { title, head, lines, totals }, () =>
      [
        `${title}　${head.no ?? head.state}`,
        ...lines.map(
          ({ place, unit, sent, score, remark }) =>
            `${String(place)}\t${unit}\t报送${String(sent)}\t得分${String(score)}\t${remark}`,
        ),
      ].join('\n'),
    )
    return 0
  })
}
