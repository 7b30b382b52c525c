// How a basis (依据) reads for a user: the short title and the passage, or that it is the product's default.
import { sources } from './sources.ts'
import type { Basis, DefaultBasis, SourceBasis, SourceKey } from './types.ts'

/** Shown wherever a value or duty is the product's own, so that it never passes for a regulation. */
export const DEFAULT_LABEL = '本产品默认，可在设置中修改'

export function isDefaultBasis(basis: Basis): basis is DefaultBasis {
  return 'default' in basis
}

/** The short title of a speech, without brackets. */
export function sourceTitle(key: SourceKey): string {
  return sources.find((source) => source.key === key)?.title ?? ''
}

function defaultText(basis: DefaultBasis): string {
  return basis.note === undefined ? DEFAULT_LABEL : `${basis.note}（${DEFAULT_LABEL}）`
}

function quotedText(basis: SourceBasis): string {
  const note = basis.note === undefined ? '' : `（${basis.note}）`
  return `《${sourceTitle(basis.source)}》：${basis.quote}${note}`
}

/** One line for the page: 《短标题》：引文, never a file or a line number. */
export function basisText(basis: Basis): string {
  return isDefaultBasis(basis) ? defaultText(basis) : quotedText(basis)
}
