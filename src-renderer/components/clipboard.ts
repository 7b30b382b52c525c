// Puts cells on the clipboard so that Excel takes text as text: no formulas, no lost digits.

/** Text that a spreadsheet would run as a formula, made harmless by an apostrophe. */
export function inertText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function oneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ')
}

type Cell = string | number | null

function plain(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : oneLine(inertText(cell))
}

/** Rows of cells as tab separated lines. */
export function tabSeparated(rows: readonly (readonly Cell[])[]): string {
  return rows.map((cells) => cells.map(plain).join('\t')).join('\r\n')
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}

function htmlCell(cell: Cell): string {
  if (cell === null) return '<td></td>'
  // Excel reads the @ format as "text", which keeps eighteen digits and leading zeros.
  return typeof cell === 'number'
    ? `<td>${String(cell)}</td>`
    : `<td style="mso-number-format:'\\@'">${escaped(cell)}</td>`
}

/** The same rows as an HTML table. */
export function htmlTable(rows: readonly (readonly Cell[])[]): string {
  const body = rows.map((cells) => `<tr>${cells.map(htmlCell).join('')}</tr>`).join('')
  return `<meta charset="utf-8"><table>${body}</table>`
}

/** Fills the clipboard of a copy event with both forms. */
export function fillClipboard(data: DataTransfer, rows: readonly (readonly Cell[])[]): void {
  data.setData('text/plain', tabSeparated(rows))
  data.setData('text/html', htmlTable(rows))
}
