// What the window around the page tells it: files dropped on it arrive as a token and a name, never as a path.
import { onBeforeUnmount, onMounted } from 'vue'
import { PickedFile } from '#shared/contract/common.ts'

function droppedFile(data: unknown): PickedFile | null {
  if (typeof data !== 'object' || data === null || !('dropped' in data)) return null
  const file = PickedFile.safeParse(data.dropped)
  return file.success ? file.data : null
}

/** Calls the listener for each dropped file until the returned function is called. */
export function onDropped(listener: (file: PickedFile) => void): () => void {
  function receive(event: MessageEvent<unknown>): void {
    const file = event.source === window ? droppedFile(event.data) : null
    if (file) listener(file)
  }
  window.addEventListener('message', receive)
  return () => window.removeEventListener('message', receive)
}

/** The same for as long as the component is on screen. */
export function useDrop(listener: (file: PickedFile) => void): void {
  let stop = (): void => undefined
  onMounted(() => {
    stop = onDropped(listener)
  })
  onBeforeUnmount(() => stop())
}

/** Without this the window would try to open a dropped file as a page. */
export function acceptDrops(): void {
  for (const name of ['dragover', 'drop'] as const) {
    window.addEventListener(name, (event) => event.preventDefault())
  }
}
