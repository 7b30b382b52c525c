// How self-check and acceptance look in words and marks.
import type { AcceptanceCase, AcceptanceItem, SelfCheckResult } from '#shared/contract/acceptance.ts'

export type Filter = 'all' | 'missed' | 'unlike' | 'blank'

/** Whether a line belongs to a view. */
export const belongs: Readonly<Record<Filter, (item: AcceptanceItem) => boolean>> = {
  all: () => true,
  missed: (item) => item.supervised === '未达标' || item.self === '未达标',
  unlike: (item) => item.isUnlike,
  blank: (item) => item.self === null,
}

/** What a digit answers; what must be made up is never simply met. */
export function choicesFor(
  item: AcceptanceItem,
): readonly (readonly [key: string, result: SelfCheckResult])[] {
  const all = [
    ['1', '达标'],
    ['2', '未达标'],
    ['3', '不适用'],
    ['4', '补课后达标'],
  ] as const
  return item.mustMakeUp ? all.filter(([, result]) => result !== '达标') : all
}

/** Which dialog is open. */
export type Asked = 'begin' | 'handIn' | 'pass' | 'order' | null

/** What a dialog was filled in with. */
export interface Filled {
  on: string
  person: string
  opinion: string
  makeUpDue: string
}

export interface Station {
  readonly no: number
  readonly name: string
  /** Where it stands, in a few words. */
  readonly fact: string
  readonly state: 'done' | 'now' | 'later' | 'bad'
}

function selfFact({ selfCheck, items }: AcceptanceCase): string {
  if (selfCheck === null) return '还没有开始'
  const filled = `${String(items.length - selfCheck.blank.length)}/${String(items.length)} 项`
  return selfCheck.submittedOn === null ? `已填 ${filled}` : `${filled}　${selfCheck.submittedOn}`
}

function checkFact({ inspection, items }: AcceptanceCase): string {
  if (inspection === null) return '还没有检查'
  const checked = items.filter(({ supervised }) => supervised !== '未查').length
  const when = inspection.finishedOn ?? '进行中'
  return `已查 ${String(checked)}/${String(items.length)} 项　${when}`
}

const decisionFact = ({ decision }: AcceptanceCase): string =>
  decision === null ? '还没有结论' : `${decision.verdict}　${decision.on}`

/** The three stations of the way, with what each has to show. */
export function stationsOf(shown: AcceptanceCase): Station[] {
  const facts = [
    ['自查', selfFact(shown)],
    ['验收检查', checkFact(shown)],
    ['结论', decisionFact(shown)],
  ] as const
  return facts.map(([name, fact], i) => {
    const no = i + 1
    const isFailed = no === 3 && shown.decision?.verdict === '限期补课'
    const isDone = no === 3 ? shown.decision !== null : no < shown.step || shown.decision !== null
    return { no, name, fact, state: isFailed ? 'bad' : isDone ? 'done' : no === shown.step ? 'now' : 'later' }
  })
}
