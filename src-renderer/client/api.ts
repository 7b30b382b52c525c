// Makes `api` from the contract over the port that the preload hands over, and asks for a new port when one has closed.
import { createORPCClient, type ClientContext } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '#shared/contract/index.ts'

const HANDSHAKE_MS = 5000

/** Thrown when the application behind the page does not answer the request for a port. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

function requestPort(): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      window.removeEventListener('message', receive)
      reject(new NoAnswerError('no port within the time limit'))
    }, HANDSHAKE_MS)
    function receive(event: MessageEvent<unknown>): void {
      const [port] = event.ports
      if (event.source !== window || event.data !== 'rpc-port' || !port) return
      clearTimeout(timer)
      window.removeEventListener('message', receive)
      resolve(port)
    }
    window.addEventListener('message', receive)
    window.postMessage('want-port', location.origin)
  })
}

type Link = RPCLink<ClientContext>

/** Opens ports one after another: a call made on a port that has closed would wait for ever, so each call asks here. */
class Line {
  #link: Promise<Link> | null = null

  open(): Promise<Link> {
    this.#link ??= this.#connect()
    return this.#link
  }

  async #connect(): Promise<Link> {
    try {
      const port = await requestPort()
      port.addEventListener('close', () => {
        this.#link = null
      })
      const link: Link = new RPCLink({ port })
      port.start()
      return link
    } catch (error) {
      this.#link = null
      throw error
    }
  }
}

const line = new Line()

/** Every procedure of the contract, for example `await api.app.status({})`. */
export const api: ContractRouterClient<typeof contract> = createORPCClient({
  call: async (path, input, options) => (await line.open()).call(path, input, options),
})
