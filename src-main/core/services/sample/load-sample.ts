// Loads the sample town 清溪镇 into a folder of its own: rosters from its workbooks, then its storyline.
import { rm } from 'node:fs/promises'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import type { Application } from '../../application.ts'
import type { Context } from '../../context.ts'
import type { Report } from '../../progress.ts'
import { createTown } from '../app/create-town.ts'
import { rememberFolder } from '../app/folders.ts'
import { commitImport } from '../imports/commit-import.ts'
import { openImport } from '../imports/plan-import.ts'

/** What the loader itself needs of the storyline; the rest is read by those who replay it. */
const StoryTown = z.object({
  town: z.object({ name: z.string(), county: z.string() }),
  demoToday: z.string(),
  townMobilisation: z.string(),
})

export const sampleFolder = (app: Application): string => path.join(app.options.userData, '示例镇')

async function readStory(app: Application): Promise<unknown> {
  return JSON.parse(
    await readFile(path.join(app.options.resources, 'sample', 'storyline.json'), 'utf8'),
  ) as unknown
}

async function importRoster(context: Context, ledger: string, name: string, report: Report): Promise<void> {
  const file = path.join(context.resources, 'sample', name)
  const session = await openImport(context, ledger, file, report)
  await commitImport(context, session, report)
}

/** Builds the sample town anew in `root` (an earlier one is replaced) and opens it. */
export async function loadSample(
  app: Application,
  report: Report,
  signal?: AbortSignal,
  root: string = sampleFolder(app),
): Promise<void> {
  const story = await readStory(app)
  const { town, demoToday, townMobilisation } = StoryTown.parse(story)
  await app.closeFolder()
  await rm(root, { recursive: true, force: true })
  await createTown(
    app,
    root,
    {
      town: town.name,
      county: town.county,
      groupName: '示例县委第三督导组',
      groupCode: '督三',
      officeName: '清溪镇先教办',
      superiorOfficeName: '示例县委先教办',
      campaignKey: 'xianjin-2005-batch2',
      members: [
        { name: '田克勤', role: '组长' },
        { name: '叶素心', role: '组员' },
        { name: '石文博', role: '组员' },
      ],
    },
    { isSample: true, today: demoToday, townMobilisation },
  )
  const context = app.context()
  await importRoster(context, 'organisations', '党组织名册.xlsx', report)
  signal?.throwIfAborted()
  await importRoster(context, 'members', '党员花名册.xlsx', report)
  signal?.throwIfAborted()
  await rememberFolder(app)
}
