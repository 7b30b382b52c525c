// Finds the record a name means: exactly after normalising, by alias, or not at all but with the nearest names (P-20).
import { normaliseOrgName, suggestOrgNames } from '../../text/org-name.ts'

export interface Named {
  readonly id: string
  readonly name: string
  /** Short names and other spellings. */
  readonly aliases: readonly string[]
}

export interface Place {
  readonly town: string
  readonly county: string
}

export type Found = { readonly id: string } | { readonly candidates: readonly string[] }

/** A key without its level: sheet names often lose the tail. */
const bodyOf = (key: string): string => key.split('#')[0] ?? key

/** Names of one ledger's records. Never creates a record. */
export class Directory {
  readonly #place: Place
  readonly #byName = new Map<string, string>()
  readonly #byAlias = new Map<string, string | null>()
  readonly #names: string[] = []

  constructor(records: readonly Named[], place: Place) {
    this.#place = place
    for (const record of records) this.add(record)
  }

  add(record: Named): void {
    const key = this.#key(record.name)
    if (!this.#byName.has(key)) this.#byName.set(key, record.id)
    this.#names.push(record.name)
    for (const alias of record.aliases) this.#addAlias(alias, record.id)
  }

  /** An alias two records share says nothing. */
  #addAlias(alias: string, id: string): void {
    const key = this.#key(alias)
    const taken = this.#byAlias.get(key)
    this.#byAlias.set(key, taken === undefined || taken === id ? id : null)
  }

  #key(name: string): string {
    return normaliseOrgName(name, this.#place)
  }

  /** The id of the record called so, without guessing. */
  idOf(text: string): string | undefined {
    const key = this.#key(text)
    return this.#byName.get(key) ?? this.#byAlias.get(key) ?? undefined
  }

  find(text: string): Found {
    const id = this.idOf(text)
    return id === undefined ? { candidates: suggestOrgNames(text, this.#names, 3, this.#place) } : { id }
  }

  /** A sheet name is cut at 31 characters and lacks some signs, so a prefix that fits one record alone is enough (P-12). */
  idOfHint(text: string): string | undefined {
    const exact = this.idOf(text)
    if (exact !== undefined) return exact
    const wanted = bodyOf(this.#key(text))
    if (wanted.length < 3) return undefined
    const fitting = new Set(
      [...this.#byName].flatMap(([name, id]) => (bodyOf(name).startsWith(wanted) ? [id] : [])),
    )
    return fitting.size === 1 ? [...fitting][0] : undefined
  }
}
