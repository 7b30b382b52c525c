// The schedule on a real data file: dates and their order, what units have done, extensions and their way back, meetings, the diary.
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type {
  ActionRecord,
  AppointmentDraft,
  ExtensionDraft,
  MobilisationDraft,
  UnitPhase,
} from '#shared/contract/schedule.ts'
import { actionsFrom, unitStageMachine } from '#shared/rules/machines.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import {
  actionRows,
  actionsVerdict,
  actionVerdicts,
} from '../../../src-main/core/services/schedule/actions.ts'
import { removeAppointment, saveAppointment } from '../../../src-main/core/services/schedule/appointments.ts'
import { showBoard } from '../../../src-main/core/services/schedule/board.ts'
import {
  actOnUnits,
  setDates,
  type DatesInput,
} from '../../../src-main/core/services/schedule/change-dates.ts'
import { showDiary, weekAhead } from '../../../src-main/core/services/schedule/diary.ts'
import {
  confirmExtension,
  listExtensions,
  planExtension,
  withdrawExtension,
} from '../../../src-main/core/services/schedule/extensions.ts'
import {
  listMobilisations,
  saveMobilisation,
  setTownDay,
} from '../../../src-main/core/services/schedule/mobilisation.ts'
import {
  addAction,
  completeMany,
  recordAction,
  removeAction,
} from '../../../src-main/core/services/schedule/record-action.ts'
import { showActions, showMatrix } from '../../../src-main/core/services/schedule/show-actions.ts'
import { unitSchedule } from '../../../src-main/core/services/schedule/unit.ts'
import { importStages } from '../../../src-main/core/services/stages/history.ts'
import { addUnit } from '../inspections/unit.ts'
import { openContext, type Opened } from '../open-context.ts'
import { refusedFor } from './refused.ts'

let opened: Opened
let context: Context
let school: string
let shop: string

beforeEach(async () => {
  opened = await openContext()
  context = opened.context
  school = await addUnit(context, {
    name: '中共清溪镇第二中学支部委员会',
    unitType: '学校',
    supervisor: '叶素心',
  })
  shop = await addUnit(context, { name: '中共清溪镇供销社支部委员会', supervisor: '田克勤' })
})
afterEach(() => opened.close())

const begin = (orgId: string, phase: UnitPhase = 'study') =>
  actOnUnits(context, { orgIds: [orgId], phase, action: '开始', on: '2005-07-05', text: '' })

/** A unit that moved on from the first phase on this day. */
const moveOn = (orgId: string, on: string): Promise<void> =>
  write(context, (journal) =>
    importStages(journal, [
      {
        orgId,
        phase: 'study',
        plannedStart: null,
        plannedEnd: null,
        steps: (['开始', '开始自查', '提请验收', '验收合格', '申请转段', '转段'] as const).map((action) => ({
          action,
          on: action === '转段' ? on : '2005-07-05',
          person: '叶素心',
        })),
      },
    ]),
  )

const phaseOf = async (orgId: string, phase: UnitPhase = 'study') => {
  const found = (await unitSchedule(context, orgId)).phases.find((each) => each.phase === phase)
  if (found === undefined) throw new Error('no such phase')
  return found
}

describe('dates of a unit', () => {
  const input = async (more: Partial<DatesInput> = {}): Promise<DatesInput> => ({
    orgId: school,
    phase: 'study',
    rowVersion: (await phaseOf(school)).rowVersion,
    plannedStart: '2005-07-04',
    plannedEnd: '2005-08-03',
    startedOn: null,
    reason: '暑假先行',
    ...more,
  })

  it('are those of the campaign until something else holds', async () => {
    const { rows, phases } = await showBoard(context)
    expect(phases.map(({ key }) => key)).toEqual(['study', 'review', 'rectify', 'consolidate'])
    expect(rows[0]?.phases[0]).toMatchObject({
      plannedStart: '2005-07-05',
      plannedEnd: '2005-08-05',
      from: '模板',
      state: '未开始',
      daysLeft: null,
    })
    expect(rows[0]?.notes).toEqual([])
  })

  it('are kept as its own with a reason, and every change is a revision', async () => {
    await setDates(context, await input())
    await setDates(context, await input({ plannedEnd: '2005-08-04', reason: '教师培训占一天' }))
    const schedule = await unitSchedule(context, school)
    expect(schedule.phases[0]).toMatchObject({ plannedEnd: '2005-08-04', from: '自定' })
    expect(
      schedule.revisions.map(({ what, before, after, reason }) => [what, before, after, reason]),
    ).toEqual([
      ['计划结束', '2005-08-03', '2005-08-04', '教师培训占一天'],
      ['计划开始', null, '2005-07-04', '暑假先行'],
      ['计划结束', null, '2005-08-03', '暑假先行'],
    ])
  })

  it('take over the lines of the approved plan', async () => {
    await opened.app.context().db.write(async (trx) => {
      await sql`insert into plan (id, created_at, created_by, updated_at, updated_by, row_version, org_id, version, serial,
        state, submitted_on, theme, guarantees, text) values ('p1', 'x', 'x', 'x', 'x', 1, ${school}, 1, 1, '审核中',
        '2005-07-08', '', '[]', '')`.execute(trx)
      for (const [i, [code, start, end]] of [
        ['P1-06', '2005-07-04', '2005-07-04'],
        ['P1-24', '2005-07-28', '2005-08-01'],
        ['P2-01', '2005-07-30', '2005-07-30'],
        ['P2-19', '2005-09-01', '2005-09-19'],
      ].entries())
        await sql`insert into plan_step (id, created_at, created_by, updated_at, updated_by, row_version, plan_id, position,
          step_code, name, start_on, end_on, owner, form) values (${`s${String(i)}`}, 'x', 'x', 'x', 'x', 1, 'p1', ${i},
          ${code}, 'x', ${start}, ${end}, '', '')`.execute(trx)
      await sql`insert into plan_review (id, created_at, created_by, updated_at, updated_by, row_version, plan_id, decision,
        reviewer, reviewed_on, r1, r2, r3, r4) values ('r1', 'x', 'x', 'x', 'x', 1, 'p1', '批准', '田克勤', '2005-07-11',
        '符合', '符合', '符合', '符合')`.execute(trx)
      await sql`update plan set state = '批准' where id = 'p1'`.execute(trx)
    })
    // The steps overlap by two days; the phases touch on one.
    const [study, review] = (await unitSchedule(context, school)).phases
    expect(study).toMatchObject({ plannedStart: '2005-07-04', plannedEnd: '2005-07-30', from: '方案' })
    expect(review).toMatchObject({ plannedStart: '2005-07-30', plannedEnd: '2005-09-19', from: '方案' })
    const due = (await actionRows(context.db.read, context, school, 'study')).find(
      ({ code }) => code === 'P1-06',
    )
    expect(due?.dueOn).toBe('2005-07-04')
  })

  it.each([
    ['an end before its start', { plannedEnd: '2005-07-01' }, '早于计划开始', 'plannedEnd'],
    [
      'a day into the next phase',
      { plannedEnd: '2005-08-07' },
      '分析评议2005-08-06开始，早于学习动员的结束日期2005-08-07',
      'plannedEnd',
    ],
    [
      'a start before the batch',
      { plannedStart: '2005-06-30' },
      '不在本批2005-07-01至2005-12-31之内',
      'plannedEnd',
    ],
    ['a day no calendar has', { plannedEnd: '2005-07-32' }, '没有2005-07-32这一天', 'plannedEnd'],
    ['a beginning of what has not begun', { startedOn: '2005-07-05' }, '还没有开始', 'startedOn'],
  ])('refuses %s', async (_what, more, said, field) => {
    const refusal = await refusedFor(setDates(context, await input(more)))
    expect(refusal.said).toContain(said)
    expect(refusal.field).toBe(field)
    expect((await unitSchedule(context, school)).revisions).toEqual([])
  })

  it('lets the next phase begin on the day the last one ends (R-06)', async () => {
    await setDates(context, await input({ plannedEnd: '2005-08-06' }))
    expect((await unitSchedule(context, school)).judgements[0]).toMatchObject({
      rule: 'R-06',
      outcome: 'pass',
    })
  })

  it.each([
    ['2005-10-03', '2005-10-03', 'fail'],
    ['2005-09-21', '2005-09-21', 'pass'],
    ['2005-10-15', '2005-10-17', 'pass'],
    ['2005-10-15', '2005-10-18', 'fail'],
  ])('warns of a length outside 75 to 105 days but keeps it (R-07): %s', async (start, end, outcome) => {
    // From 5 July to 20 September the first two phases cover 78 days.
    const first = { orgId: school, rowVersion: null, startedOn: null, reason: '单位自定' } as const
    await setDates(context, {
      ...first,
      phase: 'consolidate',
      plannedStart: '2005-10-18',
      plannedEnd: '2005-12-31',
    })
    if (outcome === 'fail' && start === '2005-10-03') {
      await setDates(context, {
        ...first,
        phase: 'study',
        plannedStart: '2005-07-30',
        plannedEnd: '2005-08-05',
      })
      await setDates(context, { ...first, phase: 'rectify', plannedStart: start, plannedEnd: end })
    } else
      await setDates(context, { ...first, phase: 'rectify', plannedStart: '2005-09-21', plannedEnd: end })
    const judged = (await unitSchedule(context, school)).judgements[1]
    expect(judged).toMatchObject({ rule: 'R-07', outcome, level: outcome === 'fail' ? '警告' : null })
  })

  it('refuses what a second program changed meanwhile', async () => {
    await setDates(context, await input())
    const stale = await input()
    await setDates(context, await input({ plannedEnd: '2005-08-02' }))
    await expect(setDates(context, stale)).rejects.toThrow()
    const unseen = await refusedFor(setDates(context, await input({ rowVersion: null })))
    expect(unseen.said).toContain('刚刚有人登记过')
  })
})

describe('the way of a stage', () => {
  it('begins with a warning while the plan is not approved (R-14)', async () => {
    const { done, warnings } = await begin(school)
    expect(done).toBe(1)
    expect(warnings.join()).toContain('还没有批准，可以先开始，批准以前不能转段')
    expect(await phaseOf(school)).toMatchObject({ state: '进行中', startedOn: '2005-07-05', daysLeft: -12 })
  })

  it.each([
    ['2005-07-31', '不能早于这一天开始'],
    ['2005-08-18', '还没有到'],
  ])('begins the next phase on the day of the move at the earliest (R-07b): %s', async (on, said) => {
    await moveOn(school, '2005-08-01')
    const act = { orgIds: [school], phase: 'review', action: '开始', text: '' } as const
    expect((await refusedFor(actOnUnits(context, { ...act, on }))).said).toContain(said)
    await actOnUnits(context, { ...act, on: '2005-08-01' })
    expect((await phaseOf(school, 'review')).state).toBe('进行中')
  })

  it('does not begin a phase before the move, and then begins none of the units', async () => {
    await moveOn(school, '2005-08-01')
    const refusal = await refusedFor(
      actOnUnits(context, {
        orgIds: [school, shop],
        phase: 'review',
        action: '开始',
        on: '2005-08-10',
        text: '',
      }),
    )
    expect(refusal.said).toContain('供销社支部：学习动员阶段的转段还没有办完')
    expect((await phaseOf(school, 'review')).state).toBe('未开始')
  })

  const states = unitStageMachine.states.filter((state) => state !== '已延期')
  it.each(
    states.flatMap((state) => (['开始', '延期', '恢复'] as const).map((action) => [state, action] as const)),
  )('from %s: %s', async (state, action) => {
    const way: Record<string, readonly string[]> = {
      未开始: [],
      进行中: ['开始'],
      自查中: ['开始', '开始自查'],
      待验收: ['开始', '开始自查', '提请验收'],
      验收合格: ['开始', '开始自查', '提请验收', '验收合格'],
      限期补课: ['开始', '开始自查', '提请验收', '责令补课'],
      待转段: ['开始', '开始自查', '提请验收', '验收合格', '申请转段'],
      已转段: ['开始', '开始自查', '提请验收', '验收合格', '申请转段', '转段'],
    }
    const steps = unitStageMachine.actions.filter((each) => way[state]?.includes(each))
    const ordered = (way[state] ?? []).flatMap((name) => steps.filter((each) => each === name))
    await write(context, (journal) =>
      importStages(journal, [
        {
          orgId: school,
          phase: 'study',
          plannedStart: null,
          plannedEnd: null,
          steps: ordered.map((each) => ({ action: each, on: '2005-07-05', person: '史大川' })),
        },
      ]),
    )
    const acting = actOnUnits(context, {
      orgIds: [school],
      phase: 'study',
      action,
      on: '2005-08-10',
      text: '上级通知',
    })
    if (actionsFrom(unitStageMachine, state).includes(action)) {
      await acting
      const { steps: kept } = await phaseOf(school)
      expect(kept.at(-1)).toMatchObject({ action, from: state })
    } else {
      expect((await refusedFor(acting)).said).toContain(`状态是“${state}”，不能“${action}”`)
      expect((await phaseOf(school)).steps).toHaveLength(ordered.length)
    }
  })

  it('asks for a reason to put off', async () => {
    await begin(school)
    const acting = actOnUnits(context, {
      orgIds: [school],
      phase: 'study',
      action: '延期',
      on: '2005-08-10',
      text: ' ',
    })
    expect((await refusedFor(acting)).said).toContain('请写明延期的理由')
  })
})

const record = (more: Partial<ActionRecord> = {}): ActionRecord => ({
  orgId: school,
  phase: 'study',
  id: null,
  rowVersion: null,
  code: 'P1-12',
  state: '完成',
  doneOn: '2005-07-29',
  place: '学校会议室',
  recorder: '常玉兰',
  evidence: '讨论记录3份、先进性具体标准文本',
  reason: '',
  consentBy: '',
  consentOn: null,
  ...more,
})

const rowOf = async (code: string, orgId = school) =>
  (await actionRows(context.db.read, context, orgId, 'study')).find((row) => row.code === code)

describe('what a unit has to do', () => {
  it('is the list of the campaign that concerns it', async () => {
    const committee = await addUnit(context, { name: '中共清溪镇委员会', unitType: '机关', level: '党委' })
    const codes = (await actionRows(context.db.read, context, committee, 'study')).map(({ code }) => code)
    expect(codes).toEqual(['P1-04', 'P1-05', 'P1-19', 'P1-24'])
    const branch = await actionRows(context.db.read, context, school, 'study')
    expect(branch.every(({ kind, state }) => kind === '规定动作' && state === '未开始')).toBe(true)
    expect(branch).toHaveLength(23)
  })

  it('is done with a day, a place, a recorder and proof (R-22)', async () => {
    await recordAction(context, record())
    expect(await rowOf('P1-12')).toMatchObject({
      state: '完成',
      doneOn: '2005-07-29',
      recorder: '常玉兰',
      isLate: false,
    })
  })

  it.each([
    ['no day', { doneOn: null }, '缺时间', 'doneOn'],
    ['no place', { place: ' ' }, '缺地点', 'place'],
    ['no recorder', { recorder: '' }, '缺记录人', 'recorder'],
    ['no proof', { evidence: '' }, '缺佐证', 'evidence'],
    ['a day to come', { doneOn: '2005-08-18' }, '还没有到', 'doneOn'],
    ['a day before the campaign', { doneOn: '2004-07-29' }, '早于活动开始', 'doneOn'],
    [
      'no reason not to apply',
      { state: '不适用', consentBy: '叶素心', consentOn: '2005-07-20' },
      '请写明理由',
      'reason',
    ],
    [
      'nobody’s consent',
      { state: '不适用', reason: '离退休支部', consentOn: '2005-07-20' },
      '须经督导组同意',
      'consentBy',
    ],
    [
      'a stranger’s consent',
      { state: '不适用', reason: '离退休支部', consentBy: '史大川', consentOn: '2005-07-20' },
      '不是督导组成员',
      'consentBy',
    ],
    [
      'consent without a day',
      { state: '不适用', reason: '离退休支部', consentBy: '叶素心' },
      '同意的日期',
      'consentOn',
    ],
    ['the move itself', { code: 'P1-24' }, '测评转段', null],
    ['a step of another kind of unit', { code: 'P1-19' }, '没有这个环节', null],
  ] as const)('refuses %s', async (_what, more, said, field) => {
    const refusal = await refusedFor(recordAction(context, record(more)))
    expect(refusal.said).toContain(said)
    expect(refusal.field).toBe(field)
    const rows = await context.db.read.selectFrom('unit_action').selectAll().execute()
    expect(rows).toEqual([])
  })

  it('asks for no place where no record is among the papers', async () => {
    await recordAction(context, record({ code: 'P1-13', place: '', recorder: '', evidence: '文本' }))
    expect((await rowOf('P1-13'))?.state).toBe('完成')
  })

  it('is excused with the group’s consent and a reason', async () => {
    const excuse = {
      state: '不适用',
      reason: '全部是退休教师',
      consentBy: '叶素心',
      consentOn: '2005-07-20',
    } as const
    await recordAction(context, record(excuse))
    expect(await rowOf('P1-12')).toMatchObject({ ...excuse, doneOn: null })
  })

  it('blocks the move until all prescribed ones are done, and never for the move itself (R-08)', async () => {
    const before = await actionsVerdict(context.db.read, context, school, 'study')
    expect(before).toMatchObject({ outcome: 'fail', rule: 'R-08', facts: { prescribed: 22 } })
    expect(before.reason).not.toContain('报送测评情况和转段')
    for (const row of await actionRows(context.db.read, context, school, 'study'))
      if (row.code !== 'P1-24') await recordAction(context, record({ code: row.code }))
    expect(await actionsVerdict(context.db.read, context, school, 'study')).toMatchObject({ outcome: 'pass' })
    const all = await actionVerdicts(context.db.read, context, 'study')
    expect([all.get(school)?.outcome, all.get(shop)?.outcome]).toEqual(['pass', 'fail'])
  })

  it('shows the move as done once the unit has moved on, and keeps the list as it was', async () => {
    await recordAction(context, record())
    await moveOn(school, '2005-08-01')
    expect(await rowOf('P1-24')).toMatchObject({ state: '完成', doneOn: '2005-08-01' })
    const { id, rowVersion } = (await rowOf('P1-12')) ?? {}
    const change = recordAction(
      context,
      record({ id: id ?? null, rowVersion: rowVersion ?? null, state: '进行中' }),
    )
    expect((await refusedFor(change)).said).toContain('已于2005-08-01转段，动作清单不能再改')
  })

  it('is not overwritten by who has not seen it', async () => {
    await recordAction(context, record())
    expect((await refusedFor(recordAction(context, record({ state: '进行中' })))).said).toContain(
      '刚刚有人登记过',
    )
    const { id } = (await rowOf('P1-12')) ?? {}
    await expect(recordAction(context, record({ id: id ?? null, rowVersion: 9 }))).rejects.toThrow()
  })

  it('lets a unit choose actions and give them up, which never block', async () => {
    await addAction(context, { orgId: school, phase: 'study', code: 'P1-25', name: '' })
    await addAction(context, { orgId: school, phase: 'study', code: null, name: '家长开放日' })
    const shown = await showActions(context, { orgId: school, phase: 'study' })
    expect(shown.rows.filter(({ kind }) => kind === '自选动作').map(({ name }) => name)).toEqual([
      '走出去、请进来',
      '家长开放日',
    ])
    expect(shown.suggestions.map(({ code }) => code)).toEqual(['P1-26', 'P1-27', 'P1-28'])
    expect(shown.judgement.reason).not.toContain('家长开放日')
    const own = shown.rows.find(({ name }) => name === '家长开放日')
    await removeAction(context, { id: own?.id ?? '', rowVersion: own?.rowVersion ?? 0, reason: '不办了' })
    expect((await showActions(context, { orgId: school, phase: 'study' })).rows).toHaveLength(24)
  })

  it.each([
    [null, '', '没有填动作的名称'],
    ['P1-12', '', '规定动作，已在清单中'],
    [null, '动员会', '已有“动员会”'],
  ])('refuses to add %s %s', async (code, name, said) => {
    const adding = addAction(context, { orgId: school, phase: 'study', code, name })
    expect((await refusedFor(adding)).said).toContain(said)
  })

  it('keeps prescribed ones on the list, in the service and in the data file', async () => {
    await recordAction(context, record())
    const row = await rowOf('P1-12')
    const removing = removeAction(context, {
      id: row?.id ?? '',
      rowVersion: row?.rowVersion ?? 0,
      reason: '删去',
    })
    expect((await refusedFor(removing)).said).toContain('是规定动作，不能删')
    const strike = (set: string) =>
      context.db.write((trx) => sql.raw(`update unit_action set ${set}`).execute(trx))
    await expect(strike(`deleted_at = 'x'`)).rejects.toThrow()
    await expect(strike(`done_on = null`)).rejects.toThrow()
    await expect(strike(`evidence = ' '`)).rejects.toThrow()
    await expect(strike(`state = '不适用', done_on = null`)).rejects.toThrow()
  })

  it('is ticked for many units on the same day, leaving out who is through', async () => {
    await recordAction(context, record({ doneOn: '2005-07-20' }))
    const many = {
      phase: 'study',
      code: 'P1-12',
      doneOn: '2005-07-29',
      place: '会议室',
      recorder: '田克勤',
    } as const
    const missing = completeMany(context, { ...many, orgIds: [school, shop], evidence: '' })
    expect((await refusedFor(missing)).said).toContain('缺佐证')
    const result = await completeMany(context, { ...many, orgIds: [school, shop], evidence: '讨论记录' })
    expect(result).toEqual({ done: 1, leftOut: ['第二中学支部：已于2005-07-20完成。'] })
    const matrix = await showMatrix(context, 'study')
    expect(matrix.rows.map(({ cells, finished }) => [cells['P1-12']?.doneOn, finished])).toEqual([
      ['2005-07-20', 1],
      ['2005-07-29', 1],
    ])
    expect(matrix.rows[0]?.cells['P1-19']).toBeUndefined()
  })
})

describe('an extension by notice', () => {
  const draft = (more: Partial<ExtensionDraft> = {}): ExtensionDraft => ({
    docNo: '示先教办〔2005〕8号',
    issuer: '示例县委先教办',
    on: '2005-08-02',
    phase: 'study',
    days: 10,
    reason: '农忙',
    orgIds: null,
    ...more,
  })

  it('shows every date it would move before anything is kept', async () => {
    await begin(school)
    await moveOn(shop, '2005-08-01')
    const { shifts, leftOut, notes } = await planExtension(context, draft())
    expect(
      shifts.map(({ phase, beforeStart, beforeEnd, afterStart, afterEnd }) => [
        phase,
        beforeStart,
        beforeEnd,
        afterStart,
        afterEnd,
      ]),
    ).toEqual([
      ['study', '2005-07-05', '2005-08-05', '2005-07-05', '2005-08-15'],
      ['review', '2005-08-06', '2005-09-20', '2005-08-16', '2005-09-30'],
      ['rectify', '2005-09-21', '2005-10-15', '2005-10-01', '2005-10-25'],
      ['consolidate', '2005-10-16', '2005-12-31', '2005-10-26', '2005-12-31'],
    ])
    expect(leftOut).toEqual(['供销社支部的学习动员阶段已于2005-08-01转段，不再延期。'])
    expect(notes.join()).toContain('止于这一天')
    expect((await listExtensions(context)).rows).toEqual([])
    expect((await phaseOf(school)).plannedEnd).toBe('2005-08-05')
  })

  it('is kept with its trail, shows on the way of the stage, and can be taken back', async () => {
    await begin(school)
    const plan = await planExtension(context, draft({ orgIds: [school] }))
    await confirmExtension(context, { draft: draft({ orgIds: [school] }), token: plan.token })
    const after = await unitSchedule(context, school)
    expect(after.phases.map(({ plannedEnd }) => plannedEnd)).toEqual([
      '2005-08-15',
      '2005-09-30',
      '2005-10-25',
      '2005-12-31',
    ])
    expect(after.phases[0]?.state).toBe('进行中')
    expect(after.phases[0]?.steps.map(({ action }) => action)).toEqual(['开始', '延期', '恢复'])
    expect(after.extensions[0]?.shifts).toHaveLength(4)
    expect(after.revisions[0]?.reason).toContain('示先教办〔2005〕8号')
    const [kept] = (await listExtensions(context)).rows
    const result = await withdrawExtension(context, {
      id: kept?.id ?? '',
      rowVersion: kept?.rowVersion ?? 0,
      reason: '通知收回',
    })
    expect(result).toEqual({ restored: 4, kept: [] })
    const back = await unitSchedule(context, school)
    expect(back.phases.map(({ plannedEnd, from }) => [plannedEnd, from])).toEqual([
      ['2005-08-05', '模板'],
      ['2005-09-20', '模板'],
      ['2005-10-15', '模板'],
      ['2005-12-31', '模板'],
    ])
    expect((await listExtensions(context)).rows[0]).toMatchObject({ withdrawnReason: '通知收回' })
    const again = withdrawExtension(context, { id: kept?.id ?? '', rowVersion: 2, reason: '再撤' })
    expect((await refusedFor(again)).said).toContain('已于2005-08-17撤回')
  })

  it('keeps dates that were changed after it when it is taken back', async () => {
    const chosen = draft({ orgIds: [school] })
    await confirmExtension(context, { draft: chosen, token: (await planExtension(context, chosen)).token })
    await setDates(context, {
      orgId: school,
      phase: 'study',
      rowVersion: (await phaseOf(school)).rowVersion,
      plannedStart: '2005-07-05',
      plannedEnd: '2005-08-14',
      startedOn: null,
      reason: '提前一天',
    })
    const [kept] = (await listExtensions(context)).rows
    const result = await withdrawExtension(context, { id: kept?.id ?? '', rowVersion: 1, reason: '收回' })
    expect(result.restored).toBe(3)
    expect(result.kept.join()).toContain('学习动员阶段的日期在延期以后又改过，保留现在的日期')
  })

  it('leaves phases that have begun where they are', async () => {
    await moveOn(school, '2005-08-01')
    await actOnUnits(context, {
      orgIds: [school],
      phase: 'review',
      action: '开始',
      on: '2005-08-01',
      text: '',
    })
    const chosen = await planExtension(context, draft({ phase: 'review', orgIds: [school] }))
    expect(chosen.shifts.map(({ phase }) => phase)).toEqual(['review', 'rectify', 'consolidate'])
  })

  it.each([
    ['a unit that has moved on', { orgIds: ['moved'] }, '已转段', 'orgIds'],
    ['a notice to come', { on: '2005-08-18' }, '还没有到', 'on'],
  ])('refuses %s', async (_what, more, _said, field) => {
    await moveOn(shop, '2005-08-01')
    const chosen = 'orgIds' in more ? { orgIds: [shop] } : more
    expect((await refusedFor(planExtension(context, draft(chosen)))).field).toBe(field)
  })

  it('is refused when the dates are no longer those that were shown', async () => {
    const { token } = await planExtension(context, draft())
    await setDates(context, {
      orgId: school,
      phase: 'study',
      rowVersion: null,
      plannedStart: '2005-07-05',
      plannedEnd: '2005-08-04',
      startedOn: null,
      reason: '单位自定',
    })
    const confirming = confirmExtension(context, { draft: draft(), token })
    expect((await refusedFor(confirming)).said).toContain('请重新查看要顺延的日期')
    expect((await listExtensions(context)).rows).toEqual([])
  })
})

describe('mobilisation', () => {
  const held = (more: Partial<MobilisationDraft> = {}): MobilisationDraft => ({
    orgId: school,
    rowVersion: null,
    on: '2005-07-05',
    timeOfDay: '晚上',
    speaker: '史大川',
    speakerPost: '书记',
    excuse: null,
    should: 26,
    actual: 25,
    spirit: true,
    purpose: true,
    problems: true,
    record: '',
    ...more,
  })

  const withTownDay = async (): Promise<void> => {
    await setTownDay(context, '2005-07-05')
    await opened.app.reloadCampaign()
    context = opened.app.context()
  }

  it('cannot be judged while the town’s own day is not known', async () => {
    const { judgements } = await saveMobilisation(context, held())
    expect(judgements.map(({ outcome }) => outcome)).toEqual(['not-assessed', 'pass'])
  })

  it.each([
    ['2005-07-05', {}, ['pass', 'pass'], ''],
    ['2005-07-06', {}, ['fail', 'pass'], '第二中学支部动员会 2005-07-06，与全镇动员会 2005-07-05 不在同一天'],
    ['2005-07-05', { speakerPost: '副书记' }, ['pass', 'fail'], '应由支部书记亲自动员'],
    ['2005-07-05', { speakerPost: '副书记', excuse: '书记外出' }, ['pass', 'pass'], ''],
    ['2005-07-05', { speakerPost: '其他', excuse: '书记空缺' }, ['pass', 'fail'], '应由支部书记亲自动员'],
    ['2005-07-05', { problems: false }, ['pass', 'fail'], '没有讲清突出问题和解决措施'],
  ] as const)('is kept and judged: %s %o', async (on, more, outcomes, said) => {
    await withTownDay()
    const { judgements } = await saveMobilisation(context, held({ on, ...more }))
    expect(judgements.map(({ outcome }) => outcome)).toEqual(outcomes)
    expect(judgements.map(({ reason }) => reason).join('')).toContain(said)
  })

  it.each([
    [{ on: '2005-08-18' }, '还没有到', 'on'],
    [{ actual: 27 }, '多于应到', 'actual'],
    [{ should: 0, actual: 0 }, '应到人数不能是0', 'should'],
    [{ excuse: '书记外出' }, '动员人就是书记', 'excuse'],
  ] as const)('refuses %o', async (more, said, field) => {
    const refusal = await refusedFor(saveMobilisation(context, held(more)))
    expect(refusal).toMatchObject({ field })
    expect(refusal.said).toContain(said)
  })

  it('is one a unit, and not of the committee', async () => {
    const { held: first } = await saveMobilisation(context, held())
    expect((await refusedFor(saveMobilisation(context, held()))).said).toContain('刚刚有人登记过')
    await saveMobilisation(context, held({ rowVersion: first?.rowVersion ?? null, actual: 26 }))
    const committee = await addUnit(context, { name: '中共清溪镇委员会', level: '党委' })
    expect((await listMobilisations(context)).rows.map(({ orgId }) => orgId)).toEqual([school, shop])
    const wrong = saveMobilisation(context, held({ orgId: committee }))
    expect((await refusedFor(wrong)).said).toContain('不单独开动员会')
  })
})

describe('the diary', () => {
  const meeting = (more: Partial<AppointmentDraft> = {}): AppointmentDraft => ({
    id: null,
    rowVersion: null,
    on: '2005-08-19',
    at: '09:00',
    orgId: school,
    what: '测评',
    people: ['叶素心'],
    place: '',
    note: '',
    state: '待办',
    ...more,
  })
  const dayOf = async (day: string) => (await showDiary(context, { from: day, to: day })).days[0]

  it.each([
    ['09:00', ['叶素心'], 1],
    ['10:59', ['叶素心'], 1],
    ['11:00', ['叶素心'], 0],
    ['09:00', ['田克勤'], 0],
    [null, ['叶素心'], 0],
  ])('tells of one person in two places within two hours: %s %o', async (at, people, clashes) => {
    await saveAppointment(context, meeting())
    await saveAppointment(context, meeting({ orgId: shop, at, people }))
    const day = await dayOf('2005-08-19')
    expect(day?.clashes).toHaveLength(clashes)
    if (clashes > 0) expect(day?.clashes[0]).toContain('叶素心要同时到两处：09:00第二中学支部测评')
  })

  it('tells of meetings nobody attends, until they are called off', async () => {
    await saveAppointment(context, meeting({ people: [] }))
    await saveAppointment(context, meeting({ orgId: shop, people: [], at: '14:00' }))
    const day = await dayOf('2005-08-19')
    expect(day?.clashes).toEqual(['2个会没有排人到会：09:00第二中学支部测评，14:00供销社支部测评。'])
    for (const { appointment } of day?.entries ?? [])
      if (appointment !== null) await saveAppointment(context, { ...appointment, state: '取消' })
    expect((await dayOf('2005-08-19'))?.clashes).toEqual([])
  })

  it.each<[Partial<AppointmentDraft>, string, string]>([
    [{ orgId: null }, '写明地点', 'place'],
    [{ people: ['史大川'] }, '不是督导组成员', 'people'],
    [{ on: '2005-08-32' }, '没有2005-08-32这一天', 'on'],
    [{ state: '已办' }, '不能记为已办', 'state'],
  ])('refuses %o', async (more, said, field) => {
    const refusal = await refusedFor(saveAppointment(context, meeting(more)))
    expect(refusal.said).toContain(said)
    expect(refusal.field).toBe(field)
  })

  it('puts steps that are due and phases that end beside the meetings', async () => {
    await begin(school)
    await saveAppointment(context, meeting({ on: '2005-08-05', at: null }))
    const day = await dayOf('2005-08-05')
    expect(day?.weekday).toBe('星期五')
    expect(day?.entries.map(({ kind }) => kind).slice(0, 2)).toEqual(['到会', '阶段'])
    expect(day?.entries.find(({ kind }) => kind === '阶段')).toMatchObject({
      unit: '第二中学支部',
      what: '学习动员计划结束',
      isLate: true,
    })
    expect(day?.entries.find(({ what }) => what === '集中学习到期未完')?.unit).toBe('2个单位')
  })

  it('looks seven days ahead and forgets what was removed', async () => {
    await saveAppointment(context, meeting())
    const days = await weekAhead(context)
    expect(days.map(({ day }) => day)).toEqual(
      [17, 18, 19, 20, 21, 22, 23].map((d) => `2005-08-${String(d)}`),
    )
    const entry = days[2]?.entries.find(({ kind }) => kind === '到会')?.appointment
    await removeAppointment(context, { id: entry?.id ?? '', rowVersion: entry?.rowVersion ?? 0 })
    expect((await dayOf('2005-08-19'))?.entries.filter(({ kind }) => kind === '到会')).toEqual([])
  })
})
