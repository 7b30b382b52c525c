// Rules over one member and over a roster (domain I-2): birth against id, party dates, doubles, secretaries, counts.
import { addYears, ageAt, agrees, isAfter, isBefore } from '../text/civil-date.ts'
import { parseIdNumber } from '../text/id-number.ts'
import { maskPhone } from '../text/phone.ts'
import type { Aside } from '../ledger/import/cells.ts'
import { ROW_ANSWERS } from '../ledger/import/plan.ts'
import { isBlank, type Values } from '../ledger/ledger.ts'
import { problem, type Params, type Problem } from '../ledger/messages.ts'
import type {
  AmongRows,
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

function groupBy<R, K>(rows: readonly R[], keyOf: (row: R) => K | null): Map<K, R[]> {
  const groups = new Map<K, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

/** Somebody in the file or stored besides it. */
interface Person {
  readonly values: Values
}

const idOf = (row: RowInSheet): string | null => textOf(row.values, 'id_no')
const branchOf = (row: Person): string | null => textOf(row.values, 'org_id')

/** The same number twice in a branch: both rows wait, since one of them must be wrong. */
function sameInBranch(first: RowInSheet, other: RowInSheet): FoundAmongRows[] {
  const name = textOf(other.values, 'name') ?? ''
  const said = (there: RowInSheet): string =>
    first.sheet === other.sheet ? name : `${name}，另一行在工作表“${there.sheet}”`
  return [
    at(first, problem('M-350', 'id_no', { a: first.row, b: other.row, 姓名: said(other) })),
    at(other, problem('M-350', 'id_no', { a: first.row, b: other.row, 姓名: said(first) })),
  ]
}

/** The same number in two branches: the later row waits for the user to say where the person belongs. */
const inAnotherBranch = (first: RowInSheet, other: RowInSheet, context: TableContext): FoundAmongRows =>
  at(
    other,
    problem(
      'M-351',
      'id_no',
      {
        姓名: textOf(other.values, 'name') ?? '',
        x: (idOf(other) ?? '').slice(-4),
        支部: context.nameOf(branchOf(first) ?? ''),
      },
      Object.values(ROW_ANSWERS),
    ),
  )

function findSameNumber(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  return [...groupBy(rows, idOf).values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : others.flatMap((other) => {
          const isElsewhere =
            branchOf(first) !== null && branchOf(other) !== null && branchOf(first) !== branchOf(other)
          return isElsewhere ? [inAnotherBranch(first, other, context)] : sameInBranch(first, other)
        }),
  )
}

const isSamePerson = (a: RowInSheet, b: RowInSheet): boolean => {
  const [born, alsoBorn] = [textOf(a.values, 'birth_date'), textOf(b.values, 'birth_date')]
  return (
    born !== null && alsoBorn !== null && agrees(born, alsoBorn) && (idOf(a) === null || idOf(a) !== idOf(b))
  )
}

/** Twins or namesakes, or one person entered twice. */
function findLookalikes(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const person = (r: RowInSheet): string | null => {
    const parts = [
      textOf(r.values, 'name'),
      textOf(r.values, 'sex'),
      textOf(r.values, 'birth_date')?.slice(0, 4),
    ]
    return parts.some((part) => !part) ? null : parts.join('|')
  }
  return [...groupBy(rows, person).values()].flatMap((group) =>
    group.flatMap((other, i) => {
      const first = group.find((r, before) => before < i && isSamePerson(r, other))
      return first ? [at(other, problem('M-352', 'name', { a: first.row, b: other.row }))] : []
    }),
  )
}

const phonesOf = (row: RowInSheet): string[] =>
  (textOf(row.values, 'phone') ?? '').split('、').filter(Boolean)

function findSharedPhones(rows: readonly RowInSheet[]): FoundAmongRows[] {
  const sharing = new Map<string, RowInSheet[]>()
  for (const row of rows)
    for (const phone of phonesOf(row)) {
      const some = sharing.get(phone)
      if (some) some.push(row)
      else sharing.set(phone, [row])
    }
  return [...sharing].flatMap(([phone, some]) => {
    const last = some.at(-1)
    if (!last || some.length <= SHARED_PHONE_LIMIT) return []
    return [at(last, problem('M-353', 'phone', { x: maskPhone(phone), n: some.length }))]
  })
}

const isSecretary = ({ values }: Person): boolean =>
  (textOf(values, 'party_post') ?? '')
    .split(/[、,，;；/兼]/u)
    .some((post) => /^(?:党)?(?:支部|总支|党委)?书记$/u.test(post.trim()))

/** Who has moved, died or left the Party is kept in the roster but no longer counts. */
const isOnRoster = ({ values }: Person): boolean => {
  const state = textOf(values, 'roster_state')
  return state === null || state === '在册'
}

/** The branch as it will be: rows of the file, and who is stored besides them. */
function checkBranch(
  branch: string,
  rows: readonly RowInSheet[],
  stored: readonly Person[],
  context: TableContext,
): FoundAmongRows[] {
  const [first] = rows
  if (!first) return []
  const all: readonly Person[] = [...stored, ...rows].filter(isOnRoster)
  const secretaries = all.filter(isSecretary)
  const full = all.filter((r) => textOf(r.values, 'member_kind') !== '预备').length
  const last = rows.findLast((r) => secretaries.includes(r))
  const names = secretaries.map((r) => textOf(r.values, 'name')).join('、')
  const params = { 支部: context.nameOf(branch) }
  return [
    ...(last && secretaries.length > 1
      ? [at(last, problem('M-332', 'party_post', { ...params, n: secretaries.length, 姓名: names }))]
      : []),
    ...(full < FEWEST_FULL_MEMBERS
      ? [{ index: null, sheet: first.sheet, problem: problem('M-354', null, { ...params, n: full }) }]
      : []),
  ]
}

const countsDiffer = (sheet: string, name: string, n: number, m: number): FoundAmongRows => ({
  index: null,
  sheet,
  problem: problem('M-201', null, { 支部: name, n, m, d: Math.abs(n - m) }),
})

const nameOfRows = (sheet: string, rows: readonly RowInSheet[], context: TableContext): string => {
  const branches = new Set(rows.map(branchOf))
  const [only] = branches
  return branches.size === 1 && only ? context.nameOf(only) : `工作表“${sheet}”`
}

/** Each total row against the rows it speaks of: those since the total before, or all so far. */
function checkTotals(sheet: string, rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  let above = 0
  let hasParts = false
  return (context.totals.get(sheet) ?? []).flatMap((total) => {
    const soFar = rows.filter((r) => r.row < total.row)
    const part = soFar.filter((r) => above < r.row)
    const meant = hasParts && !total.isPart ? soFar : part
    above = total.row
    hasParts ||= total.isPart
    const { count } = total
    if (count === null || count === part.length || count === soFar.length) return []
    return [countsDiffer(sheet, nameOfRows(sheet, meant, context), meant.length, count)]
  })
}

/** The rows of each branch against the number it reported. */
function checkReported(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  return [...groupBy(rows.filter(isOnRoster), branchOf)].flatMap(([branch, members]) => {
    const stated = context.statedCount(branch)
    const sheet = members[0]?.sheet ?? ''
    return stated === undefined || stated === members.length
      ? []
      : [countsDiffer(sheet, context.nameOf(branch), members.length, stated)]
  })
}

/** Counted rows against the sheets' own totals and against the numbers reported; the same sentence once. */
function checkCounts(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const whole = rows.filter((r) => !context.extracts.has(r.sheet))
  const found = [
    ...[...groupBy(whole, (r) => r.sheet)].flatMap(([sheet, some]) => checkTotals(sheet, some, context)),
    ...checkReported(whole, context),
  ]
  return [...new Map(found.map((f) => [f.problem.message, f])).values()]
}

function checkBranches(rows: readonly RowInSheet[], context: TableContext): FoundAmongRows[] {
  const stored = groupBy(context.beside, branchOf)
  return [...groupBy(rows, branchOf)].flatMap(([branch, inBranch]) =>
    checkBranch(branch, inBranch, stored.get(branch) ?? [], context),
  )
}

/** Rows the user left out are still in the sheet, but say nothing about persons and branches. */
const ofCounting =
  (check: AmongRows): AmongRows =>
  (rows, context) =>
    check(
      rows.filter((r) => !r.isLeft),
      context,
    )

/** 出生年月 1955.1 is January or October as the id number says; where it says neither, one of them shows the contradiction. */
function settle(column: string, candidates: readonly string[], values: Values): string | undefined {
  const idNo = column === 'birth_date' ? textOf(values, 'id_no') : null
  const id = idNo === null ? null : parseIdNumber(idNo).value
  return id ? (candidates.find((c) => agrees(c, id.birth)) ?? candidates[0]) : undefined
}

export const memberModule: LedgerModule<typeof members.columns> = {
  ledger: members,
  derived: [],
  settle,
  complete,
  checkRow,
  checksAmongRows: [
    ...[findSameNumber, findLookalikes, findSharedPhones, checkBranches].map(ofCounting),
    checkCounts,
  ],
}
