// A unit with a poll in any state, as the tests of polls need it.
import { write, type Context } from '../../../src-main/core/context.ts'
import { actOnPoll, type PollAct } from '../../../src-main/core/services/polls/act.ts'
import { finishCount, startCount } from '../../../src-main/core/services/polls/count.ts'
import { createRound, saveDetails, type NewRound } from '../../../src-main/core/services/polls/prepare.ts'
import { showRound } from '../../../src-main/core/services/polls/show.ts'
import type { BallotCount, PollAction, PollDetails, PollRound, PollState } from '#shared/contract/polls.ts'
import type { Opened } from '../open-context.ts'

export const DAY = '2005-08-10'

export const plain: Omit<NewRound, 'orgId'> = {
  phase: 'study',
  kind: null,
  subjectId: null,
  date: DAY,
  scope: '党员和群众代表',
  makeupNote: '',
  makeupOn: null,
}

/** The same data folder with somebody else at work. */
export const as = (opened: Opened, name: string, role: '组长' | '组员' | '只读'): Context => ({
  ...opened.context,
  actor: { id: name, name, role },
})

let units = 0

/** A branch with one member, both made up. */
export async function newUnit(context: Context): Promise<{ orgId: string; memberId: string }> {
  units += 1
  const name = `第${units}村支部`
  return write(context, async (journal) => {
    const orgId = await journal.add('organisation', {
      full_name: `中共清溪镇${name}委员会`,
      short_name: name,
      level: '支部',
      unit_type: '村',
      initials: '',
    })
    const memberId = await journal.add('member', {
      name: '张三',
      sex: '男',
      birth_date: '1960-01-01',
      id_no: `9999991960010${String(units).padStart(5, '0')}`,
      join_date: '1990-01-01',
      org_id: orgId,
      initials: 'zs',
    })
    return { orgId, memberId }
  })
}

export const detailsWith = (round: PollRound, more: Partial<PollDetails> = {}): PollDetails => ({
  ...round.details,
  supervisedBy: ['田克勤'],
  ...more,
})

export const count = (
  satisfied: number,
  basic: number,
  dissatisfied: number,
  abstained: number,
  invalid = 0,
): BallotCount => ({ grades: { satisfied, basic, dissatisfied, abstained }, invalid })

/** A step with everything it asks for, changed by `more`. */
export async function step(
  context: Context,
  id: string,
  action: PollAction,
  more: Partial<PollAct> = {},
): Promise<void> {
  const { rowVersion } = await showRound(context, id)
  await actOnPoll(context, {
    id,
    rowVersion,
    action,
    on: context.today,
    person: '田克勤',
    text: action === '作废' ? '收回票多于发出票' : '',
    ballots: action === '发票' ? 132 : 130,
    ...more,
  })
}

export async function countTwice(
  context: Context,
  id: string,
  first: BallotCount,
  second = first,
): Promise<void> {
  await startCount(context, { id, which: 1, counter: '周文' })
  await finishCount(context, { id, which: 1, numbers: first })
  await startCount(context, { id, which: 2, counter: '沈芳' })
  await finishCount(context, { id, which: 2, numbers: second })
}

export interface Ballots {
  readonly issued: number
  readonly returned: number
  readonly counted: BallotCount
}

export const hospital: Ballots = { issued: 132, returned: 130, counted: count(61, 51, 13, 3, 2) }

/** A new round of a unit brought to a state; the numbers of 中心卫生院 unless others are given. */
export async function bringTo(
  context: Context,
  state: PollState,
  options: { readonly orgId?: string; readonly ballots?: Ballots; readonly round?: Partial<NewRound> } = {},
): Promise<string> {
  const orgId = options.orgId ?? (await newUnit(context)).orgId
  const id = await createRound(context, { ...plain, ...options.round, orgId })
  const { issued, returned, counted } = options.ballots ?? hospital
  const fresh = await showRound(context, id)
  await saveDetails(context, { id, rowVersion: fresh.rowVersion, details: detailsWith(fresh) })
  const way: readonly (readonly [PollState, () => Promise<void>])[] = [
    ['已发票', () => step(context, id, '发票', { ballots: issued })],
    ['已收回', () => step(context, id, '收回', { ballots: returned })],
    [
      '已统计',
      async () => {
        await countTwice(context, id, counted)
        await step(context, id, '统计')
      },
    ],
    ['已确认', () => step(context, id, '确认')],
    ['作废', () => step(context, id, '作废')],
  ]
  if (state === '筹备') return id
  for (const [reached, walk] of way) {
    await walk()
    if (reached === state) break
  }
  return id
}
