// The commands by name.
import { demoCommand } from './demo-command.ts'
import { importCommand, undoCommand } from './import-command.ts'
import { exportCommand, listCommand } from './list-command.ts'
import { ruleCommand } from './rule-command.ts'

/** Takes the words after its name and returns the exit code. */
export type Command = (rest: readonly string[]) => Promise<number> | number

export const commands: Readonly<Record<string, Command | undefined>> = {
  demo: demoCommand,
  import: importCommand,
  undo: undoCommand,
  list: listCommand,
  export: exportCommand,
  rule: ruleCommand,
}
