// Builds HTML from templates in which everything put in is escaped unless it is HTML already.

/** A piece of HTML made by `html` or `joinHtml`, safe to put into another. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as it may stand between tags and inside a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

type Part = Html | string | number | null | readonly Html[]

function partText(part: Part): string {
  if (part === null) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'object') return part.map((each) => each.text).join('')
  return escapeHtml(String(part))
}

/** html`<td>${name}</td>`: strings and numbers are escaped, null is nothing, lists of HTML are joined. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((text, string, i) => text + partText(parts[i - 1] ?? null) + string))

/** Text with its line breaks kept. */
export const htmlLines = (text: string): Html => new Html(text.split('\n').map(escapeHtml).join('<br>'))
