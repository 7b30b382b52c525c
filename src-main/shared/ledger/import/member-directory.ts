// Finds the member a name means, within a branch: namesakes are told apart by the last four characters of the id number.
import { normaliseName } from '../../text/person-name.ts'
import { editDistance } from '../../text/edit-distance.ts'
import type { Found, Names } from './directory.ts'

export interface NamedMember {
  readonly id: string
  readonly name: string
  readonly orgId: string
  /** Last four characters of the id number; null when there is none. */
  readonly tail: string | null
}

const TAIL = /^(.+?)[（(]\s*(?:身份证号?)?(?:末四位)?\s*([0-9Xx]{4})\s*[）)]$/u

/** A name with the tail of the id number that may stand behind it: 张三（1234）. */
function readMember(text: string): { name: string; tail: string | null } {
  const found = TAIL.exec(text.trim())
  return { name: normaliseName(found?.[1] ?? text).name, tail: found?.[2]?.toUpperCase() ?? null }
}

/** How a member is written where others of the branch bear the same name. */
export const withTail = ({ name, tail }: Pick<NamedMember, 'name' | 'tail'>): string =>
  tail === null ? name : `${name}（${tail}）`

/** Members by name. A name is never found by likeness, only suggested. */
export class MemberDirectory implements Names {
  readonly #byName = new Map<string, NamedMember[]>()

  constructor(members: readonly NamedMember[]) {
    for (const member of members) {
      const key = normaliseName(member.name).name
      const same = this.#byName.get(key)
      if (same) same.push(member)
      else this.#byName.set(key, [member])
    }
  }

  get isEmpty(): boolean {
    return this.#byName.size === 0
  }

  find(text: string, within: string | null = null): Found {
    const { name, tail } = readMember(text)
    const meant = (this.#byName.get(name) ?? []).filter(
      (m) => (within === null || m.orgId === within) && (tail === null || m.tail?.toUpperCase() === tail),
    )
    const [only, ...more] = meant
    if (only !== undefined && more.length === 0) return { id: only.id }
    if (only !== undefined) return { candidates: meant.map(withTail), twins: meant.length }
    return { candidates: this.#near(name, within) }
  }

  /** Names of the branch that differ by one character. */
  #near(name: string, within: string | null): string[] {
    return [...this.#byName.values()]
      .flat()
      .filter((m) => within === null || m.orgId === within)
      .flatMap((m) => (editDistance(m.name, name) <= 1 ? [m.name] : []))
      .slice(0, 3)
  }

  /** A name alone never identifies a person. */
  idOf(): undefined {
    return undefined
  }

  idOfHint(): undefined {
    return undefined
  }

  add(): void {
    // Persons come from the roster only.
  }
}
