// Drop-down lists: short ones stand in the rule itself, long ones on a hidden sheet.
import type { DataValidation, stream, Worksheet } from 'exceljs'

/** Excel refuses a longer list inside a rule. */
const MAX_INLINE = 255

/** exceljs has this on its sheets but not in its types. */
interface SheetWithRules extends Worksheet {
  readonly dataValidations: { add(range: string, rule: DataValidation): void }
}

/** Long lists of one workbook, a column each on a hidden sheet. */
export class ChoiceLists {
  readonly #sheetName: string
  readonly #formulas = new Map<string, string>()
  readonly #lists: (readonly string[])[] = []

  constructor(sheetName: string) {
    this.#sheetName = sheetName
  }

  /** Reference to the list's cells; equal lists share them. */
  refer(choices: readonly string[]): string {
    const key = JSON.stringify(choices)
    const known = this.#formulas.get(key)
    if (known !== undefined) return known
    this.#lists.push(choices)
    const column = columnLetters(this.#lists.length)
    const formula = `'${this.#sheetName}'!$${column}$1:$${column}$${choices.length}`
    this.#formulas.set(key, formula)
    return formula
  }

  offer(sheet: Worksheet, range: string, formula: string): void {
    const rule: DataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [formula],
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: '请核对',
      error: '填写的内容不在选项内，请从下拉列表中选择。',
    }
    ;(sheet as SheetWithRules).dataValidations.add(range, rule)
  }

  /** Adds the hidden sheet when any list needs it. */
  writeTo(workbook: stream.xlsx.WorkbookWriter): void {
    if (this.#lists.length === 0) return
    const sheet = workbook.addWorksheet(this.#sheetName, { state: 'veryHidden' })
    const longest = Math.max(...this.#lists.map((list) => list.length))
    for (let index = 0; index < longest; index++) {
      sheet.addRow(this.#lists.map((list) => list[index] ?? null)).commit()
    }
    sheet.commit()
  }
}

/** The list of a rule: quoted text, or a reference when it is too long or holds the separator. */
export function choiceFormula(choices: readonly string[], lists: ChoiceLists): string {
  const joined = choices.join(',')
  const isInline = joined.length <= MAX_INLINE && !choices.some((choice) => /[,"\n]|^\s|\s$/.test(choice))
  return isInline ? `"${joined}"` : lists.refer(choices)
}

function columnLetters(column: number): string {
  const before = Math.floor((column - 1) / 26)
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + ((column - 1) % 26))
}
