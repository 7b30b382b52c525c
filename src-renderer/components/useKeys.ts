// The keyboard of a page: which key does what while that page is in view.
import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'

/** Returns `false` to let the key do what it does by itself. */
export type KeyHandler = (event: KeyboardEvent) => unknown
/** By name of the key: `Ctrl+N`, `Alt+ArrowUp`, `Shift+F8`, `1`, `n`, `Escape`. */
export type KeyMap = Readonly<Record<string, KeyHandler>>
export interface KeyOptions {
  /** Also while a dialog is open, for the dialog's own keys. */
  inDialog?: boolean
}

interface Layer {
  keys: Map<string, KeyHandler>
  inDialog: boolean
}
const layers: Layer[] = []

function normal(name: string): string {
  const key = name.length > 1 && name.endsWith('+') ? '+' : (name.split('+').pop() ?? name)
  const with_ = (word: string): boolean => name.includes(`${word}+`)
  return spell(with_('Ctrl'), with_('Alt'), with_('Shift'), key)
}

function spell(ctrl: boolean, alt: boolean, shift: boolean, key: string): string {
  const letter = key.length === 1 ? key.toUpperCase() : key
  return `${ctrl ? 'Ctrl+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${letter}`
}

function keyOf(event: KeyboardEvent): string {
  // With Shift or Alt held, the number row yields another character; the key's place says which digit it is.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]
  return spell(event.ctrlKey || event.metaKey, event.altKey, event.shiftKey, digit ?? event.key)
}

/** True where typed letters become text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}

/** True while an input method is still composing: its Enter and digits choose a candidate and mean nothing else. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.key === 'Process'
}

function isBare(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !/^F\d+$/.test(event.key)
}

/** Ctrl+Z and the like belong to the text while one is being typed. */
function belongsToText(event: KeyboardEvent): boolean {
  if (!isTextField(event.target)) return false
  if (event.key === 'Escape') return false
  return isBare(event) || ((event.ctrlKey || event.metaKey) && /^[zxcva]$/i.test(event.key))
}

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event) || belongsToText(event)) return
  if (event.key === 'Escape' && document.querySelector(':popover-open') !== null) return
  const name = keyOf(event)
  const isDialogOpen = document.querySelector('dialog[open]') !== null
  for (const layer of [...layers].reverse()) {
    const handler = isDialogOpen && !layer.inDialog ? undefined : layer.keys.get(name)
    if (!handler) continue
    if (handler(event) !== false) event.preventDefault()
    return
  }
}

/** Binds keys while the component is in view. The component mounted last is asked first. */
export function useKeys(map: KeyMap, { inDialog = false }: KeyOptions = {}): void {
  const layer: Layer = {
    keys: new Map(Object.entries(map).map(([name, handler]) => [normal(name), handler])),
    inDialog,
  }
  function add(): void {
    if (layers.includes(layer)) return
    if (layers.length === 0) window.addEventListener('keydown', dispatch)
    layers.push(layer)
  }
  function remove(): void {
    const at = layers.indexOf(layer)
    if (at >= 0) layers.splice(at, 1)
    if (layers.length === 0) window.removeEventListener('keydown', dispatch)
  }
  onMounted(add)
  onActivated(add)
  onDeactivated(remove)
  onBeforeUnmount(remove)
}
