// Before the unit tests: the bundles that tests start as processes of their own.
import { buildChanged } from '../build/changed.mjs'

export default () => buildChanged(['main'])
