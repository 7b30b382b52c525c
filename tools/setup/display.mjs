// Gives a command a screen to draw on: the one that is there, or a virtual one.
import { whichProgram } from './run.mjs'

/** Whether this machine has no screen of its own. */
export function isHeadless() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
}

/** The command line, wrapped in xvfb-run when there is no screen; larger than the window, so that nothing is cut. */
export function withDisplay(command) {
  if (!isHeadless() || !whichProgram('xvfb-run')) return command
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24', ...command]
}
