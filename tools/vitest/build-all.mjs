// Before the desktop tests: the whole application, as a user gets it.
import { buildChanged } from '../build/changed.mjs'

export default () => buildChanged()
