// What this computer remembers of its user: recent folders, column widths, row height. Never data of record.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

export class Preferences {
  readonly #file: string
  readonly #values: Map<string, unknown>
  #writing: Promise<void> = Promise.resolve()

  private constructor(file: string, values: Map<string, unknown>) {
    this.#file = file
    this.#values = values
  }

  /** A missing or damaged file means nothing is remembered: preferences are never worth a refusal to start. */
  static async open(file: string): Promise<Preferences> {
    const text = await readFile(file, 'utf8').catch(() => '{}')
    return new Preferences(file, new Map(Object.entries(parsed(text))))
  }

  get(key: string): unknown {
    return this.#values.get(key)
  }

  async set(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value)
    this.#writing = this.#writing.then(() => this.#write())
    await this.#writing
  }

  async #write(): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true })
    const part = `${this.#file}.part`
    await writeFile(part, JSON.stringify(Object.fromEntries(this.#values), null, 2))
    await rename(part, this.#file)
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // Damaged preferences are started afresh; see open().
    return {}
  }
}
