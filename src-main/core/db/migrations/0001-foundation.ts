// The tables every ledger stands on: settings, change log, attachments, import batches, header mappings, exports.
import { sql, type Kysely } from 'kysely'
import { strict } from './columns.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await createSetting(db)
  await createChangeLog(db)
  await createAttachment(db)
  await createImportBatch(db)
  await createHeaderMapping(db)
  await createExportRecord(db)
}

async function createSetting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('setting')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()
}

async function createChangeLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('change_log')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('entity_id', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('batch_id', 'text')
    .addCheckConstraint('change_log_action', sql`action in ('add', 'change', 'remove', 'restore')`)
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('change_log_by_record')
    .on('change_log')
    .columns(['entity', 'entity_id', 'at'])
    .execute()
  await db.schema.createIndex('change_log_by_batch').on('change_log').columns(['batch_id', 'id']).execute()
}

async function createAttachment(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('attachment')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('entity', 'text', (column) => column.notNull())
    .addColumn('entity_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('media_type', 'text', (column) => column.notNull())
    .addColumn('added_at', 'text', (column) => column.notNull())
    .addColumn('added_by', 'text', (column) => column.notNull())
    .addColumn('removed_at', 'text')
    .modifyEnd(strict)
    .execute()
  await db.schema
    .createIndex('attachment_by_record')
    .on('attachment')
    .columns(['entity', 'entity_id'])
    .execute()
}

async function createImportBatch(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('import_batch')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('ledger', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('sheets', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('counts', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('undone_at', 'text')
    .addColumn('undone_by', 'text')
    .addColumn('undo_note', 'text')
    .addCheckConstraint('import_batch_state', sql`state in ('已写入', '已撤销', '部分撤销')`)
    .modifyEnd(strict)
    .execute()
  await db.schema.createIndex('import_batch_by_time').on('import_batch').columns(['at']).execute()
}

async function createHeaderMapping(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('header_mapping')
    .addColumn('layout', 'text', (column) => column.primaryKey().notNull())
    .addColumn('ledger', 'text', (column) => column.notNull())
    .addColumn('mapping', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()
}

async function createExportRecord(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('export_record')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('params', 'text', (column) => column.notNull())
    .addColumn('rows', 'integer', (column) => column.notNull())
    .addColumn('file_name', 'text', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .modifyEnd(strict)
    .execute()
}
