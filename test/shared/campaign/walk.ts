// Walks the shipped content, so that a test can look at every basis and every text wherever it stands.
import * as content from '#shared/campaign/index.ts'
import type { Basis } from '#shared/campaign/index.ts'

export interface Found<T> {
  readonly path: string
  readonly value: T
}

const ROOTS: Readonly<Record<string, unknown>> = {
  campaigns: content.campaigns,
  unitTypes: content.unitTypes,
  memberCategories: content.memberCategories,
  corrections: content.corrections,
  methods: content.methods,
  severityBasis: content.severityBasis,
  severeHint: content.severeHint,
  documentConventions: content.documentConventions,
  documentTemplates: content.documentTemplates,
  pageHelp: content.pageHelp,
  helpQuestions: content.helpQuestions,
}

function* nodes(value: unknown, path: string): Generator<Found<unknown>> {
  yield { path, value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) yield* nodes(inner, `${path}.${key}`)
}

function isBasis(value: unknown): value is Basis {
  return typeof value === 'object' && value !== null && ('quote' in value || 'default' in value)
}

function allNodes(): Found<unknown>[] {
  return Object.entries(ROOTS).flatMap(([name, root]) => [...nodes(root, name)])
}

/** Every basis in the content, with where it was found. */
export function everyBasis(): Found<Basis>[] {
  return allNodes().flatMap(({ path, value }) => (isBasis(value) ? [{ path, value }] : []))
}

/** Every text in the content, with where it was found. */
export function everyText(): Found<string>[] {
  return allNodes().flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, value }] : []))
}
