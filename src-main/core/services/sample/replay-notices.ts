// The notices of the sample town: what the five units that are overdue were told, and the four moves that a vote barred.
import * as z from 'zod'
import type { NoticeFinding } from '#shared/documents/notices.ts'
import { addDays, formatChinese } from '#shared/text/civil-date.ts'
import { formatRate } from '#shared/text/rate.ts'
import { write, type Context } from '../../context.ts'
import type { FindingRow } from '../findings/store.ts'
import { listOf } from '../inspections/store.ts'
import { placeOf, toNoticeFinding } from '../notices/content.ts'
import { importNotices, type NoticeHistory } from '../notices/history.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import type { UnitId } from './replays.ts'

const Path = z.array(z.object({ state: z.string(), on: z.string() }))
const StoryPart = z.object({
  findings: z.array(
    z.object({
      no: z.string(),
      unit: z.string(),
      item: z.string(),
      dueOn: z.string(),
      firstDueOn: z.string(),
      feedbackOn: z.string().nullable(),
      feedback: z.string(),
      path: Path,
    }),
  ),
  polls: z.array(
    z.object({
      unit: z.string(),
      round: z.number().int(),
      date: z.string(),
      dissatisfied: z.number().int(),
      valid: z.number().int(),
      witness: z.string(),
    }),
  ),
})
type StoryPart = z.infer<typeof StoryPart>

/** Units with something overdue on the day of the story. */
const TOLD = ['五金公司支部', '包装公司支部', '粮管所支部', '流动党员支部', '运输公司支部']
/** Moves barred by the vote, with what the group asked for. */
const BARRED: readonly (readonly [unit: string, makeup: string])[] = [
  ['中心卫生院支部', '就夜间急诊无人应答逐条整改，设值班电话并公示'],
  ['水利站支部', '就群众反映的问题补课整改，向服务对象说明情况'],
  ['机械公司支部', '通知车间党员补课，补足2名党员的集中学习学时'],
  ['商贸城支部', '就收费不公开的问题整改，收取标准上墙'],
]
const BAR = 10
/** The line on the vote: its finding says by when the make-up is due. */
const VOTE_ITEM = 'X-22'
const USUAL_DAYS = 10

interface Setting {
  readonly context: Context
  readonly story: StoryPart
  readonly unitOf: (name: string) => PlanUnit
  readonly findings: ReadonlyMap<string, FindingRow>
}

/** The finding as it was when it went out: later due days came with a return. */
const asIssued = (row: FindingRow, firstDueOn: string): NoticeFinding => ({
  ...toNoticeFinding(row),
  dueOn: firstDueOn,
})

/** One notice for the findings of a unit that went out on one day. */
function rectifyNotices({ context, story, unitOf, findings }: Setting): NoticeHistory[] {
  return TOLD.flatMap((name) => {
    const unit = unitOf(name)
    return story.findings
      .filter((told) => told.unit === name)
      .flatMap((told) => {
        const row = findings.get(told.no)
        const issuedOn = told.path.find(({ state }) => state === '已下达')?.on
        if (row === undefined || issuedOn === undefined) return []
        const inspector = listOf(row.inspectors)[0] ?? ''
        const answered = told.feedbackOn !== null && told.feedback !== ''
        return [
          {
            orgId: unit.id,
            phase: row.phase,
            place: placeOf(context, unit, row.phase),
            content: {
              kind: '限期整改通知书' as const,
              foundOn: [row.found_on],
              findings: [asIssued(row, told.firstDueOn)],
            },
            fields: { checkedOn: formatChinese(row.found_on), replyBy: told.firstDueOn, copiesTo: '' },
            sources: [{ entity: 'finding' as const, id: row.id }],
            steps: [
              { action: '签发' as const, on: issuedOn, person: '田克勤' },
              { action: '送达' as const, on: issuedOn, person: inspector },
              { action: '签收' as const, on: issuedOn, person: row.owner },
              ...(answered
                ? [
                    {
                      action: '反馈' as const,
                      on: told.feedbackOn ?? issuedOn,
                      person: row.owner,
                      text: told.feedback,
                    },
                  ]
                : []),
            ],
          },
        ]
      })
  })
}

async function pollSource(context: Context, orgId: string, round: number): Promise<NoticeHistory['sources']> {
  const row = await context.db.read
    .selectFrom('poll')
    .select('id')
    .where('org_id', '=', orgId)
    .where('kind', '=', '阶段满意度')
    .where('phase', '=', '学习动员')
    .where('round', '=', String(round))
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return row === undefined ? [] : [{ entity: 'poll', id: row.id }]
}

const dueOf = (story: StoryPart, unit: string): string | undefined =>
  story.findings.find((told) => told.unit === unit && told.item === VOTE_ITEM)?.dueOn

/** The vote held again is the answer. */
function answerOf(story: StoryPart, unit: string): NoticeHistory['steps'] {
  const again = story.polls.find((poll) => poll.unit === unit && poll.round === 2)
  if (again === undefined) return []
  const text = `补课后第2轮测评，不满意${formatRate(again.dissatisfied, again.valid)}`
  return [{ action: '反馈', on: again.date, person: again.witness, text }]
}

/** Issued the day after the vote, signed for on the same day. */
async function barredNotices({ context, story, unitOf }: Setting): Promise<NoticeHistory[]> {
  const notices: NoticeHistory[] = []
  for (const [name, makeup] of BARRED) {
    const vote = story.polls.find((poll) => poll.unit === name && poll.round === 1)
    if (vote === undefined) continue
    const unit = unitOf(name)
    const on = addDays(vote.date, 1)
    notices.push({
      orgId: unit.id,
      phase: 'study',
      place: placeOf(context, unit, 'study'),
      content: {
        kind: '不予转段通知书',
        failed: [],
        poll: {
          on: vote.date,
          round: vote.round,
          valid: vote.valid,
          dissatisfied: vote.dissatisfied,
          bar: BAR,
        },
      },
      fields: { makeupBy: dueOf(story, name) ?? addDays(on, USUAL_DAYS), makeup, copiesTo: '' },
      sources: await pollSource(context, unit.id, vote.round),
      steps: [
        { action: '签发', on, person: '田克勤' },
        { action: '送达', on, person: vote.witness },
        { action: '签收', on, person: unit.secretary },
        ...answerOf(story, name),
      ],
    })
  }
  return notices
}

const issuedOn = ({ steps }: NoticeHistory): string => steps[0]?.on ?? ''

/** Puts them in by the day they were issued, so that their numbers follow the calendar. */
export async function replayNotices(context: Context, raw: unknown, idOf: UnitId): Promise<void> {
  const story = StoryPart.parse(raw)
  const units = await readUnits(context, context.db.read)
  const rows = await context.db.read
    .selectFrom('finding')
    .selectAll()
    .where('deleted_at', 'is', null)
    .execute()
  const setting: Setting = {
    context,
    story,
    unitOf: (name) => unitById(units, idOf(name)),
    findings: new Map(rows.map((row) => [row.no, row])),
  }
  const notices = [...rectifyNotices(setting), ...(await barredNotices(setting))]
  const inOrder = notices.toSorted((a, b) => (issuedOn(a) < issuedOn(b) ? -1 : 1))
  await write(context, (journal) => importNotices(journal, inOrder), { reason: '示例数据' })
}
