// A unit brought to any point of its self-check and acceptance, through the services where they lead there.
import { sql } from 'kysely'
import type { CheckResult } from '#shared/campaign/index.ts'
import type { UnitStageState } from '#shared/rules/machines.ts'
import type { SelfResult } from '#shared/rules/self-check.ts'
import { write, type Context } from '../../../src-main/core/context.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import { decide, type DecideInput } from '../../../src-main/core/services/acceptance/decide.ts'
import { beginSelfCheck, fillFromSheet, handIn } from '../../../src-main/core/services/acceptance/fill.ts'
import { lastRound, type Round } from '../../../src-main/core/services/acceptance/store.ts'
import { finishInspection } from '../../../src-main/core/services/inspections/finish.ts'
import { startInspection } from '../../../src-main/core/services/inspections/start.ts'
import { actOnStage, ensureStage, stageOf } from '../../../src-main/core/services/stages/stage.ts'
import { addUnit } from '../inspections/unit.ts'

export const PHASE = 'study' as const

let made = 0

/** A branch whose study phase began on 2005-07-05. */
export async function begunUnit(
  context: Context,
  unitType = '国有集体企业',
  level = '支部',
): Promise<string> {
  made += 1
  const orgId = await addUnit(context, { name: `中共清溪镇第${made}公司支部委员会`, unitType, level })
  await write(context, (journal, trx) =>
    actOnStage(journal, trx, context.campaign.template, {
      orgId,
      phase: PHASE,
      action: '开始',
      on: '2005-07-05',
      person: '田克勤',
      text: '',
    }),
  )
  return orgId
}

export const begin = (context: Context, orgId: string, on = '2005-08-05'): Promise<string> =>
  beginSelfCheck(context, { orgId, phase: PHASE, on })

export const roundOf = (context: Context, orgId: string): Promise<Round> =>
  lastRound(context.db.read, orgId, PHASE)

/** Fills every line with 达标, but for those named; null leaves a line blank. */
export async function fillAll(
  context: Context,
  orgId: string,
  other: Readonly<Record<string, SelfResult | null>> = {},
): Promise<void> {
  const round = await roundOf(context, orgId)
  const answers = round.lines.flatMap((line) => {
    const result =
      other[line.code] === undefined ? (line.mustMakeUp ? '补课后达标' : '达标') : other[line.code]
    return result == null
      ? []
      : [{ code: line.code, result, reason: result === '不适用' ? '没有整顿任务' : '', note: '' }]
  })
  await fillFromSheet(context, {
    id: round.selfCheck.id,
    rowVersion: round.selfCheck.row_version,
    fileName: '自查表.xlsx',
    answers,
  })
}

export async function submit(context: Context, orgId: string, on = '2005-08-06'): Promise<void> {
  const { selfCheck } = await roundOf(context, orgId)
  await handIn(context, { orgId, phase: PHASE, rowVersion: selfCheck.row_version, on, filledBy: '陆秋菊' })
}

/** An inspection finished today in which every line is 达标, but for those named. */
export async function inspect(
  context: Context,
  orgId: string,
  other: Readonly<Record<string, CheckResult>> = {},
  codes: readonly string[] | null = null,
): Promise<string> {
  const { id } = await startInspection(context, {
    orgId,
    template: 'X',
    codes,
    date: '2005-08-08',
    methods: ['查'],
    people: ['石文博'],
  })
  await write(context, async (journal, trx) => {
    const items = await trx
      .selectFrom('inspection_item')
      .selectAll()
      .where('inspection_id', '=', id)
      .execute()
    for (const item of items) {
      const result = other[item.item_code] ?? '达标'
      if (result !== '未查')
        await journal.change('inspection_item', item.id, {
          result,
          reason: result === '不适用' ? '没有整顿任务' : null,
          note: result === '未达标' ? '两名党员不足40学时' : '',
          judged_at: journal.at,
          judged_by: '石文博',
        })
    }
  })
  if (Object.values(other).includes('未查')) return id
  await finishInspection(context, { id, rowVersion: 1, summary: '', confirmedBy: '陆秋菊' })
  return id
}

/** The decision on the latest round as the page would send it. */
export async function decisionOn(
  context: Context,
  orgId: string,
  more: Partial<DecideInput> = {},
): Promise<DecideInput> {
  const { inspection } = await roundOf(context, orgId)
  return {
    orgId,
    phase: PHASE,
    inspectionId: inspection?.id ?? null,
    inspectionVersion: inspection?.row_version ?? null,
    verdict: '合格',
    on: '2005-08-17',
    person: '石文博',
    opinion: '',
    makeUpDue: null,
    ...more,
  }
}

export const decideOn = async (
  context: Context,
  orgId: string,
  more: Partial<DecideInput> = {},
): Promise<string> => decide(context, await decisionOn(context, orgId, more))

/** A unit handed in and inspected. */
export async function inspected(
  context: Context,
  found: Readonly<Record<string, CheckResult>> = {},
  said: Readonly<Record<string, SelfResult | null>> = {},
): Promise<string> {
  const orgId = await begunUnit(context)
  await begin(context, orgId)
  await fillAll(context, orgId, said)
  await submit(context, orgId)
  await inspect(context, orgId, found)
  return orgId
}

/** Puts the stage where a test wants it, past the guard of the data file. */
export async function place(context: Context, orgId: string, state: UnitStageState): Promise<void> {
  const id = await write(context, async (journal, trx) => (await ensureStage(journal, trx, orgId, PHASE)).id)
  await context.db.write(async (trx) => {
    const { rows } = await sql<{
      sql: string
    }>`select sql from sqlite_master where name = 'unit_stage_state'`.execute(trx)
    await sql`drop trigger unit_stage_state`.execute(trx)
    await trx
      .updateTable('unit_stage')
      .set({ state, started_on: '2005-07-05', ended_on: state === '已转段' ? '2005-08-08' : null })
      .where('id', '=', id)
      .execute()
    await sql.raw(rows[0]?.sql ?? '').execute(trx)
  })
}

export const stateOf = async (context: Context, orgId: string): Promise<string | undefined> =>
  (await stageOf(context.db.read, orgId, PHASE))?.state

export async function reasonsOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return error.reasons.join('')
    throw error
  }
  return ''
}
