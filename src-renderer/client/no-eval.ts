// Must run before any schema is made: zod would otherwise try eval to see whether it may, which the content policy reports.
import { config } from 'zod'

config({ jitless: true })
