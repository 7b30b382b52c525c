// The commands by name.
import { checkCommand } from './check-command.ts'
import { importAttendance } from './attendance-command.ts'
import { demoCommand } from './demo-command.ts'
import { drawCommand, verifyDrawCommand } from './draw-command.ts'
import { importCommand, undoCommand } from './import-command.ts'
import { exportCommand, listCommand } from './list-command.ts'
import { circularCommand, draftReportsCommand } from './report-commands.ts'
import { ruleCommand } from './rule-command.ts'

/** Takes the words after its name and returns the exit code. */
export type Command = (rest: readonly string[]) => Promise<number> | number

export const commands: Readonly<Record<string, Command | undefined>> = {
  check: checkCommand,
  demo: demoCommand,
  import: (rest) => (rest[0] === 'attendance' ? importAttendance(rest.slice(1)) : importCommand(rest)),
  undo: undoCommand,
  list: listCommand,
  export: exportCommand,
  rule: ruleCommand,
  'draft-reports': draftReportsCommand,
  circular: circularCommand,
  draw: drawCommand,
  'verify-draw': verifyDrawCommand,
}
