// The home page reads the town in a number of queries that does not grow with it.
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Context } from '../../../src-main/core/context.ts'
import { write } from '../../../src-main/core/context.ts'
import { importStages } from '../../../src-main/core/services/stages/history.ts'
import { boardBook } from '../../../src-main/core/services/overview/board-book.ts'
import { showHome } from '../../../src-main/core/services/overview/home.ts'
import { listUnits } from '../../../src-main/core/services/overview/list.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addFinding, addMembers, addUnit, TODAY } from './town.ts'

let opened: Opened
beforeAll(async () => {
  opened = await openContext({ today: TODAY })
})
afterAll(() => opened.close())

async function addBusyUnit(context: Context, i: number): Promise<void> {
  const id = await addUnit(context, `第${i}支部`)
  await addMembers(context, id, 2)
  await addFinding(context, id, `${100 + i}`, '整改中')
  await write(context, (journal) =>
    importStages(journal, [
      {
        orgId: id,
        phase: 'study',
        plannedStart: null,
        plannedEnd: null,
        steps: [{ action: '开始', on: '2005-07-05', person: '冯玉兰' }],
      },
    ]),
  )
}

async function countQueries(work: (context: Context) => Promise<unknown>): Promise<number> {
  let count = 0
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      count += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  const { context } = opened
  const read = context.db.read.withPlugin(counter)
  const db = Object.create(context.db, { read: { value: read } }) as Context['db']
  await work({ ...context, db })
  return count
}

it('does not ask more of a bigger town', async () => {
  const works = [showHome, listUnits, boardBook]
  const measure = async (): Promise<number[]> => {
    const counts: number[] = []
    for (const work of works) counts.push(await countQueries(work))
    return counts
  }
  for (let i = 0; i < 3; i += 1) await addBusyUnit(opened.context, i)
  const small = await measure()
  for (let i = 3; i < 12; i += 1) await addBusyUnit(opened.context, i)
  expect(await measure()).toEqual(small)
  expect(Math.min(...small)).toBeGreaterThan(5)
})
