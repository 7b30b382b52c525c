// Lays out the sample's rosters as workbooks, the way offices of the time filled them in.
import ExcelJS from 'exceljs'
import { informantPhone } from './members.mjs'
import { organisations } from './organisations.mjs'
import { reportedMembers } from './storyline.mjs'
import { group, leaders, town } from './town.mjs'

const nameOrEmpty = (text) => (text.startsWith('（') ? '' : text)
const monthText = (date) => (date === undefined ? '' : `${date.year}.${String(date.month).padStart(2, '0')}`)
const yes = (is) => (is ? '是' : '否')
const font = (size, bold = false) => ({ name: '宋体', size, bold })
const centre = { horizontal: 'center', vertical: 'middle', wrapText: true }
const thin = { style: 'thin' }
const frame = { top: thin, left: thin, bottom: thin, right: thin }
const headStyle = { font: font(10, true), alignment: centre, border: frame }
const bodyStyle = { font: font(10), alignment: { vertical: 'middle' }, border: frame }
const textStyle = { ...bodyStyle, numFmt: '@' }

const categoriesOf = (person) =>
  [...(person.leader ? ['党员领导干部'] : []), ...[...person.marks].filter((mark) => mark !== '流动')].join(
    '、',
  )

/** The columns of a member roster in printed order. */
export const memberColumns = [
  { head: '序号', width: 5, of: (_, i) => i + 1 },
  { head: '姓名', width: 9, of: (p) => p.name },
  { head: '性别', width: 5, of: (p) => p.gender },
  { head: '民族', width: 7, of: (p) => p.ethnicity },
  { head: '籍贯', width: 14, of: (p) => p.nativePlace },
  { head: '出生年月', width: 10, of: (p) => monthText(p.birth) },
  { head: '身份证号码', width: 21, of: (p) => p.id, text: true },
  { head: '学历', width: 7, of: (p) => p.education },
  { head: '参加工作时间', width: 10, of: (p) => monthText(p.workStart) },
  { head: '入党时间', width: 10, of: (p) => monthText(p.joined) },
  { head: '转正时间', width: 10, of: (p) => monthText(p.confirmed) },
  { head: '所在党支部', width: 30, of: (_, __, branch) => branch.fullName },
  { head: '党内职务', width: 10, of: (p) => p.partyPost ?? '' },
  { head: '工作单位及职务', width: 22, of: (p) => p.work },
  { head: '人员类别', width: 10, of: (p) => (p.probationary ? '预备党员' : '正式党员') },
  { head: '是否流动党员', width: 8, of: (p) => yes(p.marks.has('流动')) },
  { head: '外出地点', width: 11, of: (p) => p.away ?? '' },
  { head: '类别标记', width: 18, of: categoriesOf },
  { head: '是否失联', width: 6, of: (p) => yes(p.lost === true) },
  { head: '失联时间', width: 9, of: (p) => p.lastContact?.replace('-', '.') ?? '' },
  { head: '家庭住址', width: 20, of: (p) => p.address },
  { head: '联系电话', width: 14, of: (p) => p.phone, text: true },
  { head: '备注', width: 14, of: (p) => (p.lastContact !== undefined && !p.lost ? '最后联系2005年3月' : '') },
]

export function newWorkbook() {
  const book = new ExcelJS.Workbook()
  book.creator = town.name
  book.created = book.modified = new Date(Date.UTC(2005, 6, 5))
  return book
}

export function addMergedLine(sheet, row, text, columns, style) {
  sheet.mergeCells(row, 1, row, columns)
  Object.assign(sheet.getCell(row, 1), { value: text, ...style })
}

/** A line of cells from the first column on; '' stays an empty cell. */
export function addCells(sheet, row, values, styleOf) {
  values.forEach((value, i) =>
    Object.assign(sheet.getCell(row, i + 1), { value: value === '' ? null : value, ...styleOf(i) }),
  )
}

export const titleStyle = { font: font(16, true), alignment: centre }
export const noteStyle = { font: font(10), alignment: { vertical: 'middle' } }

export function setColumns(sheet, columns) {
  columns.forEach((column, i) => (sheet.getColumn(i + 1).width = column.width))
  sheet.pageSetup = { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
}

const footerOf = (branch) => `填表人：${nameOrEmpty(branch.informant) || nameOrEmpty(branch.secretary)}`
const approverOf = (branch) => `审核人：${nameOrEmpty(branch.secretary) || '戴家和'}`

/** Data rows, a 合计 row and the signatures, from the given row on. */
export function addMemberRows(
  sheet,
  firstRow,
  branch,
  people,
  { total = people.length, change = (row) => row } = {},
) {
  people.forEach((person, i) => {
    const values = change(
      memberColumns.map((column) => column.of(person, i, branch)),
      i,
    )
    addCells(sheet, firstRow + i, values, (c) =>
      memberColumns[c].text && typeof values[c] === 'string' ? textStyle : bodyStyle,
    )
  })
  const last = firstRow + people.length
  addCells(sheet, last, ['合计', `${total}人`], () => bodyStyle)
  Object.assign(sheet.getCell(last + 1, 1), { value: footerOf(branch), ...noteStyle })
  Object.assign(sheet.getCell(last + 1, 12), { value: approverOf(branch), ...noteStyle })
}

export const reportLine = (branch) =>
  `填报单位：${branch.fullName}　　　　填报时间：2005年7月5日　　　　单位：人`

export function addMemberSheet(book, branch, people) {
  const sheet = book.addWorksheet(branch.shortName.slice(0, 31), {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 3 }],
  })
  setColumns(sheet, memberColumns)
  addMergedLine(sheet, 1, `${town.name}${branch.shortName}党员花名册`, memberColumns.length, titleStyle)
  addMergedLine(sheet, 2, reportLine(branch), memberColumns.length, noteStyle)
  addCells(
    sheet,
    3,
    memberColumns.map((column) => column.head),
    () => headStyle,
  )
  addMemberRows(sheet, 4, branch, people)
}

/** 党员花名册.xlsx: one sheet for each branch. */
export function memberWorkbook(members) {
  const book = newWorkbook()
  members.forEach(({ branch, people }) => addMemberSheet(book, branch, people))
  return book
}

const countOf = (people, test) => (people === undefined ? '' : people.filter(test).length)
const byNo = new Map(organisations.map((org) => [org.no, org]))
const hasMark =
  (...marks) =>
  (person) =>
    marks.some((mark) => person.marks.has(mark))

function remarkOf(org) {
  if (org.secretary.startsWith('（')) return '书记空缺，由副书记戴家和主持'
  if (org.informant.startsWith('（')) return '信息员未确定'
  return ''
}

/** 城南社区 counted a member who had already left, so its list says one more than its roster. */
const surplus = (org) => (org.members === '' ? 0 : reportedMembers(org) - Number(org.members))

const orgColumns = [
  { head: '序号', width: 5, of: (org) => Number(org.no) },
  { head: '党组织名称', width: 34, of: (org) => org.fullName },
  { head: '简称', width: 18, of: (org) => org.shortName },
  { head: '上级党组织', width: 30, of: (org) => byNo.get(org.parent)?.fullName ?? '' },
  { head: '组织类别', width: 10, of: (org) => org.level },
  { head: '单位类型', width: 13, of: (org) => org.unitType },
  { head: '党员数', width: 7, of: (org) => (org.members === '' ? '' : reportedMembers(org)) },
  {
    head: '正式党员',
    width: 7,
    of: (org, people) => (people === undefined ? '' : countOf(people, (p) => !p.probationary) + surplus(org)),
  },
  { head: '预备党员', width: 7, of: (_, people) => countOf(people, (p) => p.probationary === true) },
  { head: '流动党员', width: 7, of: (_, people) => countOf(people, hasMark('流动')) },
  { head: '离退休党员', width: 7, of: (_, people) => countOf(people, hasMark('离退休')) },
  { head: '困难党员', width: 7, of: (_, people) => countOf(people, hasMark('低保困难', '因病致贫')) },
  { head: '女', width: 5, of: (_, people) => countOf(people, (p) => p.gender === '女') },
  { head: '少数民族', width: 7, of: (_, people) => countOf(people, (p) => p.ethnicity !== '汉族') },
  { head: '书记姓名', width: 10, of: (org) => nameOrEmpty(org.secretary) },
  { head: '联系电话', width: 14, of: (org) => org.phone, text: true },
  { head: '信息员', width: 10, of: (org) => nameOrEmpty(org.informant) },
  {
    head: '信息员电话',
    width: 14,
    of: (org) => (nameOrEmpty(org.informant) ? informantPhone(org) : ''),
    text: true,
  },
  { head: '班子状态', width: 10, of: (org) => org.health },
  { head: '支部类别', width: 8, of: (org) => org.class },
  { head: '督导人员', width: 9, of: (org) => group.members.find((one) => one.key === org.sup).name },
  { head: '联系领导', width: 9, of: (org) => leaders.find((one) => one.key === org.lead)?.name ?? '' },
  { head: '备注', width: 26, of: remarkOf },
]

/** 党组织名册.xlsx: all 77 organisations. */
export function organisationWorkbook(members) {
  const book = newWorkbook()
  const sheet = book.addWorksheet('党组织名册', { views: [{ state: 'frozen', xSplit: 3, ySplit: 3 }] })
  setColumns(sheet, orgColumns)
  addMergedLine(sheet, 1, `${town.name}第二批先进性教育活动党组织名册`, orgColumns.length, titleStyle)
  addMergedLine(
    sheet,
    2,
    '填报单位：中共清溪镇委员会　　　　填报时间：2005年7月5日　　　　单位：人',
    orgColumns.length,
    noteStyle,
  )
  addCells(
    sheet,
    3,
    orgColumns.map((column) => column.head),
    () => headStyle,
  )
  organisations.forEach((org, i) => {
    const people = members.find(({ branch }) => branch.no === org.no)?.people
    const values = orgColumns.map((column) => column.of(org, people))
    addCells(sheet, 4 + i, values, (c) => (orgColumns[c].text ? textStyle : bodyStyle))
  })
  const last = 4 + organisations.length
  Object.assign(sheet.getCell(last, 1), { value: '填表人：赖巧云', ...noteStyle })
  Object.assign(sheet.getCell(last, 10), { value: '审核人：吴学勤', ...noteStyle })
  return book
}
export { headStyle, bodyStyle, textStyle, footerOf, approverOf }
