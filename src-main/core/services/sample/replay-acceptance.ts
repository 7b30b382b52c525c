// The sample town's self-checks and acceptances: each unit as far as its stage has come, with the inspections it rests on.
import * as z from 'zod'
import { checklistOf, unitTypeByLabel, type PhaseKey } from '#shared/campaign/index.ts'
import { reasonsAgainstPass } from '#shared/rules/self-check.ts'
import { addDays } from '#shared/text/civil-date.ts'
import type { SelfCheckResult } from '../../db/acceptance-tables.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { Journal, NewRecord } from '../../db/journal.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { storeDecision } from '../acceptance/decide.ts'
import { readRounds, type Round } from '../acceptance/store.ts'
import { freeze, linesFor, templateByKey, type FrozenLine } from '../inspections/checklists.ts'
import { stagesOf, type StageStepRow } from '../stages/stage.ts'
import type { Replay } from './replays.ts'

const PHASE: PhaseKey = 'study'

const StoryPart = z.object({
  isWhole: z.boolean().default(false),
  organisations: z.array(
    z.object({
      no: z.number().int(),
      shortName: z.string(),
      level: z.enum(['党委', '总支', '支部', '联合支部', '临时支部', '党小组']),
      unitType: z.string(),
      health: z.string(),
      secretary: z.string().nullable(),
      informant: z.string().nullable(),
      failedItems: z.array(z.string()),
    }),
  ),
  polls: z.array(z.object({ unit: z.string() })),
})
type StoryUnit = z.infer<typeof StoryPart>['organisations'][number]

/** Finding 030: handed to the group with two lines blank. */
const LEFT_BLANK: Readonly<Record<string, readonly string[]>> = { 建筑公司支部: ['X-11', 'X-19'] }
/** What that unit claimed and the inspection found otherwise. */
const CLAIMED: Readonly<Record<string, readonly string[]>> = { 建筑公司支部: ['X-07', 'X-20'] }
const VOTE = 'X-22'
const ORDER = 'X-06'
const LAST_LINES = 5

interface Filling {
  readonly unit: StoryUnit
  readonly blank: readonly string[] | undefined
  readonly claimed: readonly string[]
  readonly isHandedIn: boolean
  readonly hasVoted: boolean
}

type Said = Pick<NewRecord<'self_check_item'>, 'result' | 'reason' | 'note'>
const said = (result: SelfCheckResult | null, reason = '', note = ''): Said => ({ result, reason, note })

/** Units still at it have come as far as their number says: the storyline only tells that they are filling in. */
const isStillBlank = ({ unit, isHandedIn }: Filling, position: number, total: number): boolean =>
  !isHandedIn && position >= total - LAST_LINES - (unit.no % 4)

function answerOf(filling: Filling, line: FrozenLine, position: number, total: number): Said {
  const { unit, hasVoted, blank, claimed } = filling
  if (blank?.includes(line.code)) return said(null)
  if (blank === undefined && isStillBlank(filling, position, total)) return said(null)
  if (line.code === VOTE && !hasVoted) return said('未达标', '', '尚未组织测评')
  if (line.code === ORDER && blank !== undefined) return said('不适用', '班子健全，无整顿任务')
  if (claimed.includes(line.code)) return said('达标')
  return said(unit.failedItems.includes(line.code) ? '未达标' : '达标')
}

interface Told {
  readonly unit: StoryUnit
  readonly blank: readonly string[] | undefined
  readonly claimed: readonly string[]
  readonly orgId: string
  readonly begunOn: string
  readonly handedInOn: string | null
  readonly decided: StageStepRow | null
}

const on = (steps: readonly StageStepRow[], ...actions: readonly string[]): StageStepRow | undefined =>
  steps.findLast((step) => actions.includes(step.action))

/** Lines left blank in the course of things; once the whole campaign is told, they have been filled in. */
const blankOf = ({ shortName }: StoryUnit, isWhole: boolean): readonly string[] | undefined =>
  isWhole ? undefined : LEFT_BLANK[shortName]

/** The units whose stage has come to the self-check, with the days of its steps. */
async function toldUnits(
  trx: Trx,
  { organisations: units, isWhole }: z.infer<typeof StoryPart>,
  idOf: (name: string) => string,
): Promise<Told[]> {
  const rows = await trx.selectFrom('unit_stage_step').selectAll().orderBy('id').execute()
  const steps = groupBy(rows, (row) => row.unit_stage_id)
  const stages = new Map(
    (await stagesOf(trx)).filter(({ phase }) => phase === PHASE).map((stage) => [stage.org_id, stage.id]),
  )
  return units.flatMap((unit) => {
    const orgId = idOf(unit.shortName)
    const own = steps.get(stages.get(orgId) ?? '') ?? []
    const begun = on(own, '开始自查')
    if (begun === undefined) return []
    const blank = blankOf(unit, isWhole)
    const handedInOn = blank === undefined ? on(own, '提请验收')?.on_day : undefined
    return [
      {
        unit,
        blank,
        claimed: isWhole ? [] : (CLAIMED[unit.shortName] ?? []),
        orgId,
        begunOn: begun.on_day,
        handedInOn: handedInOn ?? null,
        decided: on(own, '验收合格', '责令补课') ?? null,
      },
    ]
  })
}

async function addForms(
  context: Context,
  journal: Journal,
  told: readonly Told[],
  voted: ReadonlySet<string>,
): Promise<void> {
  const list = checklistOf(context.campaign.template, PHASE)
  if (list === null) return
  const template = templateByKey(context.campaign.template, list.key)
  const { id: checklistId } = await freeze(journal, template)
  const forms = told.flatMap((each) => {
    const type = unitTypeByLabel(each.unit.unitType)
    const lines = type === undefined ? [] : linesFor(template, { unitType: type.key, level: each.unit.level })
    // A unit that no line concerns (the town's own committee) is not self-checked.
    return lines.length === 0 ? [] : [{ ...each, lines, id: uuidV7(context.now()) }]
  })
  await journal.addMany(
    'self_check',
    forms.map(({ id, orgId, begunOn }) => ({
      id,
      org_id: orgId,
      phase: PHASE,
      round: 1,
      checklist_id: checklistId,
      state: '填写中' as const,
      begun_on: begunOn,
      submitted_on: null,
      filled_by: '',
      source: 'typed' as const,
      file_name: '',
    })),
  )
  await journal.addMany(
    'self_check_item',
    forms.flatMap(({ id, unit, blank, claimed, lines, handedInOn, decided }) => {
      const filling = {
        unit,
        blank,
        claimed,
        isHandedIn: handedInOn !== null,
        hasVoted: decided !== null || voted.has(unit.shortName),
      }
      return lines.map((line, position) => ({
        self_check_id: id,
        position,
        item_code: line.code,
        ...answerOf(filling, line, position, lines.length),
      }))
    }),
  )
  for (const { id, unit, handedInOn } of forms)
    if (handedInOn !== null)
      await journal.change('self_check', id, {
        state: '已提交',
        submitted_on: handedInOn,
        filled_by: unit.secretary ?? unit.informant ?? '',
      })
}

/** As R-30 has it: what was found decides, not what the stage says. */
async function addDecision(
  context: Context,
  journal: Journal,
  round: Round,
  step: StageStepRow,
): Promise<void> {
  const { inspection } = round
  if (inspection?.state !== '已完成') return
  const isPassed = reasonsAgainstPass(round.lines).length === 0
  const days = context.campaign.limit('finding.due.makeup') ?? 15
  await storeDecision(journal, round, inspection.id, {
    verdict: isPassed ? '合格' : '限期补课',
    on: step.on_day,
    person: step.person,
    opinion: '',
    makeUpDue: isPassed ? null : addDays(step.on_day, days),
  })
}

/** Puts in self-checks and acceptances; stages and inspections must be there already. */
export const replayAcceptance: Replay = async (context, raw, idOf) => {
  const story = StoryPart.parse(raw)
  const voted = new Set(story.polls.map(({ unit }) => unit))
  await write(
    context,
    async (journal, trx) => {
      const told = await toldUnits(trx, story, idOf)
      await addForms(context, journal, told, voted)
      const decided = new Map(told.map((each) => [each.orgId, each.decided]))
      for (const round of await readRounds(trx, { phase: PHASE })) {
        const step = decided.get(round.selfCheck.org_id) ?? null
        if (step !== null && round.selfCheck.state === '已提交')
          await addDecision(context, journal, round, step)
      }
    },
    { reason: '示例数据' },
  )
}
