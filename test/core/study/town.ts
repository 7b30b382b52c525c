// A small town with two branches and their members, for the tests of study.
import { bring, bringTown, makeBook, roster } from '../imports/workbooks.ts'
import type { Opened } from '../open-context.ts'

export const SOUTH = ['张甲', '张乙', '张丙', '张丁'] as const
export const NORTH = ['李戊', '李己'] as const

export interface Town {
  readonly south: string
  readonly north: string
  /** Id of a member by name. */
  readonly id: (name: string) => string
}

/** 城南社区 with four members, 城北社区 with two. */
export async function bringStudyTown(opened: Opened): Promise<Town> {
  await bringTown(opened)
  const people = [
    ...SOUTH.map((name) => ({ name })),
    ...NORTH.map((name) => ({ name, branch: '城北社区党支部' })),
  ].map((person, i) => ({ ...person, order: 2 * i + 101 }))
  await bring(opened.context, 'members', await makeBook(opened, roster(people)))
  const rows = await opened.context.db.read.selectFrom('member').select(['id', 'name', 'org_id']).execute()
  const of = (name: string): { id: string; org_id: string } => {
    const found = rows.find((row) => row.name === name)
    if (found === undefined) throw new Error(name)
    return found
  }
  return { south: of('张甲').org_id, north: of('李戊').org_id, id: (name) => of(name).id }
}
