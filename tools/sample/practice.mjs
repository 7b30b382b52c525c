// Rosters with the faults real ones have, for practising the import.
import XLSX from '@e965/xlsx'
import {
  addCells,
  addMemberRows,
  addMergedLine,
  approverOf,
  bodyStyle,
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

/** Ten days off, nine of four hours and one of two: 38 学时 for who missed nothing. */
const clothingDays = [
  '7月9日',
  '7月10日',
  '7月16日',
  '7月17日',
  '7月23日',
  '7月24日',
  '7月30日',
  '7月31日',
  '8月6日',
  '8月7日',
]
const clothingHours = clothingDays.map((_, i) => (i === clothingDays.length - 1 ? 2 : 4))

/** √ for nearly all; now and then somebody is on leave, late or away. */
function clothingMark(person, day) {
  const drawn = (person * 7 + day * 3) % 23
  if (drawn === 4) return '△'
  if (drawn === 11) return '×'
  return drawn === 17 ? '○' : '√'
}

const hoursOf = (marks) =>
  marks.reduce((sum, mark, i) => (mark === '√' || mark === '○' ? sum + clothingHours[i] : sum), 0)

/** 制衣公司: attendance ticked by hand, the legend below; one man of another branch, and one whose 38 hours are written as 42. */
export function clothingWorkbook(members) {
  const { branch, people } = branchNamed(members, '制衣公司支部')
  const stranger = branchNamed(members, '电器公司支部').people.find(
    (person) => person.partyPost === undefined && !person.informant,
  )
  const width = clothingDays.length + 5
  const book = newWorkbook()
  const sheet = book.addWorksheet('学习考勤')
  addMergedLine(sheet, 1, `${town.name}制衣公司支部党员学习考勤表`, width, titleStyle)
  addMergedLine(sheet, 2, `填报单位：${branch.fullName}　　　　填报时间：2005年8月8日`, width, noteStyle)
  addCells(sheet, 3, ['序号', '姓名', ...clothingDays, '合计学时', '缺课次数', '备注'], () => headStyle)
  addCells(sheet, 4, ['', '学时', ...clothingHours, '', '', ''], () => bodyStyle)
  const marksOf = (i) => clothingDays.map((_, day) => clothingMark(i, day))
  const wrong = people.findIndex((_, i) => hoursOf(marksOf(i)) === 38)
  const listed = [...people, stranger]
  for (const [i, person] of listed.entries()) {
    const marks = marksOf(i)
    const missed = marks.filter((mark) => mark === '△' || mark === '×').length
    const total = i === wrong ? 42 : hoursOf(marks)
    addCells(
      sheet,
      5 + i,
      [i + 1, person.name, ...marks, total, missed === 0 ? '' : missed, ''],
      () => bodyStyle,
    )
  }
  addMergedLine(sheet, 5 + listed.length, '注：√出席　×缺勤　△事假　○迟到', width, noteStyle)
  addMergedLine(sheet, 6 + listed.length, footerOf(branch), width, noteStyle)
  return book
}
