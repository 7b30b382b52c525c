// who leads each unit's group, whether there is an office, and who answers for the unit.
import { judgeLeadingGroup } from '#shared/rules/organisation.ts'
import { judgeFirstResponsible } from '#shared/rules/responsibility.ts'
import { notAssessed } from '#shared/rules/verdict.ts'
import { personsIn } from '#shared/ledgers/leading-groups.ts'
import type { Context } from '../../context.ts'
import type { ReviewLine } from '../reviews/review.ts'
import type { UnitDates } from '../schedule/dates.ts'
import { judgeUnits } from './units.ts'

const STEP = 'P1-04'

const groupsOf = async (context: Context) => {
  const rows = await context.db.read
    .selectFrom('leading_group')
    .selectAll()
    .where('deleted_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.org_id, row]))
}

async function mobilisedDays({ campaign, db }: Context): Promise<(orgId: string) => string | null> {
  const rows = await db.read
    .selectFrom('mobilisation')
    .select(['org_id', 'on_day'])
    .where('deleted_at', 'is', null)
    .execute()
  const own = new Map(rows.map((row) => [row.org_id, row.on_day]))
  return (orgId) => own.get(orgId) ?? campaign.facts.townMobilisation
}

const given = (text: string | null | undefined): string | undefined =>
  text === null || text === undefined || text.trim() === '' ? undefined : text.trim()

const firstName = (cell: string | null | undefined): string | undefined => personsIn(cell ?? null)[0]

/** Nothing is said before the meeting at which the group should be there. */
const isEarly = (mobilisedOn: string | null, today: string): boolean =>
  mobilisedOn === null || today < mobilisedOn

export async function judgeGroups(context: Context): Promise<ReviewLine[]> {
  const [groups, mobilisedOn] = await Promise.all([groupsOf(context), mobilisedDays(context)])
  return judgeUnits(context, { step: STEP }, ({ unit }: UnitDates) => {
    const group = groups.get(unit.id)
    const day = mobilisedOn(unit.id)
    if (group === undefined && isEarly(day, context.today))
      return notAssessed('R-01', '还没有登记领导小组，动员会前应当成立。')
    return judgeLeadingGroup({
      leader: firstName(group?.leader),
      head: given(unit.secretary),
      actingHead: given(group?.acting_head),
      office: given(group?.office) !== undefined || given(group?.office_head) !== undefined,
      formedOn: given(group?.formed_on),
      mobilisedOn: given(day),
    })
  })
}

export async function judgeResponsible(context: Context): Promise<ReviewLine[]> {
  const [groups, mobilisedOn] = await Promise.all([groupsOf(context), mobilisedDays(context)])
  return judgeUnits(context, { step: STEP }, ({ unit }: UnitDates) => {
    const group = groups.get(unit.id)
    if (group === undefined && isEarly(mobilisedOn(unit.id), context.today))
      return notAssessed('R-02', '还没有登记责任人。')
    const title = group?.responsible_title
    return judgeFirstResponsible({
      named: personsIn(group?.responsible ?? null),
      head: given(unit.secretary),
      actingHead: given(group?.acting_head),
      title: title === '直接责任人' ? title : '第一责任人',
    })
  })
}
