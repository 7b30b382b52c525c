// The application without a window: which data folder is open, who works, and what a use case gets to work with.
import { hostname } from 'node:os'
import path from 'node:path'
import { Confidence } from './confidence.ts'
import type { Clock } from './db/clock.ts'
import { openDataFolder, type DataFolder } from './db/data-folder.ts'
import type { Context } from './context.ts'
import { Excel } from './excel/excel.ts'
import type { ExcelRunner } from './excel/protocol.ts'
import type { Host } from './host.ts'
import { silentLog, type Log } from './log.ts'
import { Refusal } from './refusal.ts'
import { readCampaign, type CampaignSettings } from './services/campaign-settings.ts'
import { ImportSessions } from './services/imports/sessions.ts'
import { Preferences } from './preferences.ts'

export interface ApplicationOptions {
  /** Folder of this computer's own things: preferences, recent folders, the sample town. */
  readonly userData: string
  /** The product's resources (sample workbooks). */
  readonly resources: string
  readonly version: string
  readonly host: Host
  readonly excel: ExcelRunner
  /** The computer's civil date, YYYY-MM-DD. */
  readonly today: () => string
  /** Day of the work whatever town is open; a test lets days go by with it, also in the sample town. */
  readonly fixedDay?: string | undefined
  readonly now?: Clock
  readonly log?: Log
  readonly device?: string
  /** The log file, shown on request. */
  readonly logFile?: string
}

export type Actor = Context['actor']

interface Opened {
  readonly folder: DataFolder
  campaign: CampaignSettings
  actor: Actor | null
}

export class Application {
  readonly options: ApplicationOptions
  readonly preferences: Preferences
  readonly log: Log
  readonly excel: Excel
  readonly imports = new ImportSessions()
  readonly confidence = new Confidence()
  #opened: Opened | null = null

  constructor(options: ApplicationOptions, preferences: Preferences) {
    this.options = options
    this.preferences = preferences
    this.log = options.log ?? silentLog
    this.excel = new Excel(options.excel)
  }

  get opened(): Readonly<Opened> | null {
    return this.#opened
  }

  get now(): Clock {
    return this.options.now ?? (() => new Date())
  }

  /** Day of the work: the sample town has its own, everybody else the computer's. */
  get today(): string {
    return this.options.fixedDay ?? this.#opened?.campaign.facts.today ?? this.options.today()
  }

  /** Opens a data folder in place of the one open now. Nobody works in it until chosen. */
  async openFolder(root: string, options: { readonly create?: boolean } = {}): Promise<DataFolder> {
    const folder = await openDataFolder(root, { ...options, now: this.now })
    try {
      const campaign = await readCampaign(folder.database.read)
      await this.closeFolder()
      this.#opened = { folder, campaign, actor: null }
    } catch (error) {
      await folder.close()
      throw error
    }
    return folder
  }

  async closeFolder(): Promise<void> {
    const opened = this.#opened
    this.#opened = null
    this.confidence.forget()
    await opened?.folder.close()
  }

  setActor(actor: Actor | null): void {
    this.#needOpened().actor = actor
    this.confidence.forget()
  }

  /** Reads profile and limits again after they were changed. */
  async reloadCampaign(): Promise<void> {
    const opened = this.#needOpened()
    opened.campaign = await readCampaign(opened.folder.database.read)
  }

  /** What a use case gets. Refuses while no folder is open or nobody has said who works. */
  context(): Context {
    const opened = this.#needOpened()
    if (!opened.actor) throw new Refusal('请先选择是谁在工作。')
    return {
      db: opened.folder.database,
      folder: opened.folder,
      excel: this.excel,
      host: this.options.host,
      log: this.log,
      now: this.now,
      today: this.today,
      actor: opened.actor,
      device: this.options.device ?? hostname(),
      campaign: opened.campaign,
      imports: this.imports,
      confidence: this.confidence,
      resources: this.options.resources,
    }
  }

  async close(): Promise<void> {
    await this.closeFolder()
  }

  #needOpened(): Opened {
    if (!this.#opened) throw new Refusal('还没有打开数据文件夹。')
    return this.#opened
  }
}

export async function openApplication(options: ApplicationOptions): Promise<Application> {
  const preferences = await Preferences.open(path.join(options.userData, 'preferences.json'))
  return new Application(options, preferences)
}
