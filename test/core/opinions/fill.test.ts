// The sample town's opinions and talks: the model school number by number, the others by the story, nothing dated ahead.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { write } from '../../../src-main/core/context.ts'
import { organisationDirectory } from '../../../src-main/core/services/ledgers/directories.ts'
import { opinionFigures, type OpinionFigures } from '../../../src-main/core/services/opinions/figures.ts'
import { listUnits, showBoard } from '../../../src-main/core/services/opinions/show.ts'
import { opinionReviews } from '../../../src-main/core/services/reviews/opinions.ts'
import { sampleTown } from '../../../src-main/core/services/sample/fill.ts'
import { fillOpinions } from '../../../src-main/core/services/sample/fill-opinions.ts'
import { bring } from '../imports/workbooks.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let figures: ReadonlyMap<string, OpinionFigures>
let idOf: (name: string) => string

/** The model school and one unit are in the phase, one is through it, the others have not begun. */
const stages = [
  ['清溪中学支部', '2005-08-01', null],
  ['机关一支部', '2005-08-08', null],
  ['国土资源所支部', '2005-07-20', '2005-08-15'],
] as const

beforeAll(async () => {
  opened = await openContext()
  const { context } = opened
  await bring(context, 'organisations', 'resources/sample/党组织名册.xlsx')
  await bring(context, 'members', 'resources/sample/党员花名册.xlsx')
  const directory = await organisationDirectory(context.db.read, context.campaign)
  idOf = (name) => {
    const id = directory.idOf(name)
    if (id === undefined) throw new Error(`no unit ${name}`)
    return id
  }
  await write(context, (journal) =>
    journal.addMany(
      'unit_stage',
      stages.map(([name, from, to]) => ({
        org_id: idOf(name),
        phase: 'review',
        state: to === null ? ('进行中' as const) : ('已转段' as const),
        planned_start: null,
        planned_end: null,
        started_on: from,
        ended_on: to,
        note: '',
      })),
    ),
  )
  const story: unknown = JSON.parse(readFileSync('resources/sample/storyline.json', 'utf8'))
  await fillOpinions(context, await sampleTown(context, story, idOf))
  figures = await opinionFigures(context)
}, 60_000)
afterAll(() => opened.close())

describe('清溪中学支部', () => {
  it('has the numbers its story tells', () => {
    expect(figures.get(idOf('清溪中学支部'))).toMatchObject({
      raw: 86,
      merged: 31,
      pending: 0,
      channels: 4,
      families: 3,
      fedBack: 38,
      members: 38,
      others: 37,
      talkedBySecretary: 37,
      talked: 38,
      talks: 37 + 52 + 1,
      lastToldOn: '2005-08-08',
      lastTalkOn: '2005-08-09',
    })
  })

  it('by channel, by object, told and talked', async () => {
    const board = await showBoard(opened.context, idOf('清溪中学支部'))
    expect(board.channels.map(({ kind, stated, entered }) => [kind, stated, entered])).toEqual([
      ['座谈会', 34, 34],
      ['问卷调查', 39, 39],
      ['意见箱', 9, 9],
      ['网络征询', 4, 4],
    ])
    const sumOf = (object: string): number =>
      board.matrix.reduce((sum, { counts }) => sum + (counts[object] ?? 0), 0)
    expect(['领导班子', '党员个人', '支部', '镇党委政府'].map(sumOf)).toEqual([38, 41, 7, 0])
    expect(board.members.filter(({ kind }) => kind === '反馈')).toHaveLength(29)
    expect(board.members.filter(({ kind }) => kind === '未征求到意见')).toHaveLength(9)
    const group = board.talks.find(({ kind }) => kind === '集体谈心')
    expect(group?.partners).toHaveLength(10)
    expect(board.unknownNames).toEqual([])
    expect(board.verdicts.map(({ rule, outcome }) => [rule, outcome])).toEqual([
      ['R-36', 'pass'],
      ['R-37', 'pass'],
      ['R-38', 'pass'],
    ])
  })
})

it('follows the story in a unit that has moved on, and nobody is told before his time', () => {
  expect(figures.get(idOf('机关一支部'))).toMatchObject({
    raw: 18,
    merged: 6,
    fedBack: 0,
    talkedBySecretary: 12,
  })
})

it('is done in a unit that is through the phase', () => {
  const own = figures.get(idOf('国土资源所支部'))
  expect(own).toMatchObject({ raw: 7, merged: 3, pending: 0 })
  expect(own?.fedBack).toBeGreaterThan(0)
})

it('leaves alone who has not begun, and dates nothing ahead', async () => {
  const units = await listUnits(opened.context)
  expect(
    units
      .filter(({ hasRecords }) => hasRecords)
      .map(({ unit }) => unit)
      .toSorted(),
  ).toEqual(stages.map(([name]) => name).toSorted())
  const talks = await opened.context.db.read.selectFrom('talk').select('talked_on').execute()
  expect(talks.every(({ talked_on }) => talked_on !== null && talked_on <= '2005-08-17')).toBe(true)
  const lines = await Promise.all(opinionReviews.map(({ judge }) => judge(opened.context)))
  expect(lines.map((each) => each.length)).toEqual([3, 3, 3])
})
