// Hands the page one end of a port, and tokens for the files that the user drops on it; nothing else crosses.
import { ipcRenderer, webUtils } from 'electron'

/** The page asks with 'want-port' and gets 'rpc-port' with the port; after a closed port it may ask again. */
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== 'want-port') return
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage('rpc-port', null, [port2])
  window.postMessage('rpc-port', location.origin, [port1])
})

/** Each dropped file reaches the page as {dropped: {token, name}}. */
async function announceDrop(files: readonly File[]): Promise<void> {
  // A file that the page made itself has no path.
  const paths = files.map((file) => webUtils.getPathForFile(file)).filter((file) => file !== '')
  if (paths.length === 0) return
  const named = (await ipcRenderer.invoke('dropped-files', paths)) as unknown[]
  for (const dropped of named) window.postMessage({ dropped }, location.origin)
}

window.addEventListener(
  'drop',
  (event) => {
    if (event.isTrusted && event.dataTransfer) void announceDrop([...event.dataTransfer.files])
  },
  true,
)
