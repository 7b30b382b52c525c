// What a sample can be drawn from: members, analyses, plans, closed problems of some units, or a list and numbers that were typed.
import type { Kysely } from 'kysely'
import type { SampleScope } from '#shared/contract/supervision.ts'
import type { Context } from '../../context.ts'
import type { Tables } from '../../db/tables.ts'
import { refuse } from '../../refusal.ts'
import { listOf } from '../inspections/store.ts'
import { readUnits, type PlanUnit } from '../plans/units.ts'
import type { ListItem } from './draw.ts'

type Db = Kysely<Tables>

export interface Population {
  /** In the order of the rosters. */
  readonly list: readonly ListItem[]
  /** 清溪中学支部在册党员（不含失去联系的）. */
  readonly says: string
  /** 人, 份, 件. */
  readonly measure: string
}

interface Place {
  readonly scope: SampleScope
  /** Units drawn from, in the order of the roster. */
  readonly units: readonly PlanUnit[]
  readonly isSeveral: boolean
}

const MOST = 20_000

/** 普通党员 unless something more telling is on the roster. */
export function memberCategory(row: {
  readonly member_kind: string | null
  readonly is_floating: string | null
  readonly categories: string | null
}): string {
  if (row.member_kind === '预备') return '预备党员'
  if (row.is_floating === '是') return '流动党员'
  return listOf(row.categories ?? '[]')[0] ?? '普通党员'
}

/** Where several units are drawn from, a name says whose it is. */
const called = (place: Place, name: string, unit: PlanUnit): string =>
  place.isSeveral ? `${name}（${unit.shortName}）` : name

const stratumOf = ({ scope }: Place, category: string, unit: PlanUnit): string =>
  scope.strata === '单位' ? unit.shortName : category

async function membersOf(db: Db, place: Place): Promise<ListItem[]> {
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name', 'org_id', 'member_kind', 'is_floating', 'is_lost', 'categories', 'roster_state'])
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute()
  const present = rows.filter(
    (row) => (row.roster_state === null || row.roster_state === '在册') && row.is_lost !== '是',
  )
  const { category } = place.scope
  return place.units.flatMap((unit) =>
    present.flatMap((row) => {
      const own = memberCategory(row)
      if (row.org_id !== unit.id || (category !== '' && own !== category)) return []
      return [{ id: row.id, name: called(place, row.name, unit), stratum: stratumOf(place, own, unit) }]
    }),
  )
}

async function analysesOf(db: Db, place: Place): Promise<ListItem[]> {
  const rows = await db
    .selectFrom('analysis')
    .innerJoin('member', 'member.id', 'analysis.member_id')
    .select(['analysis.id', 'analysis.org_id', 'analysis.level', 'member.name'])
    .where('analysis.deleted_at', 'is', null)
    .where('analysis.submitted_on', 'is not', null)
    .orderBy('analysis.member_id')
    .execute()
  return place.units.flatMap((unit) =>
    rows
      .filter((row) => row.org_id === unit.id)
      .map((row) => ({
        id: row.id,
        name: called(place, row.name, unit),
        stratum: stratumOf(place, row.level ?? '党员', unit),
      })),
  )
}

async function plansOf(db: Db, place: Place): Promise<ListItem[]> {
  const rows = await db
    .selectFrom('plan')
    .select(['id', 'org_id', 'version', 'state'])
    .where('deleted_at', 'is', null)
    .where('state', '=', '批准')
    .orderBy('version')
    .execute()
  const latest = new Map(rows.map((row) => [row.org_id, row]))
  return place.units.flatMap((unit) => {
    const row = latest.get(unit.id)
    if (row === undefined) return []
    const name = `${unit.shortName}方案第${String(row.version)}版`
    return [{ id: row.id, name, stratum: stratumOf(place, unit.unitType, unit) }]
  })
}

async function closedOf(db: Db, place: Place): Promise<ListItem[]> {
  const findings = await db
    .selectFrom('finding')
    .select(['id', 'no', 'org_id'])
    .where('deleted_at', 'is', null)
    .where('state', '=', '已销号')
    .orderBy('no')
    .execute()
  const issues = await db
    .selectFrom('issue')
    .select(['id', 'no', 'org_id'])
    .where('deleted_at', 'is', null)
    .where('state', '=', '已销号')
    .orderBy('no')
    .execute()
  const all = [
    ...findings.map((row) => ({ ...row, category: '督导问题' })),
    ...issues.map((row) => ({ ...row, category: '整改问题' })),
  ]
  return place.units.flatMap((unit) =>
    all
      .filter((row) => row.org_id === unit.id)
      .map((row) => ({
        id: row.id,
        name: called(place, row.no, unit),
        stratum: stratumOf(place, row.category, unit),
      })),
  )
}

const numbered = ({ scope }: Place): ListItem[] =>
  Array.from({ length: scope.count }, (_, i) => ({ id: null, name: `${String(i + 1)}号`, stratum: '' }))

/** One name a line; behind a tab or two spaces its category. */
export const typedNames = (names: string): ListItem[] =>
  names
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', stratum = ''] = line.split(/\t|[ 　]{2,}/u)
      return {
        id: null,
        name: name.trim().replaceAll('|', '／'),
        stratum: stratum.trim().replaceAll('|', '／'),
      }
    })

const readers: Readonly<Record<SampleScope['kind'], (db: Db, place: Place) => Promise<ListItem[]>>> = {
  党员: membersOf,
  党性分析材料: analysesOf,
  活动方案: plansOf,
  已销号问题: closedOf,
  编号: (_, place) => Promise.resolve(numbered(place)),
  名单: (_, { scope }) => Promise.resolve(typedNames(scope.names)),
}

const measures: Readonly<Record<SampleScope['kind'], string>> = {
  党员: '人',
  党性分析材料: '份',
  活动方案: '份',
  已销号问题: '件',
  编号: '户',
  名单: '人',
}

const nouns: Readonly<Record<SampleScope['kind'], string>> = {
  党员: '在册党员（不含失去联系的）',
  党性分析材料: '已交的党性分析材料',
  活动方案: '已批准的活动方案',
  已销号问题: '已销号的督导问题、整改问题',
  编号: '按编号排列的户（人）',
  名单: '提供的名单',
}

function sayUnits({ units, scope }: Place): string {
  if (scope.orgIds.length === 0) return scope.kind === '编号' || scope.kind === '名单' ? '' : '全镇各支部'
  const [first] = units
  return units.length === 1 ? (first?.shortName ?? '') : units.map(({ shortName }) => shortName).join('、')
}

function say(place: Place): string {
  const { scope } = place
  const noun = scope.kind === '党员' && scope.category !== '' ? `在册的${scope.category}` : nouns[scope.kind]
  return scope.says.trim() === '' ? `${sayUnits(place)}${noun}` : scope.says.trim()
}

/** The list a sample is drawn from, as it is now. Refuses an unknown unit and lists that are empty or too long. */
export async function readPopulation(
  context: Pick<Context, 'campaign'>,
  db: Db,
  scope: SampleScope,
): Promise<Population> {
  const all = await readUnits(context, db)
  const wanted = new Set(scope.orgIds)
  const units = scope.orgIds.length === 0 ? all : all.filter(({ id }) => wanted.has(id))
  if (units.length < wanted.size) refuse('选的单位里有的已经不在党组织名册上，请重新选单位。', 'orgIds')
  const place: Place = { scope, units, isSeveral: units.length > 1 }
  const list = await readers[scope.kind](db, place)
  if (list.length > MOST)
    refuse(`一次最多从${String(MOST)}个里抽，现有${String(list.length)}个，请缩小范围。`)
  return { list, says: say(place), measure: measures[scope.kind] }
}
