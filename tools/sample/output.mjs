// Turns what the sample makes into files, and compares it with files that are there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import XLSX from '@e965/xlsx'

const isFlat = (value) =>
  value === null ||
  typeof value !== 'object' ||
  Object.values(value).every((one) => one === null || typeof one !== 'object')

/** JSON with one line for each innermost object, so that a change shows as a line. */
export function toText(value, indent = '') {
  if (isFlat(value)) return JSON.stringify(value)
  const inner = `${indent} `
  const parts = Array.isArray(value)
    ? value.map((one) => inner + toText(one, inner))
    : Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${toText(one, inner)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}

/** Everything a reader of the workbook sees: values, number formats and merges, sheet by sheet. */
async function xlsxCells(bytes) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes)
  return JSON.stringify(
    book.worksheets.map((sheet) => {
      const cells = []
      sheet.eachRow((row) =>
        row.eachCell((cell) => cells.push([cell.address, cell.value, cell.numFmt ?? ''])),
      )
      return { name: sheet.name, merges: sheet.model.merges, cells }
    }),
  )
}

function xlsCells(bytes) {
  const book = XLSX.read(bytes, { cellNF: true })
  return JSON.stringify(
    book.SheetNames.map((name) => {
      const sheet = book.Sheets[name]
      const cells = Object.keys(sheet).filter((key) => !key.startsWith('!'))
      return {
        name,
        merges: sheet['!merges'],
        cells: cells.map((key) => [key, sheet[key].t, sheet[key].v, sheet[key].z ?? '']),
      }
    }),
  )
}

const xlsxBytes = async (book) => Buffer.from(await book.xlsx.writeBuffer())
const xlsBytes = (book) => XLSX.write(book, { bookType: 'biff8', type: 'buffer', bookSST: true })

const kinds = {
  text: { bytes: (text) => Buffer.from(text, 'utf8'), seen: (bytes) => bytes.toString('utf8') },
  xlsx: { bytes: xlsxBytes, seen: xlsxCells },
  xls: { bytes: xlsBytes, seen: xlsCells },
}

/**
 * Writes a file unless the one there already says the same; a workbook's bytes hold a date, so its cells are compared.
 * @param {{path: string, kind: 'text'|'xlsx'|'xls', content: unknown}} file
 * @param {{checkOnly: boolean}} options
 * @returns {Promise<boolean>} whether the file there was already the same
 */
export async function settle({ path, kind, content }, { checkOnly }) {
  const { bytes, seen } = kinds[kind]
  const made = await bytes(content)
  const same = existsSync(path) && (await seen(readFileSync(path))) === (await seen(made))
  if (!same && !checkOnly) writeFileSync(path, made)
  return same
}
