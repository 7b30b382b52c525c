// what was marked done has its record, and problems are mended in the stage they come up in.
import { stepByCode, type Campaign } from '#shared/campaign/index.ts'
import type { ActionRow } from '#shared/contract/schedule.ts'
import { judgeMending, judgeRecords, mendingLimits, mendingPhases } from '#shared/rules/records.ts'
import { asksForRecord, isMoveStep } from '#shared/rules/unit-action.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import type { ReviewLine } from '../reviews/review.ts'
import { allUnitSteps, rowsOf } from '../schedule/actions.ts'
import { phasesOfUnits, readDates } from '../schedule/dates.ts'
import { begunPhases, isOver, judgeUnits, phaseOfDay } from './units.ts'

type Records = Parameters<typeof judgeRecords>[0]['records']
type ActivityRecord = Records[number]

/** Host, those present and what was said stand in the papers named as proof. */
const IN_PAPERS = '见佐证材料'

const filled = (text: string | number | null | undefined): string | undefined =>
  text === null || text === undefined || text === '' ? undefined : String(text)

/** A record of the action itself; a paper without a meeting needs neither place nor recorder. */
function recordOf(action: ActionRow, isMeeting: boolean): ActivityRecord {
  const papers = filled(action.evidence) === undefined ? undefined : IN_PAPERS
  return {
    action: action.name,
    on: action.doneOn ?? undefined,
    place: isMeeting ? filled(action.place) : (filled(action.place) ?? IN_PAPERS),
    host: papers,
    present: papers,
    content: papers,
    recorder: isMeeting ? filled(action.recorder) : (filled(action.recorder) ?? IN_PAPERS),
  }
}

/** Meetings and sessions that are on record with elements of their own, by unit. */
async function meetingsOf({ db }: Context): Promise<Map<string, ActivityRecord[]>> {
  const [sessions, meetings] = await Promise.all([
    db.read.selectFrom('study_session').selectAll().where('deleted_at', 'is', null).orderBy('date').execute(),
    db.read.selectFrom('org_meeting').selectAll().where('deleted_at', 'is', null).orderBy('date').execute(),
  ])
  const studied = sessions.map((row): [string, ActivityRecord] => [
    row.org_id,
    {
      action: `${row.date}学习活动`,
      on: row.date,
      place: filled(row.place),
      host: filled(row.host ?? row.lecturer),
      present: filled(row.counted_present ?? row.reported_present),
      content: filled(row.theme ?? row.readings),
      recorder: filled(row.recorder),
    },
  ])
  const met = meetings.map((row): [string, ActivityRecord] => [
    row.org_id,
    {
      action: `${row.date}${row.kind}`,
      on: row.date,
      place: filled(row.place),
      host: filled(row.host),
      present: filled(row.attended),
      content: row.kind,
      recorder: filled(row.recorder),
    },
  ])
  const byUnit = groupBy([...studied, ...met], ([id]) => id)
  return new Map([...byUnit].map(([id, pairs]) => [id, pairs.map(([, record]) => record)]))
}

const isDone = (campaign: Campaign, { state, kind, code }: ActionRow): boolean => {
  const step = code === null ? undefined : stepByCode(campaign, code)
  return state === '完成' && kind === '规定动作' && !(step !== undefined && isMoveStep(step))
}

const isMeeting = (campaign: Campaign, code: string | null): boolean => {
  const step = code === null ? undefined : stepByCode(campaign, code)
  return step !== undefined && asksForRecord(step)
}

/** Prescribed actions each unit has marked done, over all phases. */
async function doneActions(context: Context): Promise<Map<string, ActionRow[]>> {
  const { template } = context.campaign
  const done = new Map<string, ActionRow[]>()
  for (const { key } of phasesOfUnits(template))
    for (const unit of await allUnitSteps(context.db.read, context, key)) {
      const own = rowsOf(template, unit).filter((row) => isDone(template, row))
      done.set(unit.dates.unit.id, [...(done.get(unit.dates.unit.id) ?? []), ...own])
    }
  return done
}

export async function judgeRecordsOf(context: Context): Promise<ReviewLine[]> {
  const { template } = context.campaign
  const [done, meetings] = await Promise.all([doneActions(context), meetingsOf(context)])
  const lines = await judgeUnits(context, '所有单位', ({ unit }) => {
    const own = done.get(unit.id) ?? []
    return judgeRecords({
      done: own.map(({ name }) => name),
      records: [
        ...own
          .filter(({ evidence }) => evidence.trim() !== '')
          .map((row) => recordOf(row, isMeeting(template, row.code))),
        ...(meetings.get(unit.id) ?? []),
      ],
    })
  })
  return lines.map((line) => ({ ...line, to: `/schedule?unit=${line.orgId ?? ''}` }))
}

/** The town as a whole: what was taken up and mended in each stage that units have been through, by the words of the unit. */
export async function judgeMendingOf(context: Context): Promise<ReviewLine[]> {
  const { campaign, db, today } = context
  const rows = await db.read
    .selectFrom('issue')
    .select(['org_id', 'text', 'kind', 'phase', 'registered_on', 'done_on'])
    .where('deleted_at', 'is', null)
    .execute()
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  const names = new Map<string, string>(campaign.template.phases.map(({ key, name }) => [key, name]))
  const asPhase = (name: string | undefined) => mendingPhases.find((each) => each === name)
  const units = (await readDates(context, db.read)).map(({ unit, ...dates }) => {
    const begun = begunPhases({ unit, ...dates }, today)
    const issues = (byUnit.get(unit.id) ?? []).flatMap((row) => {
      const said = row.phase === null ? undefined : names.get(row.phase)
      const openedIn = asPhase(said ?? phaseOfDay(row.registered_on, begun)?.name)
      const closedIn = row.done_on === null ? undefined : asPhase(phaseOfDay(row.done_on, begun)?.name)
      const atOnce = row.kind === '立说立改'
      const matter = `${unit.shortName}：${row.text}`
      return openedIn === undefined ? [] : [{ matter, openedIn, closedIn, atOnce }]
    })
    return { over: begun.filter((phase) => isOver(phase, today)), issues }
  })
  const over = new Set(units.flatMap((unit) => unit.over.map(({ name }) => name)))
  const verdict = judgeMending(
    {
      reached: mendingPhases.filter((name) => over.has(name)),
      issues: units.flatMap(({ issues }) => issues),
    },
    mendingLimits,
  )
  return [{ name: campaign.town.town, orgId: null, to: '/issues', verdict }]
}
