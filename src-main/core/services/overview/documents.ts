// 报表文书: which papers can be produced for which unit, and what has left the house.
import type { ExportRecord, PaperUnit } from '#shared/contract/overview.ts'
import type { Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { readUnits } from '../plans/units.ts'

const TITLES: Readonly<Record<string, string>> = {
  'E-1': '督导检查问题清单',
  'E-3': '督导日志',
  'E-4': '活动方案审批情况一览表',
  'E-2': '文书登记表',
  'E-5': '转段审批表和群众测评情况报告',
  'E-11': '检查验收对照表',
  'E-12': '整改台账',
  'E-14': '各单位进度一览表',
  'E-17': '阶段小结数据页',
  'E-10': '导入校验结果表',
  organisations: '党组织名册',
  members: '党员花名册',
  'organisations-blank': '党组织名册（空白表）',
  'members-blank': '党员花名册（空白表）',
}

function hasFullNumbers(params: string): boolean {
  const parsed: unknown = JSON.parse(params)
  return (
    typeof parsed === 'object' && parsed !== null && 'fullNumbers' in parsed && parsed.fullNumbers === true
  )
}

async function readRecords(context: Context, limit: number): Promise<ExportRecord[]> {
  const rows = await context.db.read
    .selectFrom('export_record')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    title: TITLES[row.kind] ?? row.file_name.replace(/\.[a-z]+$/iu, ''),
    file: row.file_name,
    rows: row.rows,
    by: row.actor,
    hasFullNumbers: hasFullNumbers(row.params),
  }))
}

async function readPaperUnits(context: Context): Promise<PaperUnit[]> {
  const db = context.db.read
  const plans = await db
    .selectFrom('plan')
    .select(['id', 'org_id', 'version', 'state'])
    .where('deleted_at', 'is', null)
    .orderBy('version', 'desc')
    .execute()
  const byUnit = groupBy(plans, (plan) => plan.org_id)
  return (await readUnits(context, db)).map((unit) => {
    const own = byUnit.get(unit.id) ?? []
    const [latest] = own
    const returned = own.find(({ state }) => state === '退回修改')
    return {
      id: unit.id,
      name: unit.shortName,
      unitType: unit.unitType,
      initials: unit.initials,
      planId: latest?.id ?? null,
      planVersion: latest?.version ?? 0,
      planState: latest?.state ?? '未报送',
      returnedId: returned?.id ?? null,
      returnedVersion: returned?.version ?? 0,
    }
  })
}

/** Units in the order of the roster; at most `limit` records, newest first. */
export async function showDocuments(
  context: Context,
  limit: number,
): Promise<{ units: PaperUnit[]; records: ExportRecord[] }> {
  return { units: await readPaperUnits(context), records: await readRecords(context, limit) }
}
