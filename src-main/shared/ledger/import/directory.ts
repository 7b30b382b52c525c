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

/** `twins`: so many records are called so that the name alone does not tell which is meant. */
export type Found =
  { readonly id: string } | { readonly candidates: readonly string[]; readonly twins?: number }

/** What finds records by the names people write. */
export interface Names {
  readonly isEmpty: boolean
  /** `within`: id of the unit the record belongs to; null searches everywhere. */
  find: (text: string, within?: string | null) => Found
  idOf: (text: string) => string | undefined
  idOfHint: (text: string) => string | undefined
  add: (record: Named) => void
}

const SHORTEST_PREFIX = 2

/** A key without its level: sheet names and short forms often lose the tail. */
const bodyOf = (key: string): string => key.split('#')[0] ?? key
const levelOf = (key: string): string => key.split('#')[1] ?? 'none'

/** A county or town in front that the campaign does not know by name. */
const withoutPlace = (body: string): string =>
  body.replace(
    /^(?:[^省市县镇乡]{2,4}省)?(?:[^市县镇乡]{2,4}市)?(?:[^县镇乡]{2,4}县)?(?:[^镇乡]{2,4}[镇乡])?(?=..)/u,
    '',
  )

/** Keys that name one record each; a key that two records share says nothing. */
class Index {
  readonly #ids = new Map<string, string | null>()

  add(key: string, id: string): void {
    const taken = this.#ids.get(key)
    this.#ids.set(key, taken === undefined || taken === id ? id : null)
  }

  get(key: string): string | undefined {
    return this.#ids.get(key) ?? undefined
  }
}

/** Names of one ledger's records. Never creates a record. */
export class Directory implements Names {
  readonly #place: Place
  readonly #byName = new Map<string, string>()
  readonly #byAlias = new Index()
  readonly #byLocalName = new Index()
  /** Names without their level, of records that have one and of those that have none. */
  readonly #byBody = new Index()
  readonly #names: string[] = []
  /** Names as a sheet may be called by them. */
  readonly #written: (readonly [string, string])[] = []

  constructor(records: readonly Named[], place: Place) {
    this.#place = place
    for (const record of records) this.add(record)
  }

  get isEmpty(): boolean {
    return this.#names.length === 0
  }

  add(record: Named): void {
    const key = this.#key(record.name)
    if (!this.#byName.has(key)) this.#byName.set(key, record.id)
    this.#byLocalName.add(localKey(key), record.id)
    this.#byBody.add(withoutPlace(bodyOf(key)), record.id)
    this.#names.push(record.name)
    this.#written.push([sheetNameOf(record.name), record.id])
    for (const alias of record.aliases) this.#byAlias.add(this.#key(alias), record.id)
  }

  #key(name: string): string {
    return normaliseOrgName(name, this.#place)
  }

  /** The id of the record called so in full, or by an alias. */
  idOf(text: string): string | undefined {
    const key = this.#key(text)
    return key === '' ? undefined : (this.#byName.get(key) ?? this.#byAlias.get(key))
  }

  find(text: string): Found {
    const id = this.idOf(text) ?? this.#idOfShortForm(text)
    return id === undefined ? { candidates: suggestOrgNames(text, this.#names, 3, this.#place) } : { id }
  }

  /** The one record whose name differs only by the place in front, or by a level that one of the two leaves out. */
  #idOfShortForm(text: string): string | undefined {
    const key = this.#key(text)
    if (bodyOf(key) === '') return undefined
    const local = this.#byLocalName.get(localKey(key))
    if (local !== undefined) return local
    return levelOf(key) === 'none' ? this.#byBody.get(withoutPlace(bodyOf(key))) : undefined
  }

  /** A sheet name is cut at 31 characters and lacks some signs, so a prefix that fits one record alone is enough (P-12). */
  idOfHint(text: string): string | undefined {
    const exact = this.idOf(text) ?? this.#idOfShortForm(text)
    if (exact !== undefined) return exact
    const wanted = withoutPlace(bodyOf(this.#key(text)))
    const written = sheetNameOf(text)
    if (wanted.length < SHORTEST_PREFIX) return undefined
    const fitting = [
      ...[...this.#byName].filter(([name]) => withoutPlace(bodyOf(name)).startsWith(wanted)),
      ...this.#written.filter(([name]) => name.startsWith(written)),
    ]
    const ids = new Set(fitting.map(([, id]) => id))
    return ids.size === 1 ? [...ids][0] : undefined
  }
}

/** A name without the signs that Excel does not allow in the name of a sheet. */
const sheetNameOf = (name: string): string => name.replace(/[\s[\]:：*?？/\\]/gu, '')

const localKey = (key: string): string => `${withoutPlace(bodyOf(key))}#${levelOf(key)}`
