// Reads the small pipe tables the sample data is kept in.

/**
 * Rows of a pipe table whose first line names the columns.
 * @param {string} text one row a line; a cell of "-" means nothing
 * @returns {Record<string, string>[]} trimmed cells; '' for nothing
 */
export function readTable(text) {
  const [head, ...lines] = text.trim().split('\n').map(splitCells)
  return lines.map((cells) => {
    if (cells.length !== head.length) throw new Error(`表格列数不符：${cells.join(' | ')}`)
    return Object.fromEntries(head.map((name, i) => [name, cells[i] === '-' ? '' : cells[i]]))
  })
}

const splitCells = (line) => line.split('|').map((cell) => cell.trim())
