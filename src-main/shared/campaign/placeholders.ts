// The {placeholders} of ready wordings and papers: finding them and filling them in.

const PLACEHOLDER = /\{([^{}]+)\}/gu

/** Printed for what is not filled in; braces never reach the paper. */
export const BLANK = '　　'

/** Names of the placeholders of a text, each once, in order of appearance. */
export function placeholdersIn(text: string): readonly string[] {
  const names = Array.from(text.matchAll(PLACEHOLDER), (match) => match[1] ?? '')
  return [...new Set(names)]
}

/** The text with its placeholders replaced; a missing or empty value leaves a blank to write on. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined || value === '' ? BLANK : value
  })
}
