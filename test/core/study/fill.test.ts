// The sample town's study agrees with its storyline.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleTown } from '../../../src-main/core/services/sample/fill.ts'
import { fillStudy } from '../../../src-main/core/services/sample/fill-study.ts'
import { replays } from '../../../src-main/core/services/sample/replays.ts'
import { readRawStory } from '../../../src-main/core/services/sample/story.ts'
import { organisationDirectory } from '../../../src-main/core/services/ledgers/directories.ts'
import { openMakeups } from '../../../src-main/core/services/study/figures.ts'
import { listStudyUnits, showBoard } from '../../../src-main/core/services/study/show.ts'
import { bring } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

interface Told {
  readonly shortName: string
  readonly members: number | null
  readonly enoughHours: number | null
}

const story = JSON.parse(readFileSync('resources/sample/storyline.json', 'utf8')) as {
  organisations: readonly Told[]
}
const told = new Map(story.organisations.map((each) => [each.shortName, each]))

let opened: Opened
beforeAll(async () => {
  opened = await openContext()
  const { context } = opened
  await bring(context, 'organisations', path.resolve('resources/sample/党组织名册.xlsx'))
  await bring(context, 'members', path.resolve('resources/sample/党员花名册.xlsx'))
  const raw = await readRawStory(path.resolve('resources'))
  const names = await organisationDirectory(context.db.read, context.campaign)
  const idOf = (name: string): string => names.idOf(name) ?? ''
  // Only what gives the units their stages.
  for (const [what, replay] of replays)
    if (['日程安排', '自查验收', '测评', '转段'].includes(what)) await replay(context, raw, idOf)
  await fillStudy(context, await sampleTown(context, raw, idOf))
}, 120_000)
afterAll(() => opened.close())

describe('the sample town in study', () => {
  it('has as many members with the hours as the storyline says', async () => {
    const units = await listStudyUnits(opened.context)
    const off = units.filter(({ unit, reached }) => told.get(unit)?.enoughHours !== reached)
    expect(off.map(({ unit }) => unit)).toEqual([])
    expect(units.reduce((sum, { reached }) => sum + reached, 0)).toBe(965)
  })
  it('has somebody with 22.5 hours where the storyline says so, and open make-ups only where hours lack', async () => {
    const db = opened.context.db.read
    const units = await listStudyUnits(opened.context)
    const chemical = units.find(({ unit }) => unit === '化工公司支部')
    const board = await showBoard(opened.context, chemical?.orgId ?? '')
    expect(Math.min(...board.members.map(({ creditedX10, makeupX10 }) => creditedX10 + makeupX10))).toBe(225)
    const open = new Set((await openMakeups(db)).map(({ orgId }) => orgId))
    const short = units.filter(({ reached, members }) => reached < members).map(({ orgId }) => orgId)
    expect([...open].filter((orgId) => !short.includes(orgId))).toEqual([])
  })
  it('dates nothing after the day the sample stands at', async () => {
    const { read } = opened.context.db
    const sessions = await read
      .selectFrom('study_session')
      .select('id')
      .where('date', '>', '2005-08-17')
      .execute()
    const makeups = await read.selectFrom('makeup').select('id').where('made_on', '>', '2005-08-17').execute()
    expect([...sessions, ...makeups]).toEqual([])
  })
})
