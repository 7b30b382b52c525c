// What comes next on the way from self-check to decision, in one sentence, and which step it is.
import { nameCodes, reasonsAgainstPass, sumLines, isMissedLine } from '#shared/rules/self-check.ts'
import type { AcceptanceCase } from '#shared/contract/acceptance.ts'
import type { Round } from './store.ts'

export interface Standing {
  readonly stage: string
  readonly round: Round | undefined
  readonly today: string
  /** Why the unit is not self-checked at all; null when it is. */
  readonly exempt: string | null
}

type Next = AcceptanceCase['next'] & { readonly step: number }

const next = (step: number, kind: Next['kind'], text: string): Next => ({ step, kind, text })

const blankOf = (round: Round): string[] =>
  round.items.filter(({ result }) => result === null).map(({ item_code }) => item_code)

function beforeHandIn({ stage, round }: Standing): Next {
  if (round === undefined) return next(1, 'doing', '把单位交来的自查表填进来，填全后提请验收。')
  const blank = blankOf(round)
  if (blank.length === 0) return next(1, 'doing', '自查表已填全，可以提请验收。')
  const owed = stage === '待验收'
  return next(
    1,
    owed ? 'bad' : 'doing',
    `自查表还有 ${blank.length} 项空白（${nameCodes(blank)}），${owed ? '请单位补填，填全才能验收。' : '填全后提请验收。'}`,
  )
}

function beforeDecision(round: Round): Next {
  const { inspection, lines } = round
  if (inspection === null) {
    const again = lines.filter((line) => line.mustMakeUp).map(({ code }) => code)
    return next(
      2,
      'doing',
      again.length === 0
        ? '自查表已交，等督导组验收检查。'
        : `自查表已交，督导组复查上一轮未达标的${nameCodes(again)}。`,
    )
  }
  if (inspection.state === '进行中') {
    const { open } = sumLines(lines)
    return next(2, 'doing', `验收检查还没有完成，必查项还有 ${open} 项未查，查完后作结论。`)
  }
  const against = reasonsAgainstPass(lines)
  if (against.length === 0) return next(3, 'ok', '适用的必查项全部达标，可以定为合格。')
  const missed = lines.filter(isMissedLine).map(({ code }) => code)
  return missed.length === 0
    ? next(3, 'warn', against[0] ?? '')
    : next(3, 'bad', `${nameCodes(missed)}未达标，应责令限期补课。`)
}

function afterOrder({ round, today }: Standing): Next {
  const due = round?.acceptance?.make_up_due ?? null
  if (due === null) return next(1, 'warn', '单位正在补课，补完后重新自查。')
  return due < today
    ? next(1, 'bad', `补课期限 ${due} 已过，请督促单位补课并重新自查。`)
    : next(1, 'warn', `限 ${due} 前补课，补完后重新自查。`)
}

/** The sentence for where a unit stands. */
export function nextOf(standing: Standing): Next {
  const { stage, round, exempt } = standing
  if (exempt !== null && round === undefined) return next(1, 'none', exempt)
  switch (stage) {
    case '未开始':
      return next(1, 'none', '本阶段还没有开始，开始以后才能自查。请到“日程”登记开始日期。')
    case '进行中':
      return next(1, 'none', '单位还没有开始自查。可先印发自查表，单位开始自查时点“开始自查”。')
    case '自查中':
      return beforeHandIn(standing)
    case '待验收':
      return round?.selfCheck.state === '已提交' ? beforeDecision(round) : beforeHandIn(standing)
    case '限期补课':
      return afterOrder(standing)
    case '验收合格':
      return next(4, 'ok', '验收合格，其他条件具备后可以申请转段。')
    case '待转段':
      return next(4, 'ok', '验收合格，正在办理转段。')
    case '已转段':
      return next(4, 'ok', '验收合格，已转入下一阶段。')
    default:
      return next(1, 'warn', '本阶段已延期，恢复以后再办自查和验收。')
  }
}
