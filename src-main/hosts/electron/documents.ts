// Documents that wait to be shown or printed, each under a token.
import { randomUUID } from 'node:crypto'

export interface Documents {
  /** Keeps a whole HTML document and returns its token; the oldest makes room. */
  keep(html: string): string
  find(token: string): string | undefined
  forget(token: string): void
}

const mostKept = 20

export function createDocuments(): Documents {
  const documents = new Map<string, string>()
  return {
    keep(html) {
      const token = randomUUID()
      documents.set(token, html)
      // a Map keeps the order of insertion
      for (const oldest of [...documents.keys()].slice(0, -mostKept)) documents.delete(oldest)
      return token
    },
    find: (token) => documents.get(token),
    forget: (token) => documents.delete(token),
  }
}
