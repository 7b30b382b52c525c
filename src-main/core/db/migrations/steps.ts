// Parts for records that go through states: the way each has gone, and no way but the legal one; frozen like the migrations.
import { sql, type Kysely } from 'kysely'
import { createRecordTable } from './record-columns.ts'

/** From a state, by an action, to a state; literals of the migration, so that they stay as they were. */
export type LegalStep = readonly [from: string, action: string, to: string]

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** The way a record has gone: table `name`, each row one step of the record `<owner>_id`. */
export async function createStepTable(
  db: Kysely<unknown>,
  name: string,
  owner: string,
  steps: readonly LegalStep[],
): Promise<void> {
  const legal = steps.map(
    ([from, action, to]) =>
      `(from_state = ${quoted(from)} and action = ${quoted(action)} and to_state = ${quoted(to)})`,
  )
  await createRecordTable(db, name)
    .addColumn(`${owner}_id`, 'text', (c) => c.notNull().references(`${owner}.id`))
    .addColumn('from_state', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('to_state', 'text', (c) => c.notNull())
    .addColumn('on_day', 'text', (c) => c.notNull().check(sql`length(on_day) = 10`))
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('facts', 'text')
    .addCheckConstraint(`${name}_legal`, sql.raw(legal.join(' or ')))
    .execute()
  await db.schema.createIndex(`${name}_owner`).on(name).column(`${owner}_id`).execute()
}

/** Refuses every change of `state` that is not one of the steps. */
export async function guardState(
  db: Kysely<unknown>,
  table: string,
  steps: readonly LegalStep[],
): Promise<void> {
  const legal = steps.map(([from, , to]) => `(old.state = ${quoted(from)} and new.state = ${quoted(to)})`)
  await sql
    .raw(
      `create trigger ${table}_state before update of state on ${table}
       when old.state <> new.state and not (${legal.join(' or ')})
       begin select raise(abort, 'CHECK constraint failed: ${table}_state'); end`,
    )
    .execute(db)
}
