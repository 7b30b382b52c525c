// Who works: the members of the group, and who of them sits here now.
import { write } from '../../context.ts'
import type { Application } from '../../application.ts'
import { NotFound, Refusal } from '../../refusal.ts'
import { listMembers } from './status.ts'

export async function chooseActor(app: Application, id: string): Promise<void> {
  const opened = app.opened
  if (!opened) throw new Refusal('还没有打开数据文件夹。')
  const member = (await listMembers(opened.folder.database)).find((m) => m.id === id)
  if (!member) throw new NotFound('这位督导组成员')
  if (!member.active) throw new Refusal(`${member.name}已不在督导组，请选其他人，或在“设置”里恢复。`)
  app.setActor(member)
}

export interface MemberInput {
  readonly id: string | null
  readonly name: string
  readonly role: '组长' | '组员' | '只读'
  readonly active: boolean
}

/** Names must differ, and at least one active member must be able to write. */
export async function saveMember(app: Application, input: MemberInput): Promise<void> {
  const context = app.context()
  const members = await listMembers(context.db)
  if (members.some((m) => m.name === input.name && m.id !== input.id))
    throw new Refusal('督导组里已有同名的人，请写得能分清。', 'name')
  const after = [...members.filter((m) => m.id !== input.id), input]
  if (!after.some((m) => m.active && m.role !== '只读'))
    throw new Refusal('至少要留一位能修改记录的成员。', 'active')
  const row = { name: input.name, role: input.role, active: input.active ? 1 : 0 }
  await write(context, async (journal) => {
    if (input.id === null) await journal.add('group_member', row)
    else await journal.change('group_member', input.id, row)
  })
  if (input.id !== null && input.id === context.actor.id)
    app.setActor({ id: input.id, name: input.name, role: input.role })
}
