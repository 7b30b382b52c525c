// Entry of the spreadsheet process: waits for one job and performs it.
import { perform } from './job.ts'
import { serve } from './serve.ts'

serve(perform)
