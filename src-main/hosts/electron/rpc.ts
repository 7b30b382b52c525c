// Joins the page's port to the application's procedures and logs what goes wrong in them.
import { ipcMain } from 'electron'
import { ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { router } from '../../core/router.ts'
import type { Context } from '../../core/router.ts'
import type { Log } from './log.ts'
import { isOurPage } from './security.ts'

/** Answers every port that our own page hands over; a closed port ends its running procedures. */
export function acceptPorts(context: Context, log: Log): void {
  const handler = createHandler(log)
  ipcMain.on('rpc-port', (event) => {
    const [port] = event.ports
    if (port === undefined || !isOurPage(event.senderFrame)) {
      log.info('refused a port from a foreign page')
      return
    }
    handler.upgrade(port, { context })
    port.start()
  })
}

function createHandler(log: Log): RPCHandler<Context> {
  return new RPCHandler<Context>(router, {
    clientInterceptors: [
      async (call) => {
        const failed = (error: unknown): void => {
          if (call.signal?.aborted !== true && !isExpected(error)) log.error(call.path.join('.'), error)
        }
        try {
          const output = await call.next()
          return isStream(output) ? logStream(output, failed) : output
        } catch (error) {
          failed(error)
          throw error
        }
      },
    ],
  })
}

/** Refusals are answers, not faults; an input that breaks the contract is a fault of the page. */
function isExpected(error: unknown): boolean {
  return error instanceof ORPCError && error.status < 500 && error.code !== 'BAD_REQUEST'
}

type Stream = AsyncIterator<unknown, unknown>

function isStream(output: unknown): output is Stream {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output
}

/** An error thrown while a stream runs never reaches the interceptor itself: it is caught on the way. */
async function* logStream(
  stream: Stream,
  failed: (error: unknown) => void,
): AsyncGenerator<unknown, unknown> {
  try {
    for (;;) {
      const step = await stream.next()
      if (step.done === true) return step.value
      yield step.value
    }
  } catch (error) {
    failed(error)
    throw error
  } finally {
    await stream.return?.()
  }
}
