// Loads the sample town 清溪镇 into a folder of its own: rosters from its workbooks, then its storyline.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Town } from '#shared/contract/app.ts'
import type { Application } from '../../application.ts'
import { write, type Context } from '../../context.ts'
import type { Report } from '../../progress.ts'
import { createTown } from '../app/create-town.ts'
import { rememberFolder } from '../app/folders.ts'
import { commitImport } from '../imports/commit-import.ts'
import { openImport } from '../imports/plan-import.ts'
import { organisationDirectory } from '../ledgers/directories.ts'
import { importFindings, importInspection } from '../findings/history.ts'
import { importPlanHistory } from '../plans/history.ts'
import { sampleTown } from './fill.ts'
import { fills } from './fills.ts'
import { finishStory } from './finish-story.ts'
import { finishedInspections } from './finished-inspections.ts'
import { playLaterPhases } from './later-phases.ts'
import { replays, type UnitId } from './replays.ts'
import { readRawStory, Story } from './story.ts'

/** Up to the middle of August, where much is open; or the whole campaign to the end of the year. */
export type SampleCourse = 'halfway' | 'whole'

export const sampleFolder = (app: Application, course: SampleCourse): string =>
  path.join(app.options.userData, course === 'whole' ? '示例镇（全程）' : '示例镇')

const townOf = (story: Story): Town => ({
  town: story.town.name,
  county: story.town.county,
  groupName: story.group.name,
  groupCode: story.group.code,
  officeName: story.offices.townOffice,
  superiorOfficeName: story.offices.superiorOffice,
  campaignKey: 'xianjin-2005-batch2',
  members: story.group.members.map((m) => ({ name: m.name, role: m.post === '组长' ? '组长' : '组员' })),
})

async function importRoster(context: Context, ledger: string, name: string, report: Report): Promise<void> {
  const file = path.join(context.resources, 'sample', name)
  const session = await openImport(context, ledger, file, report)
  await commitImport(context, session, report)
}

async function unitIds(context: Context): Promise<UnitId> {
  const directory = await organisationDirectory(context.db.read, context.campaign)
  return (name) => {
    const id = directory.idOf(name)
    if (id === undefined) throw new Error(`the sample roster has no unit ${name}`)
    return id
  }
}

async function replayPlans(context: Context, story: Story, idOf: UnitId): Promise<void> {
  const rows = story.plans.map(({ unit, ...plan }) => ({ ...plan, orgId: idOf(unit) }))
  await write(context, (journal) => importPlanHistory(journal, context.campaign.template, rows), {
    reason: '示例数据',
  })
}

async function replayInspections(context: Context, story: Story, idOf: UnitId): Promise<void> {
  const { template } = context.campaign
  await write(
    context,
    async (journal) => {
      const inspectionOf = new Map<string, string>()
      for (const { unit, findings, ...inspection } of story.inspections) {
        const id = await importInspection(journal, template, { ...inspection, orgId: idOf(unit) })
        for (const no of findings) inspectionOf.set(no, id)
      }
      for (const inspection of finishedInspections(story, template, idOf))
        await importInspection(journal, template, inspection)
      const rows = story.findings.map(({ unit, ...finding }) => ({
        ...finding,
        orgId: idOf(unit),
        inspectionId: inspectionOf.get(finding.no) ?? null,
      }))
      await importFindings(journal, template, rows)
    },
    { reason: '示例数据' },
  )
}

async function fillLedgers(
  context: Context,
  raw: unknown,
  idOf: UnitId,
  report: Report,
  signal?: AbortSignal,
): Promise<void> {
  const town = await sampleTown(context, raw, idOf)
  for (const [i, [what, fill]] of fills.entries()) {
    report(i, fills.length, `正在放入${what}`)
    await fill(context, town)
    signal?.throwIfAborted()
  }
}

/** Builds the sample town anew in `root` (its own folder when absent; an earlier one is replaced) and opens it. */
export async function loadSample(
  app: Application,
  report: Report,
  signal?: AbortSignal,
  root?: string,
  course: SampleCourse = 'halfway',
): Promise<void> {
  const told = await readRawStory(app.options.resources)
  const raw = course === 'whole' ? finishStory(told) : told
  const story = Story.parse(raw)
  const folder = root ?? sampleFolder(app, course)
  await app.closeFolder()
  await rm(folder, { recursive: true, force: true })
  await createTown(app, folder, townOf(story), {
    isSample: true,
    today: story.demoToday,
    townMobilisation: story.townMobilisation,
  })
  const context = app.context()
  await importRoster(context, 'organisations', '党组织名册.xlsx', report)
  signal?.throwIfAborted()
  await importRoster(context, 'members', '党员花名册.xlsx', report)
  signal?.throwIfAborted()
  const idOf = await unitIds(context)
  report(0, story.plans.length, '正在放入活动方案')
  await replayPlans(context, story, idOf)
  report(0, story.findings.length, '正在放入检查和问题')
  await replayInspections(context, story, idOf)
  for (const [i, [what, replay]] of replays.entries()) {
    report(i, replays.length, `正在放入${what}`)
    await replay(context, raw, idOf)
    signal?.throwIfAborted()
  }
  if (course === 'whole') {
    report(0, 1, '正在放入后三个阶段')
    await playLaterPhases(context, await sampleTown(context, raw, idOf))
  }
  await fillLedgers(context, raw, idOf, report, signal)
  await rememberFolder(app)
}
