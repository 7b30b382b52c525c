// Rules over one member and over a roster (domain I-2): birth against id, party dates, doubles, secretaries, counts.
import { addYears, ageAt, agrees, isAfter, isBefore } from '../text/civil-date.ts'
import { parseIdNumber } from '../text/id-number.ts'
import { maskPhone } from '../text/phone.ts'
import type { Aside } from '../ledger/import/cells.ts'
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type {
  CheckContext,
  FoundAmongRows,
  LedgerModule,
  RowInSheet,
  TableContext,
} from '../ledger/module.ts'
import { members } from './members.ts'

/** First day that is no longer before the founding of the state. */
const FOUNDING = '1949-10-01'
const PARTY_FOUNDED = '1921-07'
/** No probation under the constitutions of the 9th and 10th congress: joining and confirmation coincide. */
const NO_PROBATION = { from: '1969-04', to: '1977-08' }
const AGES = { min: 18, max: 110, work: 14, join: 18, retired: 50 }
const SHARED_PHONE_LIMIT = 3
const FEWEST_FULL_MEMBERS = 3

const textOf = (values: Values, key: string): string | null => {
  const value = values[key]
  return typeof value === 'string' && value !== '' ? value : null
}
const tagsOf = (values: Values): readonly string[] => {
  const value = values['categories']
  return Array.isArray(value) ? (value as readonly string[]) : []
}

type Say = (code: string, column: string, params?: Params) => Problem

/** 张三（预备）（女） fills its columns where they are blank; 预备 follows from a missing confirmation only when said. */
function complete(values: Values, aside: Aside): Values {
  const filled: Record<string, Values[string]> = { ...values }
  if (aside.sex && isBlank(filled['sex'])) filled['sex'] = aside.sex
  if (aside.member_kind && isBlank(filled['member_kind'])) filled['member_kind'] = aside.member_kind
  return filled
}

function checkIdentity(values: Values, say: Say): Problem[] {
  const idNo = textOf(values, 'id_no')
  const id = idNo === null ? null : parseIdNumber(idNo).value
  if (!id) return []
  const birth = textOf(values, 'birth_date')
  const sex = textOf(values, 'sex')
  return [
    ...(birth && !agrees(birth, id.birth) ? [say('M-313', 'birth_date', { a: birth, b: id.birth })] : []),
    ...(sex && sex !== id.sex ? [say('M-314', 'sex', { a: sex, b: id.sex })] : []),
  ]
}

function checkAges(values: Values, context: CheckContext, say: Say): Problem[] {
  const birth = textOf(values, 'birth_date')
  if (birth === null) return []
  const found: Problem[] = []
  const name = textOf(values, 'name') ?? ''
  const age = ageAt(birth, context.campaignStart)
  if (age < AGES.min || age > AGES.max) found.push(say('M-307', 'birth_date', { 姓名: name, n: age }))
  const work = textOf(values, 'work_start_date')
  if (work && isBefore(work, addYears(birth, AGES.work)))
    found.push(say('M-309', 'work_start_date', { 姓名: name, a: birth, b: work }))
  const join = textOf(values, 'join_date')
  if (join && isBefore(join, addYears(birth, AGES.join)))
    found.push(say('M-321', 'join_date', { 姓名: name, a: birth, b: join }))
  if (tagsOf(values).includes('离退休') && age < AGES.retired)
    found.push(say('M-344', 'categories', { 姓名: name, n: age }))
  return found
}

function checkJoining(values: Values, context: CheckContext, say: Say): Problem[] {
  const join = textOf(values, 'join_date')
  if (join && (isBefore(join, PARTY_FOUNDED) || isAfter(join, context.today)))
    return [say('M-327', 'join_date', { b: join })]
  if (join && tagsOf(values).includes('建国前入党') && !isBefore(join, FOUNDING))
    return [say('M-342', 'categories', { a: join })]
  return []
}

const isWithoutProbation = (join: string): boolean =>
  !isBefore(join, NO_PROBATION.from) && !isAfter(join, NO_PROBATION.to)

function checkConfirmation(values: Values, context: CheckContext, say: Say): Problem[] {
  const join = textOf(values, 'join_date')
  const confirm = textOf(values, 'confirm_date')
  const kind = textOf(values, 'member_kind')
  if (confirm === null) {
    const isAsked = context.present.has('confirm_date') && kind !== '预备'
    return isAsked ? [say('M-325', 'confirm_date')] : []
  }
  const found: Problem[] = []
  if (isAfter(confirm, context.today)) found.push(say('M-324', 'confirm_date', { b: confirm }))
  else if (kind === '预备') found.push(say('M-326', 'member_kind', { a: kind }))
  if (join && isBefore(confirm, join)) found.push(say('M-322', 'confirm_date', { a: join, b: confirm }))
  else if (
    join &&
    agrees(confirm, join) &&
    confirm.length > 4 &&
    join.length > 4 &&
    !isWithoutProbation(join)
  )
    found.push(say('M-323', 'confirm_date'))
  else if (join && isAfter(confirm, addYears(join, 1)))
    found.push(say('M-328', 'confirm_date', { a: join, b: confirm }))
  return found
}

function checkSituation(values: Values, say: Say): Problem[] {
  const floats = textOf(values, 'is_floating') === '是' && textOf(values, 'floating_place') === null
  const lost = textOf(values, 'is_lost') === '是' && textOf(values, 'lost_since') === null
  return [...(floats ? [say('M-341', 'floating_place')] : []), ...(lost ? [say('M-343', 'lost_since')] : [])]
}

function checkRow(values: Values, context: CheckContext): Problem[] {
  const say: Say = (code, column, params = {}) => problem(code, column, { 行: context.row, ...params })
  return [
    ...checkIdentity(values, say),
    ...checkAges(values, context, say),
    ...checkJoining(values, context, say),
    ...checkConfirmation(values, context, say),
    ...checkSituation(values, say),
  ]
}

const at = (row: RowInSheet, found: Problem): FoundAmongRows => ({
  index: row.index,
  sheet: row.sheet,
  problem: found,
})

function groupBy<K>(rows: readonly RowInSheet[], keyOf: (row: RowInSheet) => K | null): Map<K, RowInSheet[]> {
  const groups = new Map<K, RowInSheet[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** The same number twice in a sheet, or in two branches: both rows wait, since one of them must be wrong. */
function findSameNumber(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  return [...groupBy(rows, (r) => textOf(r.values, 'id_no')).values()].flatMap(([first, ...others]) => {
    if (!first) return []
    return others.flatMap((other) => {
      const name = textOf(other.values, 'name') ?? ''
      const branch = textOf(first.values, 'org_id')
      if (first.sheet === other.sheet && branch === textOf(other.values, 'org_id')) {
        const found = problem('M-350', 'id_no', { a: first.row, b: other.row, 姓名: name })
        return [at(first, found), at(other, found)]
      }
      const tail = (textOf(other.values, 'id_no') ?? '').slice(-4)
      return [
        at(
          other,
          problem('M-351', 'id_no', {
            姓名: name,
            x: tail,
            支部: branch ? context.nameOf(branch) : '另一支部',
          }),
        ),
      ]
    })
  })
}

function findLookalikes(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const person = (r: RowInSheet): string | null => {
    const parts = ['name', 'sex', 'birth_date'].map((k) => textOf(r.values, k))
    return parts.includes(null) ? null : parts.join('|')
  }
  return [...groupBy(rows, person).values()].flatMap(([first, ...others]) =>
    others.flatMap((other) => {
      const ids = [first, other].map((r) => (r ? textOf(r.values, 'id_no') : null))
      if (!first || (ids[0] !== null && ids[0] === ids[1])) return []
      return [at(other, problem('M-352', 'name', { a: first.row, b: other.row }))]
    }),
  )
}

function findSharedPhones(rows: readonly RowInSheet[]): FoundAmongRows[] {
  return [...groupBy(rows, (r) => textOf(r.values, 'phone'))].flatMap(([phone, sharing]) => {
    const last = sharing.at(-1)
    if (!last || sharing.length <= SHARED_PHONE_LIMIT) return []
    return [at(last, problem('M-353', 'phone', { x: maskPhone(phone), n: sharing.length }))]
  })
}

const isSecretary = (r: RowInSheet): boolean =>
  /^(支部|党支部|总支)?书记$/u.test(textOf(r.values, 'party_post') ?? '')

function checkBranch(branch: string, rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const [first] = rows
  if (!first) return []
  const name = context.nameOf(branch)
  const secretaries = rows.filter(isSecretary)
  const full = rows.filter((r) => textOf(r.values, 'member_kind') !== '预备').length
  const second = secretaries[1]
  return [
    ...(second
      ? [
          at(
            second,
            problem('M-332', 'party_post', {
              支部: name,
              n: secretaries.length,
              姓名: secretaries.map((r) => textOf(r.values, 'name')).join('、'),
            }),
          ),
        ]
      : []),
    ...(full < FEWEST_FULL_MEMBERS
      ? [{ index: null, sheet: first.sheet, problem: problem('M-354', null, { 支部: name, n: full }) }]
      : []),
  ]
}

const countsDiffer = (sheet: string, name: string, n: number, m: number): FoundAmongRows => ({
  index: null,
  sheet,
  problem: problem('M-201', null, { 支部: name, n, m, d: Math.abs(n - m) }),
})

/** Counted rows against the sheet's own total row, else against the number the branch reported. */
function checkCounts(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  return [...groupBy(rows, (r) => r.sheet)].flatMap(([sheet, inSheet]) => {
    const branches = groupBy(inSheet, (r) => textOf(r.values, 'org_id'))
    const total = context.totals.get(sheet)?.at(-1)
    const only = branches.size === 1 ? [...branches.keys()][0] : undefined
    if (total !== undefined && total !== inSheet.length)
      return [
        countsDiffer(
          sheet,
          only === undefined ? `工作表“${sheet}”` : context.nameOf(only),
          inSheet.length,
          total,
        ),
      ]
    return [...branches].flatMap(([branch, members]) => {
      const stated = context.statedCount(branch)
      return stated === undefined || stated === members.length
        ? []
        : [countsDiffer(sheet, context.nameOf(branch), members.length, stated)]
    })
  })
}

function checkRows(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const branches = groupBy(rows, (r) => textOf(r.values, 'org_id'))
  return [
    ...findSameNumber(rows, context),
    ...findLookalikes(rows),
    ...findSharedPhones(rows),
    ...[...branches].flatMap(([branch, inBranch]) => checkBranch(branch, inBranch, context)),
    ...checkCounts(rows, context),
  ]
}

export const memberModule: LedgerModule<typeof members.columns> = {
  ledger: members,
  complete,
  checkRow,
  checkRows,
}
