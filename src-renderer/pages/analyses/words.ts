// How members' analyses look: their states, their way, what the forms start from.
import type {
  AnalysisActInput,
  AnalysisAction,
  AnalysisCase,
  AnalysisState,
} from '#shared/contract/analyses.ts'
import type { Station } from '../../components/stations.ts'
import type { StatusKind } from '../../components/status.ts'

export const stateMarks: Readonly<Record<AnalysisState, StatusKind>> = {
  未交: 'none',
  口述: 'none',
  免写: 'na',
  已交: 'doing',
  退回修改: 'warn',
  审阅通过: 'doing',
  已测评: 'doing',
  合格: 'ok',
  待重写: 'bad',
  帮助中: 'warn',
  会后修改稿已交: 'ok',
  归档: 'ok',
}

/** What waits longest for somebody comes first. */
export const stateOrder: readonly AnalysisState[] = [
  '待重写',
  '帮助中',
  '退回修改',
  '已测评',
  '未交',
  '口述',
  '已交',
  '审阅通过',
  '合格',
  '会后修改稿已交',
  '免写',
  '归档',
]

export const actionLabels: Readonly<Record<AnalysisAction, string>> = {
  批准口述: '批准口述',
  批准免写: '批准免写',
  交稿: '登记交稿',
  退回: '退回修改',
  通过: '审阅通过',
  测评: '登记测评',
  定为合格: '定为合格',
  定为重写: '定为重新撰写',
  开始帮助: '登记帮助谈话',
  交修改稿: '登记会后修改稿',
  归档: '归档',
}

export const sectionNames = {
  gains: '基本情况与收获',
  problems: '存在问题',
  roots: '思想根源',
  direction: '努力方向',
} as const
export type SectionKey = keyof typeof sectionNames
export const sectionKeys: readonly SectionKey[] = ['gains', 'problems', 'roots', 'direction']

/** A step with nothing filled in yet. */
export const blankAct = (
  line: Pick<AnalysisActInput, 'memberId' | 'rowVersion'>,
  action: AnalysisAction,
  on: string,
): AnalysisActInput => ({
  memberId: line.memberId,
  rowVersion: line.rowVersion,
  action,
  on,
  person: '',
  text: '',
  category: '',
  sections: { gains: '', problems: '', roots: '', direction: '' },
  chars: null,
  reasons: [],
  ballots: null,
})

type Steps = AnalysisCase['steps']
const last = (steps: Steps, action: AnalysisAction): Steps[number] | undefined =>
  steps.findLast((step) => step.action === action)

interface Stop {
  readonly label: string
  readonly on: string | null
  readonly person: string
  readonly words: string
  readonly isBehind: boolean
}

/** Which stop the state stands at. */
const places: Readonly<Record<AnalysisState, number>> = {
  未交: 0,
  口述: 0,
  免写: 6,
  已交: 1,
  退回修改: 1,
  审阅通过: 2,
  已测评: 3,
  待重写: 4,
  帮助中: 4,
  合格: 5,
  会后修改稿已交: 6,
  归档: 7,
}

function stopsOf(found: AnalysisCase): Stop[] {
  const { steps, display, polls, help, line } = found
  const at = line.state === '审阅通过' && line.isShown ? 3 : places[line.state]
  const stop = (label: string, i: number, step: Steps[number] | undefined): Stop => ({
    label,
    on: step?.on ?? null,
    person: step?.person ?? '',
    words: step?.text ?? '',
    isBehind: i < at,
  })
  const isRewritten = polls.some(({ outcome }) => outcome === '重新撰写')
  return [
    stop('交稿', 0, last(steps, '交稿')),
    stop('审阅', 1, last(steps, '通过') ?? last(steps, '退回')),
    { ...stop('公示', 2, undefined), on: display?.from ?? null, person: display?.form ?? '' },
    stop('测评', 3, last(steps, '测评')),
    {
      ...stop(isRewritten ? '重新撰写' : '不需重写', 4, last(steps, '开始帮助')),
      person: isRewritten ? help.helper : '',
      isBehind: at > 4,
    },
    stop('会后修改', 5, last(steps, '交修改稿')),
    stop('归档', 6, last(steps, '归档')),
  ]
}

export function stationsOf(found: AnalysisCase): Station[] {
  const stops = stopsOf(found)
  const here = stops.findIndex(({ isBehind }) => !isBehind)
  return stops.map(({ label, on, person, words, isBehind }, i) => ({
    label: i === here && found.line.state === '退回修改' ? '退回修改' : label,
    stand: isBehind ? 'behind' : i === here ? 'here' : 'ahead',
    on: isBehind || i === here ? on : null,
    person: isBehind || i === here ? person : '',
    words,
  }))
}
