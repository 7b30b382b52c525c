// Rosters with the faults real ones have, for practising the import.
import XLSX from '@e965/xlsx'
import {
  addCells,
  addMemberRows,
  addMergedLine,
  approverOf,
  footerOf,
  headStyle,
  memberColumns,
  newWorkbook,
  noteStyle,
  reportLine,
  setColumns,
  titleStyle,
} from './workbooks.mjs'
import { town } from './town.mjs'

const columnOf = (head) => memberColumns.findIndex((column) => column.head === head)
const branchNamed = (members, name) => members.find(({ branch }) => branch.shortName === name)

/** Child heads under one parent, as printed forms have them; all other heads stand over two rows. */
const parents = {
  职务: ['党内职务', '工作单位及职务'],
  流动情况: ['是否流动党员', '外出地点'],
  失联情况: ['是否失联', '失联时间'],
}

function addTwoLevelHead(sheet, row) {
  const parentOf = (head) => Object.keys(parents).find((parent) => parents[parent].includes(head))
  memberColumns.forEach(({ head }, i) => {
    const parent = parentOf(head)
    const isFirstChild = parent !== undefined && parents[parent][0] === head
    if (parent === undefined) sheet.mergeCells(row, i + 1, row + 1, i + 1)
    if (isFirstChild) sheet.mergeCells(row, i + 1, row, i + 2)
    if (parent === undefined || isFirstChild)
      Object.assign(sheet.getCell(row, i + 1), { value: parent ?? head, ...headStyle })
    if (parent !== undefined) Object.assign(sheet.getCell(row + 1, i + 1), { value: head, ...headStyle })
  })
}

/** 城南社区: two-level head, and a 合计 row that says 39 where there are 38. */
export function southWorkbook(members) {
  const { branch, people } = branchNamed(members, '城南社区支部')
  const book = newWorkbook()
  const sheet = book.addWorksheet('党员花名册')
  setColumns(sheet, memberColumns)
  addMergedLine(sheet, 1, `${town.name}城南社区支部党员花名册`, memberColumns.length, titleStyle)
  addMergedLine(sheet, 2, reportLine(branch), memberColumns.length, noteStyle)
  addTwoLevelHead(sheet, 3)
  addMemberRows(sheet, 5, branch, people, { total: 39 })
  return book
}

/** 溪南社区: the whole column of identity numbers as numbers, which keeps 15 digits; only the two ending in X are text. */
export function xinanWorkbook(members) {
  const { branch, people } = branchNamed(members, '溪南社区支部')
  const book = newWorkbook()
  const sheet = book.addWorksheet('花名册')
  const id = columnOf('身份证号码')
  setColumns(sheet, memberColumns)
  addMergedLine(sheet, 1, `${town.name}溪南社区支部党员花名册`, memberColumns.length, titleStyle)
  addMergedLine(sheet, 2, reportLine(branch), memberColumns.length, noteStyle)
  addCells(
    sheet,
    3,
    memberColumns.map((column) => column.head),
    () => headStyle,
  )
  const asNumber = (row) =>
    row.map((value, c) => (c === id && !value.endsWith('X') ? Number(`${value.slice(0, 15)}000`) : value))
  addMemberRows(sheet, 4, branch, people, { change: asNumber })
  return book
}

/**
 * The four rows of 城北社区 that are meant to be noticed, and the member of 个体协会 one of them really is.
 * @returns {{ambiguous: number, oldNumber: number, elsewhere: number, tooEarly: number}} positions in the branch
 */
function faultyRows(people) {
  const plain = people
    .map((person, i) => ({ person, i }))
    .filter(({ person }) => person.partyPost === undefined && !person.informant && !person.probationary)
  const unmarked = plain.filter(({ person }) => person.marks.size === 0)
  return {
    ambiguous: people.findIndex((person) => person.probationary),
    oldNumber: plain.find(({ person }) => person.marks.has('离退休')).i,
    elsewhere: unmarked[0].i,
    tooEarly: unmarked[1].i,
  }
}

const earlier = (date) => ({ year: date.year - 1, month: date.month })

/** 城北社区 as an old .xls: 2005.1 typed as a number, a 15-digit number, a member of another branch, a confirmation before joining. */
export function northWorkbook(members) {
  const { branch, people } = branchNamed(members, '城北社区支部')
  const rows = faultyRows(people)
  const other = branchNamed(members, '个体协会支部').people.find(
    (person) => person.partyPost === undefined && !person.informant && !person.probationary,
  )
  const listed = people.map((person, i) => {
    if (i === rows.elsewhere) return other
    if (i === rows.tooEarly) return { ...person, confirmed: earlier(person.joined) }
    if (i === rows.oldNumber) return { ...person, id: person.id.slice(0, 6) + person.id.slice(8, 17) }
    return person
  })
  const lines = listed.map((person, i) => memberColumns.map((column) => column.of(person, i, branch)))
  lines[rows.ambiguous][columnOf('入党时间')] = 2005.1
  const cells = [
    [`${town.name}城北社区支部党员花名册`],
    [reportLine(branch)],
    memberColumns.map((column) => column.head),
    ...lines.map((line) => line.map((value) => (value === '' ? null : value))),
    ['合计', `${people.length}人`],
    [footerOf(branch), ...Array.from({ length: 10 }, () => null), approverOf(branch)],
  ]
  const sheet = XLSX.utils.aoa_to_sheet(cells)
  sheet['!merges'] = [0, 1].map((r) => ({ s: { r, c: 0 }, e: { r, c: memberColumns.length - 1 } }))
  sheet['!cols'] = memberColumns.map((column) => ({ wch: column.width }))
  const book = XLSX.utils.book_new()
  XLSX.utils.book_append_sheet(book, sheet, '城北社区')
  return book
}
