// Notices on a real data file: numbers, freezing, every step from every state, what keeps a draft from going out.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoticeCase } from '#shared/contract/notices.ts'
import type { NoTransitionFacts } from '#shared/documents/notices.ts'
import { noticeActions, noticeMachine, noticeStates, type NoticeState } from '#shared/rules/notice.ts'
import { stepFrom } from '#shared/rules/machines.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { StaleRecordError } from '../../../src-main/core/db/errors.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { registerFinding } from '../../../src-main/core/services/findings/register.ts'
import { showFinding } from '../../../src-main/core/services/findings/show.ts'
import { actOnNotice, type ActInput } from '../../../src-main/core/services/notices/act.ts'
import { discardNotice, draftNotice, saveNotice } from '../../../src-main/core/services/notices/draft.ts'
import { noticeBook } from '../../../src-main/core/services/notices/export-list.ts'
import { issueNotice, sha256 } from '../../../src-main/core/services/notices/issue.ts'
import { listNotices, noticeChoices } from '../../../src-main/core/services/notices/list.ts'
import { printNotice, saveNoticeWord } from '../../../src-main/core/services/notices/papers.ts'
import { showNotice } from '../../../src-main/core/services/notices/show.ts'
import { noticeById } from '../../../src-main/core/services/notices/store.ts'
import { draftOf } from '../findings/draft.ts'
import { addUnit } from '../inspections/unit.ts'
import { openContext, type Opened } from '../open-context.ts'

let opened: Opened
let context: Context
let orgId: string
let findingId: string

beforeEach(async () => {
  opened = await openContext()
  context = opened.context
  orgId = await addUnit(context, {
    name: '中共清溪镇第二中学支部委员会',
    unitType: '学校',
    secretary: '史大川',
  })
  findingId = await registerFinding(context, draftOf(orgId, { dueOn: '2005-08-25' }))
})
afterEach(() => opened.close())

const draft = async (): Promise<NoticeCase> =>
  showNotice(
    context,
    await draftNotice(context, {
      kind: '限期整改通知书',
      orgId,
      phase: null,
      sources: [{ entity: 'finding', id: findingId }],
    }),
  )
const issue = async (notice: NoticeCase, on = '2005-08-10'): Promise<NoticeCase> => {
  await issueNotice(context, { id: notice.id, rowVersion: notice.rowVersion, on, person: '田克勤' })
  return showNotice(context, notice.id)
}
const act = async (notice: NoticeCase, action: ActInput['action'], more: Partial<ActInput> = {}) => {
  await actOnNotice(context, {
    id: notice.id,
    rowVersion: notice.rowVersion,
    action,
    on: '2005-08-12',
    person: '史大川',
    text: action === '反馈' ? '已补正' : action === '作废' ? '写错单位' : '',
    ...more,
  })
  return showNotice(context, notice.id)
}
const barred: NoTransitionFacts = {
  kind: '不予转段通知书',
  failed: [],
  poll: { on: '2005-08-04', round: 1, valid: 128, dissatisfied: 13, bar: 10 },
}

describe('a draft', () => {
  it('is filled in with what is known and can be issued at once when nothing is missing', async () => {
    const notice = await draft()
    expect(notice.no).toBeNull()
    expect(notice.fields.find(({ key }) => key === 'replyBy')?.value).toBe('2005-08-25')
    expect(notice.reasons).toEqual([])
  })

  it('names each place that is not filled in, and is not issued', async () => {
    const id = await draftNotice(context, {
      kind: '不予转段通知书',
      orgId,
      phase: 'study',
      sources: [],
      facts: barred,
    })
    const notice = await showNotice(context, id)
    expect(notice.reasons).toContain('“补课要求”还没有填，请填好。')
    await expect(issue(notice)).rejects.toThrow(/补课要求/u)
    await saveNotice(context, { id, rowVersion: notice.rowVersion, fields: { makeup: '请逐条{整改}' } })
    await expect(issue(await showNotice(context, id))).rejects.toThrow(/“整改”还没有填/u)
    expect((await noticeById(context.db.read, id)).state).toBe('草稿')
  })

  it('refuses words that are not for the group to use', async () => {
    const id = await draftNotice(context, {
      kind: '不予转段通知书',
      orgId,
      phase: 'study',
      sources: [],
      facts: barred,
      fields: { makeup: '责令停止活动' },
    })
    await expect(issue(await showNotice(context, id))).rejects.toThrow(/只提意见建议/u)
  })

  it('takes findings of one unit only, and at least one', async () => {
    const other = await addUnit(context, {
      name: '中共清溪镇粮管所支部委员会',
      unitType: '站所',
      secretary: '戴家和',
    })
    const sources = [{ entity: 'finding' as const, id: findingId }]
    await expect(
      draftNotice(context, { kind: '限期整改通知书', orgId: other, phase: null, sources }),
    ).rejects.toThrow(/不是这个单位的/u)
    await expect(
      draftNotice(context, { kind: '限期整改通知书', orgId, phase: null, sources: [] }),
    ).rejects.toThrow(/至少选一件/u)
    await expect(
      draftNotice(context, { kind: '督导意见书', orgId, phase: null, sources: [] }),
    ).rejects.toThrow(/先选一次督导检查/u)
  })

  it('can be taken away, and leaves its number free', async () => {
    const first = await draft()
    await discardNotice(context, { id: first.id, rowVersion: first.rowVersion })
    const second = await issue(await draft())
    expect(second.no).toBe('督三改〔2005〕001号')
    await expect(discardNotice(context, { id: second.id, rowVersion: second.rowVersion })).rejects.toThrow(
      /已经签发/u,
    )
  })

  it('is refused when somebody else has changed it meanwhile', async () => {
    const notice = await draft()
    await saveNotice(context, {
      id: notice.id,
      rowVersion: notice.rowVersion,
      fields: { copiesTo: '镇先教办' },
    })
    await expect(
      saveNotice(context, { id: notice.id, rowVersion: notice.rowVersion, fields: { copiesTo: '别处' } }),
    ).rejects.toThrow(StaleRecordError)
  })
})

describe('issuing', () => {
  it.each([
    ['2005-08-18', /还没有到/u],
    ['2005-07-31', /早于文书里写的2005-08-01/u],
  ])('is refused on %s', async (on, why) => {
    await expect(issue(await draft(), on)).rejects.toThrow(why)
  })

  it('refuses an answer that is due before it goes out', async () => {
    const notice = await draft()
    await saveNotice(context, {
      id: notice.id,
      rowVersion: notice.rowVersion,
      fields: { replyBy: '2005-08-09' },
    })
    await expect(issue(await showNotice(context, notice.id))).rejects.toThrow(/早于签发日期/u)
  })

  it('sends its findings out in the same write', async () => {
    const notice = await issue(await draft())
    const finding = await showFinding(context, findingId)
    expect(finding.state).toBe('已下达')
    expect(finding.steps.at(-1)).toMatchObject({
      action: '下达',
      on: '2005-08-10',
      text: `随${notice.no ?? ''}下达`,
    })
  })

  it('stores nothing when a finding may not go out', async () => {
    const bare = await registerFinding(context, draftOf(orgId, { owner: '' }))
    const id = await draftNotice(context, {
      kind: '限期整改通知书',
      orgId,
      phase: null,
      sources: [
        { entity: 'finding', id: findingId },
        { entity: 'finding', id: bare },
      ],
    })
    await expect(issue(await showNotice(context, id))).rejects.toThrow(Refusal)
    expect((await showFinding(context, findingId)).state).toBe('登记')
    expect((await noticeById(context.db.read, id)).no).toBeNull()
  })

  it('gives numbers by kind and year; a void one stays taken', async () => {
    const first = await issue(await draft())
    expect(first.no).toBe('督三改〔2005〕001号')
    await act(first, '作废')
    expect((await issue(await draft())).no).toBe('督三改〔2005〕002号')
    const id = await draftNotice(context, {
      kind: '不予转段通知书',
      orgId,
      phase: 'study',
      sources: [],
      facts: barred,
      fields: { makeup: '逐条整改并公布' },
    })
    expect((await issue(await showNotice(context, id))).no).toBe('督三不转〔2005〕001号')
  })

  it('keeps what was issued, whatever becomes of the finding', async () => {
    const notice = await issue(await draft())
    const row = await noticeById(context.db.read, notice.id)
    expect(row.body_sha256).toBe(sha256(row.body ?? ''))
    await context.db.write((trx) =>
      trx.updateTable('finding').set({ description: '改过的说法' }).where('id', '=', findingId).execute(),
    )
    await printNotice(context, notice.id)
    expect(opened.answers.printed.at(-1)).not.toContain('改过的说法')
    await expect(
      saveNotice(context, { id: notice.id, rowVersion: notice.rowVersion, fields: { copiesTo: '别处' } }),
    ).rejects.toThrow(/已经签发，内容不能再改/u)
  })

  it.each([
    ['body', `'{}'`],
    ['no', `'督三改〔2005〕099号'`],
    ['fields', `'{"a":"b"}'`],
    ['issued_on', `'2005-08-11'`],
    ['due_on', `null`],
    ['copies', `5`],
    ['deleted_at', `'2005-08-17T00:00:00Z'`],
  ])('lets nobody change %s in the data file', async (column, value) => {
    const notice = await issue(await draft())
    await expect(
      context.db.write((trx) =>
        sql.raw(`update notice set ${column} = ${value} where id = '${notice.id}'`).execute(trx),
      ),
    ).rejects.toThrow()
  })
})

/** The way into each state. */
async function inState(state: NoticeState): Promise<NoticeCase> {
  const notice = await draft()
  if (state === '草稿') return notice
  const issued = await issue(notice)
  if (state === '已签发') return issued
  if (state === '作废') return act(issued, '作废')
  const delivered = await act(issued, '送达')
  if (state === '已送达') return delivered
  const received = await act(delivered, '签收')
  return state === '已签收' ? received : act(received, '反馈')
}
const cases = noticeStates.flatMap((state) => noticeActions.map((action) => [state, action] as const))

describe('the machine', () => {
  it.each(cases)('from %s: %s', async (state, action) => {
    const notice = await inState(state)
    const step = stepFrom(noticeMachine, state, action)
    // Signing on the spot takes the handing over with it.
    const onTheSpot = state === '已签发' && action === '签收'
    const run = (): Promise<NoticeCase> => (action === '签发' ? issue(notice) : act(notice, action))
    if (step === null && !onTheSpot) {
      await expect(run()).rejects.toThrow(Refusal)
      const after = await showNotice(context, notice.id)
      expect(after.state).toBe(state)
      expect(after.steps).toEqual(notice.steps)
      return
    }
    const after = await run()
    expect(after.state).toBe(onTheSpot ? '已签收' : step?.to)
    expect(after.steps.at(-1)).toMatchObject({ action, to: after.state })
    expect(after.steps).toHaveLength(notice.steps.length + (onTheSpot ? 2 : 1))
  })

  it.each(noticeStates.flatMap((from) => noticeStates.map((to) => [from, to] as const)))(
    'in the data file, from %s to %s',
    async (from, to) => {
      const notice = await inState(from)
      const legal = from === to || noticeMachine.steps.some((step) => step.from === from && step.to === to)
      const update = context.db.write((trx) =>
        sql.raw(`update notice set state = '${to}' where id = '${notice.id}'`).execute(trx),
      )
      // A legal state may still lack its day or its words, which the table asks for as well.
      if (!legal) await expect(update).rejects.toThrow()
      else if (from === to || to === '已送达') await update
      else await expect(update).rejects.toThrow(/不符合数据文件的要求/u)
    },
  )

  it.each([
    ['草稿', '签收', '已签收'],
    ['已签发', '反馈', '已反馈'],
    ['已签发', '送达', '已签收'],
  ])('keeps no step %s %s %s', async (from, action, to) => {
    const notice = await draft()
    await expect(
      write(context, (journal) =>
        journal.add('notice_step', {
          notice_id: notice.id,
          from_state: from as NoticeState,
          action,
          to_state: to as NoticeState,
          on_day: '2005-08-10',
          person: '田克勤',
          text: '',
          facts: null,
        }),
      ),
    ).rejects.toThrow()
  })
})

describe('the receipt', () => {
  it.each([
    [{ on: '2005-08-09' }, /早于上一步的日期2005-08-10/u],
    [{ on: '2005-08-18' }, /还没有到/u],
    [{ person: ' ' }, /没有填签收人/u],
  ])('is refused with %o', async (more, why) => {
    const notice = await issue(await draft())
    await expect(act(notice, '签收', more)).rejects.toThrow(why)
    expect((await showNotice(context, notice.id)).state).toBe('已签发')
  })

  it('is never earlier than the issue, not even in the data file', async () => {
    const notice = await act(await issue(await draft()), '送达')
    await expect(
      context.db.write((trx) =>
        trx
          .updateTable('notice')
          .set({ state: '已签收', signed_receipt_on: '2005-08-09', signed_by: '史大川' })
          .where('id', '=', notice.id)
          .execute(),
      ),
    ).rejects.toThrow(/不符合数据文件的要求/u)
  })

  it('stands in the list with what is still owed', async () => {
    await act(await issue(await draft()), '签收')
    const { rows, counts } = await listNotices(context, { orgId: null })
    expect(rows[0]).toMatchObject({ receivedOn: '2005-08-12', signedBy: '史大川', daysLeft: 8, light: '绿' })
    expect(counts).toMatchObject({ all: 1, drafts: 0, unsigned: 0, unanswered: 1, overdue: 0 })
  })
})

describe('what goes out', () => {
  it('offers the findings of the unit and says where they stand already', async () => {
    const notice = await issue(await draft())
    const choices = await noticeChoices(context, orgId)
    expect(choices.findings).toEqual([
      expect.objectContaining({ id: findingId, state: '已下达', notices: [notice.no] }),
    ])
  })

  it('prints every copy of an issued notice, one of a draft with its mark', async () => {
    const notice = await draft()
    await printNotice(context, notice.id)
    expect(opened.answers.printed.at(-1)).toContain('送签稿')
    await printNotice(context, (await issue(notice)).id)
    const printed = opened.answers.printed.at(-1) ?? ''
    expect(printed).not.toContain('送签稿')
    for (const mark of ['正本（单位）', '存根（督导组）']) expect(printed).toContain(mark)
  })

  it('saves a Word file', async () => {
    const notice = await issue(await draft())
    opened.answers.save = path.join(opened.dir, '通知书.docx')
    expect(await saveNoticeWord(context, notice.id)).toEqual({ file: '通知书.docx' })
    expect(readFileSync(opened.answers.save).subarray(0, 2).toString()).toBe('PK')
  })

  it('lists what was issued as E-2, void ones too', async () => {
    await act(await issue(await draft()), '作废')
    await draft()
    const [sheet] = (await noticeBook(context)).sheets
    expect(sheet?.rows).toHaveLength(1)
    expect(sheet?.rows[0]).toEqual(expect.arrayContaining(['督三改〔2005〕001号', '作废', '写错单位']))
  })
})
