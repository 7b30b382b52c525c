// Samples as the page shows them, and the slip that is printed.
import type { SampleCase, SampleLine, SamplePick, SampleScope } from '#shared/contract/supervision.ts'
import { sampleSlip, type SlipLine } from '#shared/documents/sample-slip.ts'
import { wholePage } from '#shared/documents/paper.ts'
import type { Context } from '../../context.ts'
import { exportName } from '../exports/save-book.ts'
import { groupMembers } from '../inspections/store.ts'
import { readUnits } from '../plans/units.ts'
import { draw } from './draw.ts'
import { asProgramDraw, drawById, picksOf, type Db, type PickRow, type ProgramDraw } from './sample-store.ts'

const measures: Readonly<Record<SampleScope['kind'], string>> = {
  党员: '人',
  党性分析材料: '份',
  活动方案: '份',
  已销号问题: '件',
  编号: '户',
  名单: '人',
}

/** Every sample, the newest first; a line each for those drawn by hand too. */
export async function listSamples(context: Context): Promise<{
  rows: SampleLine[]
  units: { id: string; name: string; members: number; initials: string }[]
  groupMembers: string[]
  actor: string
}> {
  const db = context.db.read
  const [units, rows, done, members] = await Promise.all([
    readUnits(context, db),
    db.selectFrom('sample_draw').selectAll().where('deleted_at', 'is', null).orderBy('id', 'desc').execute(),
    resultsOf(db),
    membersOf(db),
  ])
  const names = new Map(units.map((unit) => [unit.id, unit.shortName]))
  return {
    rows: rows.map((row) => ({
      id: row.id,
      no: row.no,
      on: row.drawn_on,
      unit: row.org_id === null ? '' : (names.get(row.org_id) ?? ''),
      purpose: row.purpose,
      population: row.population,
      size: row.size,
      wanted: row.wanted,
      method: row.method,
      seed: row.seed,
      person: row.person,
      done: done.get(row.id) ?? 0,
    })),
    units: units.map(({ id, shortName, initials }) => ({
      id,
      name: shortName,
      members: members.get(id) ?? 0,
      initials,
    })),
    groupMembers: await groupMembers(db),
    actor: context.actor.name,
  }
}

async function resultsOf(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('sample_pick')
    .select(['draw_id', (eb) => eb.fn.countAll<number>().as('n')])
    .where('deleted_at', 'is', null)
    .where('result', '<>', '')
    .groupBy('draw_id')
    .execute()
  return new Map(rows.map(({ draw_id: id, n }) => [id, n]))
}

async function membersOf(db: Db): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('member')
    .select(['org_id', (eb) => eb.fn.countAll<number>().as('n')])
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('roster_state', 'is', null), eb('roster_state', '=', '在册')]))
    .groupBy('org_id')
    .execute()
  return new Map(rows.map(({ org_id: id, n }) => [id, n]))
}

const TABLE_OF_KIND = { 党员: 'member', 党性分析材料: 'analysis', 活动方案: 'plan' } as const

/** Unit of each record that was drawn, and for members the name as on the roster. */
async function whereabouts(
  db: Db,
  scope: SampleScope,
  picks: readonly PickRow[],
): Promise<Map<string, { orgId: string; name: string; table: string }>> {
  const ids = picks.flatMap(({ item_id: id }) => (id === null ? [] : [id]))
  if (ids.length === 0) return new Map()
  if (scope.kind === '党员') {
    const rows = await db
      .selectFrom('member')
      .select(['id', 'org_id', 'name'])
      .where('id', 'in', ids)
      .execute()
    return new Map(rows.map((row) => [row.id, { orgId: row.org_id, name: row.name, table: 'member' }]))
  }
  if (scope.kind === '已销号问题') {
    const rows = await db.selectFrom('finding').select(['id', 'org_id']).where('id', 'in', ids).execute()
    return new Map(rows.map((row) => [row.id, { orgId: row.org_id, name: '', table: 'finding' }]))
  }
  if (scope.kind !== '党性分析材料' && scope.kind !== '活动方案') return new Map()
  const table = TABLE_OF_KIND[scope.kind]
  const rows = await db.selectFrom(table).select(['id', 'org_id']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, { orgId: row.org_id, name: '', table }]))
}

type Places = Awaited<ReturnType<typeof whereabouts>>

/** Where what was drawn is looked into; a note that was drawn is entered there with unit and member filled in. */
function wayTo(
  draw: ProgramDraw,
  pick: PickRow,
  places: Places,
  unitNames: ReadonlyMap<string, string>,
): string {
  const { item_id: id } = pick
  if (id === null) return ''
  const place = places.get(id)
  switch (draw.scope.kind) {
    case '党员': {
      if (place === undefined) return ''
      if (draw.row.purpose !== '笔记') return `/ledgers/members?open=${id}`
      const query = new URLSearchParams({
        new: '1',
        org_id: unitNames.get(place.orgId) ?? '',
        member_id: place.name,
        date: draw.row.drawn_on,
      })
      return `/ledgers/note_checks?${query.toString()}`
    }
    case '已销号问题':
      return place === undefined ? `/issues/${id}` : `/findings/${id}`
    case '党性分析材料':
      return place === undefined ? '' : `/analyses/${place.orgId}`
    case '活动方案':
      return place === undefined ? '' : `/plans/${place.orgId}`
    case '编号':
    case '名单':
      return ''
  }
}

/** Throws NotFound; refuses lots drawn by hand. */
export async function showSample(context: Context, id: string): Promise<SampleCase> {
  const db = context.db.read
  const drawn = asProgramDraw(await drawById(db, id))
  const { row, scope } = drawn
  const [units, picks] = await Promise.all([readUnits(context, db), picksOf(db, id)])
  const names = new Map(units.map((unit) => [unit.id, unit.shortName]))
  const places = await whereabouts(db, scope, picks)
  const byId = new Map(picks.map((pick) => [pick.id, pick]))
  const standsFor = new Map(picks.map((pick) => [pick.replaced_by, pick.position]))
  const { shares } = draw(drawn.list, {
    seed: drawn.seed,
    wanted: row.wanted,
    byStratum: scope.strata !== '',
  })
  return {
    id: row.id,
    no: drawn.no,
    on: row.drawn_on,
    unit: row.org_id === null ? '' : (names.get(row.org_id) ?? ''),
    purpose: row.purpose,
    population: row.population,
    measure: measures[scope.kind],
    size: row.size,
    wanted: row.wanted,
    method: row.method,
    shares: scope.strata === '' ? [] : [...shares],
    seed: drawn.seed,
    listSha256: drawn.sha256,
    drawnAt: drawn.drawnAt,
    person: row.person,
    witness: row.witness ?? '',
    picks: picks.map((pick): SamplePick => {
      const substitute = pick.replaced_by === null ? undefined : byId.get(pick.replaced_by)
      return {
        id: pick.id,
        rowVersion: pick.row_version,
        role: pick.role,
        position: pick.position,
        index: pick.list_index,
        name: pick.name,
        stratum: pick.stratum,
        result: pick.result,
        note: pick.note,
        replacedBy:
          substitute === undefined ? null : { position: substitute.position, name: substitute.name },
        reason: pick.reason ?? '',
        standsFor: standsFor.get(pick.id) ?? null,
        to: wayTo(drawn, pick, places, names),
      }
    }),
  }
}

const toLine = (pick: SamplePick): SlipLine => ({
  position: pick.position,
  index: pick.index,
  name: pick.name,
  stratum: pick.stratum,
  result: pick.result,
  note: pick.note,
  replaced: pick.replacedBy === null ? '' : `${pick.reason}，由候补${pick.replacedBy.name}替换`,
})

/** Title and whole page of the slip. */
export async function slipPage(context: Context, id: string): Promise<{ title: string; page: string }> {
  const sample = await showSample(context, id)
  const { row } = asProgramDraw(await drawById(context.db.read, id))
  const stoodIn = sample.picks.filter(({ role, standsFor }) => role === '候补' && standsFor !== null)
  const slip = sampleSlip({
    ...sample,
    unit: sample.unit === '' ? '（见总体范围）' : sample.unit,
    group: context.campaign.town.groupName,
    code: context.campaign.town.groupCode,
    strata: row.strata ?? '',
    lines: [...sample.picks.filter(({ role }) => role === '抽中'), ...stoodIn].map((pick, i) => ({
      ...toLine(pick),
      position: i + 1,
    })),
    substitutes: sample.picks.filter(({ role }) => role === '候补').map(toLine),
  })
  return { title: slip.title, page: wholePage(slip) }
}

export async function previewSample(
  context: Context,
  id: string,
): Promise<{ title: string; address: string }> {
  const { title, page } = await slipPage(context, id)
  return { title, address: context.host.preview(page) }
}

export async function printSample(context: Context, id: string): Promise<void> {
  await context.host.print((await slipPage(context, id)).page)
}

/** Asks where to; null when the user gave up. */
export async function saveSamplePdf(context: Context, id: string): Promise<{ file: string } | null> {
  const { title, page } = await slipPage(context, id)
  const defaultName = exportName(context, title).replace(/\.xlsx$/u, '.pdf')
  const picked = await context.host.pickSave({ title: '保存随机抽样单', defaultName })
  if (picked === null) return null
  const file = context.host.pathOf(picked.token)
  await context.host.printToPdf(page, file)
  context.host.showInFolder(file)
  return { file: picked.name }
}
