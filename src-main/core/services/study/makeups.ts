// Makes up for absences: hours registered for one or several, approved exemptions, who sees to it until when.
import type { makeupModes } from '#shared/rules/attendance.ts'
import type { MakeupState } from '#shared/rules/machines.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { NotFound, refuse } from '../../refusal.ts'
import { settleMakeups } from './settle.ts'
import { rosterOf, tasksOf, type Task } from './store.ts'

export type MakeupMode = (typeof makeupModes)[number]

const isOpen = ({ row }: Task): boolean => row.state === '待补课' || row.state === '部分补课'

async function tasksById(trx: Trx, ids: readonly string[]): Promise<Task[]> {
  const tasks = await tasksOf(trx, { ids })
  if (ids.length === 0 || tasks.length < new Set(ids).size) throw new NotFound('这项补课')
  return tasks
}

const namesOf = async (trx: Trx): Promise<Map<string, string>> =>
  new Map((await rosterOf(trx)).map(({ id, name }) => [id, name]))

export interface MakeupInput {
  readonly taskIds: readonly string[]
  readonly on: string
  /** Tenths for each; null: what each still lacks. */
  readonly hoursX10: number | null
  readonly mode: MakeupMode
  readonly responsible: string
  readonly content: string
}

function checkMakeup(context: Context, input: MakeupInput): void {
  if (input.on > context.today) refuse(`补课日期${input.on}还没有到，请核对。`, 'on')
  if (input.responsible.trim() === '') refuse('请填写补课责任人。', 'responsible')
  if (input.content.trim() === '') refuse('请填写补课内容。', 'content')
  if (input.hoursX10 !== null && (input.hoursX10 <= 0 || input.hoursX10 % 5 !== 0))
    refuse('补课学时应大于0，并且是0.5的倍数，如 2.5。', 'hours')
}

function checkTask(task: Task, input: MakeupInput, name: string): void {
  if (!isOpen(task)) refuse(`${name}${task.date}的缺课已是“${task.row.state}”，不用再补。`)
  if (input.on < task.date) refuse(`补课日期${input.on}早于${name}缺课的${task.date}，请核对。`, 'on')
  const lacking = task.row.missed - task.row.made_up
  if (input.hoursX10 !== null && input.hoursX10 > lacking)
    refuse(`${name}${task.date}还差${lacking / 10}学时，补课学时不能多于所差的。`, 'hours')
}

/** Hours of one member for one day missed on one day go into one record: its place in the register. */
async function storeMakeup(journal: Journal, trx: Trx, task: Task, input: MakeupInput, name: string) {
  const hours = input.hoursX10 ?? task.row.missed - task.row.made_up
  const same = await trx
    .selectFrom('makeup')
    .select(['id', 'hours'])
    .where('member_id', '=', task.memberId)
    .where('missed_on', '=', task.date)
    .where('made_on', '=', input.on)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const said = {
    mode: input.mode,
    content: input.content.trim(),
    responsible: input.responsible.trim(),
  }
  if (same !== undefined) {
    await journal.change('makeup', same.id, { hours: same.hours + hours, ...said })
    return
  }
  await journal.add('makeup', {
    extra: null,
    initials: initialsOf(name),
    org_id: task.orgId,
    member_id: task.memberId,
    missed_on: task.date,
    made_on: input.on,
    hours,
    ...said,
    remark: null,
  })
}

/** Registers a make-up for each of the tasks; tasks whose hours are complete close by themselves. Returns how many closed. */
export function registerMakeups(context: Context, input: MakeupInput): Promise<{ closed: number }> {
  return write(
    context,
    async (journal, trx) => {
      checkMakeup(context, input)
      const [tasks, names] = await Promise.all([tasksById(trx, input.taskIds), namesOf(trx)])
      for (const task of tasks) {
        const name = names.get(task.memberId) ?? ''
        checkTask(task, input, name)
        await storeMakeup(journal, trx, task, input, name)
      }
      await settleMakeups(context, journal, trx, [...new Set(tasks.map(({ memberId }) => memberId))])
      const after = await tasksOf(trx, { ids: input.taskIds })
      return { closed: after.filter(({ row }) => row.state === '已补齐').length }
    },
    { reason: '登记补课' },
  )
}

async function stepTask(
  journal: Journal,
  { row }: Task,
  action: '批准免补' | '撤销免补',
  to: MakeupState,
  said: { readonly on: string; readonly person: string; readonly text: string },
): Promise<void> {
  await journal.add('makeup_task_step', {
    makeup_task_id: row.id,
    from_state: row.state,
    action,
    to_state: to,
    on_day: said.on,
    person: said.person,
    text: said.text,
    facts: null,
  })
}

export interface ExemptInput {
  readonly taskId: string
  readonly on: string
  /** Who approved. */
  readonly by: string
  readonly reason: string
}

/** Excuses a member from making up: only with somebody's approval and a reason. */
export function exemptMakeup(context: Context, input: ExemptInput): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const [by, reason] = [input.by.trim(), input.reason.trim()]
      if (by === '') refuse('请填写批准人。免补须经批准。', 'by')
      if (reason === '') refuse('请写明免补的理由。', 'reason')
      const [task] = await tasksById(trx, [input.taskId])
      if (task === undefined) throw new NotFound('这项补课')
      const name = (await namesOf(trx)).get(task.memberId) ?? ''
      if (!isOpen(task)) refuse(`${name}${task.date}的缺课已是“${task.row.state}”，不用免补。`)
      if (by === name) refuse(`批准人不能是${name}本人，请换一人。`, 'by')
      if (input.on < task.date || input.on > context.today)
        refuse(`批准日期${input.on}应在缺课的${task.date}以后、今天以前，请核对。`, 'on')
      await journal.change('makeup_task', task.row.id, {
        state: '免补',
        exempt_by: by,
        exempt_reason: reason,
        exempt_on: input.on,
      })
      await stepTask(journal, task, '批准免补', '免补', { on: input.on, person: by, text: reason })
    },
    { reason: input.reason.trim() },
  )
}

/** Takes an exemption back, with the reason; what was made up before counts again. */
export function withdrawExemption(
  context: Context,
  input: { readonly taskId: string; readonly reason: string },
): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const reason = input.reason.trim()
      if (reason === '') refuse('请写明撤销免补的理由。', 'reason')
      const [task] = await tasksById(trx, [input.taskId])
      if (task?.row.state !== '免补') refuse('这项补课没有免补，不用撤销。')
      else {
        await journal.change('makeup_task', task.row.id, {
          state: '待补课',
          made_up: 0,
          exempt_by: null,
          exempt_reason: null,
          exempt_on: null,
        })
        const said = { on: context.today, person: context.actor.name, text: reason }
        await stepTask(journal, task, '撤销免补', '待补课', said)
        await settleMakeups(context, journal, trx, [task.memberId])
      }
    },
    { reason: input.reason.trim() },
  )
}

export interface AssignInput {
  readonly taskIds: readonly string[]
  readonly responsible: string
  readonly dueOn: string
}

/** Names who sees to the make-ups and until when. */
export function assignMakeups(context: Context, input: AssignInput): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const responsible = input.responsible.trim()
      if (responsible === '') refuse('请填写补课责任人。', 'responsible')
      for (const task of await tasksById(trx, input.taskIds)) {
        if (input.dueOn < task.date) refuse(`补课期限${input.dueOn}早于缺课的${task.date}，请核对。`, 'dueOn')
        await journal.change('makeup_task', task.row.id, { responsible, due_on: input.dueOn })
      }
    },
    { reason: '确定补课责任人' },
  )
}
