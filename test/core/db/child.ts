// Run as a process of its own: closes the data file while queries are under way and ends at once.
import { sql } from 'kysely'
import { openDatabase } from '../../../src-main/core/db/database.ts'

const db = await openDatabase(process.argv[2] ?? '')
const slow = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select max(i) from n`
void slow.execute(db.read)
void db.write((trx) => slow.execute(trx))
await db.close()
process.stdout.write('closed\n', () => process.exit(0))
