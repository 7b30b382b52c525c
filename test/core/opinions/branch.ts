// A branch with members, opinions and talks, for tests.
import type { ChannelKind, OpinionObject, TalkKind } from '#shared/rules/opinion-kinds.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { addTalks } from '../../../src-main/core/services/opinions/act.ts'
import { showBoard } from '../../../src-main/core/services/opinions/show.ts'
import type { OpinionBoard } from '../../../src-main/shared/contract/opinions.ts'
import { addMember } from '../analyses/branch.ts'
import { addUnit } from '../issues/unit.ts'

export interface Branch {
  readonly unit: string
  /** The secretary first. */
  readonly members: readonly string[]
}

/** A branch whose secretary is 孙志强, with three members besides. */
export async function addBranch(context: Context): Promise<Branch> {
  const unit = await addUnit(context)
  await write(context, (journal) => journal.change('organisation', unit, { secretary_name: '孙志强' }))
  const members: string[] = []
  for (const name of ['孙志强', '李明', '王芳', '赵强']) members.push(await addMember(context, unit, name))
  return { unit, members }
}

export interface Said {
  readonly channel?: ChannelKind
  readonly object?: OpinionObject
  readonly memberId?: string
  readonly text?: string
  readonly times?: number
}

let told = 0

export async function addOpinion(context: Context, orgId: string, said: Said = {}): Promise<string> {
  return write(context, (journal) =>
    journal.add('opinion', {
      org_id: orgId,
      channel: said.channel ?? '座谈会',
      issued: null,
      returned: null,
      object: said.object ?? (said.memberId === undefined ? '领导班子' : '党员个人'),
      member_id: said.memberId ?? null,
      text: said.text ?? `意见${String((told += 1))}`,
      category: null,
      times: said.times ?? null,
      merged_no: null,
      responsible: null,
      fed_back_on: null,
      rectification: null,
      remark: null,
      extra: null,
      initials: '',
    }),
  )
}

export interface Used {
  readonly issued?: number
  readonly returned?: number
  readonly opinions?: number
}

export async function addChannel(
  context: Context,
  orgId: string,
  kind: ChannelKind,
  used: Used = {},
): Promise<string> {
  return write(context, (journal) =>
    journal.add('opinion_channel', {
      org_id: orgId,
      kind,
      from_on: null,
      until_on: null,
      issued: used.issued ?? null,
      returned: used.returned ?? null,
      opinions: used.opinions ?? null,
      merged: null,
      scope: null,
      remark: null,
      extra: null,
      initials: '',
    }),
  )
}

export const talk = (
  context: Context,
  orgId: string,
  talker: string,
  partners: readonly string[],
  kind: TalkKind = '书记与党员',
  on = '2005-08-10',
): Promise<{ batch: string; count: number }> =>
  addTalks(context, {
    orgId,
    talker,
    partners: [...partners],
    kind,
    on,
    place: '',
    points: '',
    problems: '',
    suggestions: '',
  })

/** What the page would show of one rule. */
export async function verdictOf(
  context: Context,
  orgId: string,
  rule: string,
): Promise<OpinionBoard['verdicts'][number]> {
  const found = (await showBoard(context, orgId)).verdicts.find((each) => each.rule === rule)
  if (found === undefined) throw new Error(`no verdict ${rule}`)
  return found
}
