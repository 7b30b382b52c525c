// Draws a sample once for all, writes down what was found, lets a substitute stand in, and works a draw out again.
import { randomInt } from 'node:crypto'
import type { DrawInput, PopulationView, SampleCheck, SampleScope } from '#shared/contract/supervision.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { write, type Context, type Trx } from '../../context.ts'
import { isoInstant } from '../../db/clock.ts'
import type { Journal } from '../../db/journal.ts'
import { refuse } from '../../refusal.ts'
import { allocate, draw, listHash, type Draw, type Drawn, type Share } from './draw.ts'
import { readPopulation, type Population } from './population.ts'
import {
  asProgramDraw,
  drawById,
  listToJson,
  pickById,
  picksOf,
  type Db,
  type PickRow,
} from './sample-store.ts'

/** Digits, letters and Chinese characters: what two people can read to each other. */
const SEED = /^[0-9A-Za-z\u4e00-\u9fff-]{1,20}$/u
const SEED_DIGITS = 100_000_000

const chosenSeed = (): string => String(randomInt(SEED_DIGITS)).padStart(8, '0')

/** Why nothing can be drawn, as whole sentences; empty when it can. */
function reasonsAgainst({ list, says, measure }: Population, wanted: number): string[] {
  if (list.length === 0) return [`${says}里没有可抽的，请换一个范围。`]
  if (wanted < 1) return ['请填要抽多少。']
  if (wanted > list.length)
    return [`${says}共${String(list.length)}${measure}，抽不出${String(wanted)}${measure}，请减少抽样数。`]
  return []
}

const isByStratum = ({ strata }: SampleScope): boolean => strata !== ''

function sharesOf({ list }: Population, scope: SampleScope, wanted: number): Share[] {
  if (!isByStratum(scope)) return []
  const sizes = new Map<string, number>()
  for (const { stratum } of list) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1)
  return allocate([...sizes], Math.min(wanted, list.length))
}

/** What would be drawn from, before anything is drawn. */
export async function showPopulation(
  context: Context,
  { scope, wanted }: { readonly scope: SampleScope; readonly wanted: number },
): Promise<PopulationView> {
  const db = context.db.read
  const population = await readPopulation(context, db, scope)
  const all =
    scope.kind === '党员' && scope.category !== ''
      ? await readPopulation(context, db, { ...scope, category: '', strata: '' })
      : population
  return {
    says: population.says,
    measure: population.measure,
    size: population.list.length,
    shares: sharesOf(population, scope, wanted),
    categories:
      scope.kind === '党员' && scope.strata !== '单位'
        ? [...new Set(all.list.map(({ stratum }) => stratum))]
        : [],
    reasons: reasonsAgainst(population, wanted),
  }
}

export const shareWords = (shares: readonly Share[], measure: string): string =>
  shares
    .map(
      ({ stratum, size, wanted }) => `${stratum || '未注明类别'}${String(size)}${measure}抽${String(wanted)}`,
    )
    .join('，')

/** Numbers once given stay taken: a draw is never made undone. */
async function freeNumber(context: Context, db: Db): Promise<string> {
  const { groupCode, groupName } = context.campaign.town
  const prefix = `${groupCode || groupName}抽样${context.today.replaceAll('-', '')}-`
  const rows = await db.selectFrom('sample_draw').select('no').where('no', 'like', `${prefix}%`).execute()
  const last = Math.max(0, ...rows.map(({ no }) => Number(no?.slice(prefix.length) ?? 0)))
  return `${prefix}${String(last + 1).padStart(2, '0')}`
}

const toPick = (drawId: string, role: PickRow['role']) => (drawn: Drawn, i: number) => ({
  draw_id: drawId,
  role,
  position: i + 1,
  list_index: drawn.index,
  item_id: drawn.id,
  name: drawn.name,
  stratum: drawn.stratum,
  replaced_by: null,
  reason: null,
})

const instantText = (at: Date): string => isoInstant(at).slice(11, 19)

interface Made {
  readonly population: Population
  readonly result: Draw
  readonly seed: string
}

async function store(
  context: Context,
  journal: Journal,
  trx: Trx,
  input: DrawInput,
  made: Made,
): Promise<string> {
  const { population, result, seed } = made
  const [onlyUnit] = input.scope.orgIds
  const id = await journal.add('sample_draw', {
    no: await freeNumber(context, trx),
    drawn_on: context.today,
    org_id: input.scope.orgIds.length === 1 ? (onlyUnit ?? null) : null,
    purpose: input.purpose,
    population: population.says,
    size: population.list.length,
    wanted: input.wanted,
    method: isByStratum(input.scope) ? '分层随机' : '简单随机',
    strata: isByStratum(input.scope) ? shareWords(result.shares, population.measure) : null,
    seed,
    list_sha256: listHash(population.list),
    drawn_at: `${context.today} ${instantText(context.now())}`,
    person: input.person === '' ? context.actor.name : input.person,
    witness: input.witness === '' ? null : input.witness,
    picked: result.picks.map(({ name }) => name).join('、'),
    remark: null,
    scope: JSON.stringify(input.scope),
    list: listToJson(population.list),
    extra: null,
    initials: initialsOf(population.says),
  })
  await journal.addMany('sample_pick', [
    ...result.picks.map(toPick(id, '抽中')),
    ...result.substitutes.map(toPick(id, '候补')),
  ])
  return id
}

/** Draws and registers; answers with the id. What is drawn is never changed or removed, only drawn again beside it. */
export async function takeSample(context: Context, input: DrawInput): Promise<string> {
  const seed = input.seed.trim() === '' ? chosenSeed() : input.seed.trim()
  if (!SEED.test(seed)) refuse('起始数用数字、字母或汉字，不超过20个，中间不要空格。', 'seed')
  return write(context, async (journal, trx) => {
    const population = await readPopulation(context, trx, input.scope)
    const reasons = reasonsAgainst(population, input.wanted)
    if (reasons.length > 0) refuse(reasons, 'wanted')
    const byStratum = isByStratum(input.scope)
    const result = draw(population.list, { seed, wanted: input.wanted, byStratum })
    return store(context, journal, trx, input, { population, result, seed })
  })
}

/** What was found of one that was drawn; answers with the id of the sample. */
export function recordPick(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly result: string; readonly note: string },
): Promise<string> {
  return write(context, async (journal, trx) => {
    const row = await pickById(trx, input.id)
    if (row.replaced_by !== null) refuse(`${row.name}已经由候补替换，请把结果写在替换的人一行。`, 'result')
    await journal.change(
      'sample_pick',
      row.id,
      { result: input.result.trim(), note: input.note.trim() },
      { expectedVersion: input.rowVersion },
    )
    return row.draw_id
  })
}

/** The next substitute of the same category who stands in for nobody yet. */
function nextSubstitute(picks: readonly PickRow[], row: PickRow): PickRow | undefined {
  const used = new Set(picks.map(({ replaced_by: id }) => id))
  const free = picks.filter(({ role, id }) => role === '候补' && !used.has(id) && id !== row.id)
  return free.find(({ stratum }) => stratum === row.stratum) ?? free[0]
}

/** The next substitute stands in, for a reason that is kept; answers with the id of the sample. */
export async function replacePick(
  context: Context,
  input: { readonly id: string; readonly rowVersion: number; readonly reason: string },
): Promise<string> {
  const reason = input.reason.trim()
  if (reason === '') refuse('请写明替换的原因，如“住院”“外出务工”。', 'reason')
  return write(
    context,
    async (journal, trx) => {
      const row = await pickById(trx, input.id)
      if (row.replaced_by !== null) refuse(`${row.name}已经替换过了。`)
      if (row.result !== '') refuse(`${row.name}已经写了抽查结果，不能再替换。`)
      const picks = await picksOf(trx, row.draw_id)
      const isStandby = row.role === '候补' && !picks.some(({ replaced_by: id }) => id === row.id)
      if (isStandby) refuse(`${row.name}是候补，还没有替换别人。`)
      const substitute = nextSubstitute(picks, row)
      if (substitute === undefined) return refuse('候补已经用完，请另抽一次。')
      await journal.change(
        'sample_pick',
        row.id,
        { replaced_by: substitute.id, reason },
        { expectedVersion: input.rowVersion },
      )
      return row.draw_id
    },
    { reason },
  )
}

const sameDrawn = (drawn: readonly Drawn[], stored: readonly PickRow[]): boolean =>
  drawn.length === stored.length &&
  drawn.every((each, i) => each.index === stored[i]?.list_index && each.name === stored[i].name)

const TYPED: readonly SampleScope['kind'][] = ['编号', '名单']

function sayCheck(check: Omit<SampleCheck, 'says'>, size: number, picks: number): string[] {
  const { isSame, isListSame, joined, left } = check
  const few = (names: readonly string[]): string =>
    `${names.slice(0, 5).join('、')}${names.length > 5 ? `等${String(names.length)}个` : ''}`
  return [
    isSame
      ? `按存下的起始数和${String(size)}个的名单重抽，${String(picks)}个与原来完全一致。`
      : '按存下的起始数和名单重抽，结果与登记的不一致，请核对数据是否被改动过。',
    ...(isListSame === null ? ['名单是当时填写的，没有台账可以比对。'] : []),
    ...(isListSame === true ? ['现在的名单与抽样时相同。'] : []),
    ...(isListSame === false
      ? ['现在的名单与抽样时不同，按现在的名单抽会得出不同的结果；以抽样时的名单为准。']
      : []),
    ...(joined.length > 0 ? [`抽样后新增：${few(joined)}。`] : []),
    ...(left.length > 0 ? [`抽样后减少：${few(left)}。`] : []),
  ]
}

/** Works the draw out again from what was stored, and looks whether the list has changed since. */
export async function verifySample(context: Context, id: string): Promise<SampleCheck> {
  const db = context.db.read
  const { row, seed, scope, list, sha256 } = asProgramDraw(await drawById(db, id))
  const picks = await picksOf(db, id)
  const again = draw(list, { seed, wanted: row.wanted, byStratum: scope.strata !== '' })
  const isSame =
    listHash(list) === sha256 &&
    sameDrawn(
      again.picks,
      picks.filter(({ role }) => role === '抽中'),
    ) &&
    sameDrawn(
      again.substitutes,
      picks.filter(({ role }) => role === '候补'),
    )
  const check = TYPED.includes(scope.kind)
    ? { isSame, isListSame: null, joined: [], left: [] }
    : { isSame, ...(await compareWithNow(context, scope, list, sha256)) }
  return { ...check, says: sayCheck(check, list.length, row.wanted) }
}

async function compareWithNow(
  context: Context,
  scope: SampleScope,
  then: readonly { readonly id: string | null; readonly name: string }[],
  sha256: string,
): Promise<{ isListSame: boolean; joined: string[]; left: string[] }> {
  const { list: now } = await readPopulation(context, context.db.read, scope)
  const idsThen = new Set(then.map(({ id }) => id))
  const idsNow = new Set(now.map(({ id }) => id))
  return {
    isListSame: listHash(now) === sha256 && then.every(({ id }, i) => id === now[i]?.id),
    joined: now.filter(({ id }) => !idsThen.has(id)).map(({ name }) => name),
    left: then.filter(({ id }) => !idsNow.has(id)).map(({ name }) => name),
  }
}
