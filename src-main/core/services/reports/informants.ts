// Informants: the one in office in each unit and those before; the roster leads, and the register follows it by itself.
import type { Informant } from '#shared/contract/reports.ts'
import { readPhone, maskPhone } from '#shared/text/phone.ts'
import { readName } from '#shared/text/person-name.ts'
import { isCivilDate } from '#shared/text/civil-date.ts'
import { write, type Context } from '../../context.ts'
import { groupBy } from '../../group-by.ts'
import { refuse } from '../../refusal.ts'
import { standingOf } from './standing.ts'

export async function listInformants(context: Context): Promise<Informant[]> {
  const db = context.db.read
  const [{ asked, town }, rows, versions] = await Promise.all([
    standingOf(context, db),
    db
      .selectFrom('informant')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('until_on', 'desc')
      .execute(),
    db.selectFrom('organisation').select(['id', 'row_version']).where('deleted_at', 'is', null).execute(),
  ])
  const byUnit = groupBy(rows, ({ org_id }) => org_id)
  const versionOf = new Map(versions.map((row) => [row.id, row.row_version]))
  return [...(town ? [town] : []), ...asked].map((unit) => {
    const own = byUnit.get(unit.id) ?? []
    const active = own.find(({ until_on }) => until_on === null)
    return {
      orgId: unit.id,
      unit: unit.unit,
      fullName: unit.fullName,
      unitType: unit.unitType,
      initials: unit.initials,
      person: active?.person ?? '',
      phone: active?.phone == null ? '' : maskPhone(active.phone),
      fromOn: active?.from_on ?? null,
      before: own.flatMap(({ person, from_on, until_on }) =>
        until_on === null ? [] : [{ person, fromOn: from_on, untilOn: until_on }],
      ),
      rowVersion: versionOf.get(unit.id) ?? 1,
    }
  })
}

export interface InformantInput {
  readonly orgId: string
  /** Version of the organisation's record. */
  readonly rowVersion: number
  readonly person: string
  readonly phone: string
  readonly fromOn: string
}

function soundPhone(text: string): string | null {
  if (text.trim() === '') return null
  const { phones, notes } = readPhone(text)
  if (notes.some(({ code }) => code === 'M-340'))
    refuse('联系电话的写法不对，请填11位手机号或区号加电话号码。', 'phone')
  return phones.join('、') || null
}

/** Writes the roster; the one before leaves office on the day the new one begins. */
export async function replaceInformant(context: Context, input: InformantInput): Promise<void> {
  const name = readName(input.person).value?.name
  if (name === undefined) return refuse('请填信息员的姓名，只写名字，不写职务。', 'person')
  if (!isCivilDate(input.fromOn) || input.fromOn > context.today)
    refuse('请填今天或以前的任职日期。', 'fromOn')
  const phone = soundPhone(input.phone)
  await write(
    context,
    async (journal, trx) => {
      const unit = await trx
        .selectFrom('organisation')
        .select(['id', 'informant_name', 'informant_phone'])
        .where('id', '=', input.orgId)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (unit === undefined) return refuse('没有找到这个单位，可能已被删除。')
      const last = await trx
        .selectFrom('informant')
        .select('until_on')
        .where('org_id', '=', unit.id)
        .where('deleted_at', 'is', null)
        .where('until_on', '>', input.fromOn)
        .executeTakeFirst()
      if (last) refuse(`上一名信息员任到${last.until_on ?? ''}，新的任职日期不能早于这一天。`, 'fromOn')
      await journal.change(
        'organisation',
        unit.id,
        {
          informant_name: name,
          informant_phone: phone ?? (name === unit.informant_name ? unit.informant_phone : null),
        },
        { expectedVersion: input.rowVersion },
      )
      if (name === (unit.informant_name ?? '').trim()) return
      await putDay(trx, unit.id, input.fromOn)
    },
    { reason: '更换信息员' },
  )
}

/** The register took the change over as of today; the day of office is the one given. */
async function putDay(trx: Parameters<typeof standingOf>[1], orgId: string, fromOn: string): Promise<void> {
  const active = await trx
    .selectFrom('informant')
    .select(['id', 'from_on'])
    .where('org_id', '=', orgId)
    .where('until_on', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (active === undefined || active.from_on === fromOn) return
  await trx
    .updateTable('informant')
    .set({ until_on: fromOn })
    .where('org_id', '=', orgId)
    .where('until_on', '=', active.from_on)
    .where((eb) => eb.or([eb('from_on', 'is', null), eb('from_on', '<=', fromOn)]))
    .execute()
  await trx.updateTable('informant').set({ from_on: fromOn }).where('id', '=', active.id).execute()
}
