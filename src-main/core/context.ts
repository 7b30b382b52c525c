// What every use case gets: the open data folder, who works, what day it is.
import type { Kysely } from 'kysely'
import type { Confidence } from './confidence.ts'
import type { CampaignSettings } from './services/campaign-settings.ts'
import type { Clock } from './db/clock.ts'
import type { Database } from './db/database.ts'
import type { DataFolder } from './db/data-folder.ts'
import { Journal } from './db/journal.ts'
import type { Tables } from './db/tables.ts'
import type { Excel } from './excel/excel.ts'
import type { Log } from './log.ts'
import type { Host } from './host.ts'
import { refuse } from './refusal.ts'
import type { ImportSessions } from './services/imports/sessions.ts'

export interface Context {
  readonly db: Database
  readonly folder: DataFolder
  readonly excel: Excel
  readonly host: Host
  readonly log: Log
  readonly now: Clock
  /** Civil date of the work, YYYY-MM-DD: the sample town has its own. */
  readonly today: string
  /** Name of the person who works, and what he may do. */
  readonly actor: { readonly id: string; readonly name: string; readonly role: '组长' | '组员' | '只读' }
  /** Name of this computer, for the change log. */
  readonly device: string
  /** Template and settings of the campaign in this folder. */
  readonly campaign: CampaignSettings
  /** Imports that are open for checking. */
  readonly imports: ImportSessions
  /** Confidential ledgers that are open to whoever works. */
  readonly confidence: Confidence
  /** The product's own resources folder (sample town). */
  readonly resources: string
}

export type Trx = Kysely<Tables>

/** Runs a use case that writes: one transaction, every change journaled under the person who works. */
export async function write<T>(
  context: Context,
  work: (journal: Journal, trx: Trx) => Promise<T>,
  options: { readonly reason?: string | null; readonly batchId?: string; readonly signal?: AbortSignal } = {},
): Promise<T> {
  if (context.actor.role === '只读')
    refuse('您是以只读身份登录的，不能修改记录。请换人登录，或请组长改您的身份。')
  return context.db.write(
    (trx) =>
      work(
        new Journal(trx, {
          actor: context.actor.name,
          device: context.device,
          now: context.now,
          ...(options.reason ? { reason: options.reason } : {}),
          ...(options.batchId ? { batchId: options.batchId } : {}),
        }),
        trx,
      ),
    options.signal ? { signal: options.signal } : {},
  )
}
