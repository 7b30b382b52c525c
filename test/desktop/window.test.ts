// The window as a cage: no way out, no network, no Node; and a start that ends in order.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, type Launched } from './launch.ts'

let desk: Launched
beforeAll(async () => {
  desk = await launch()
})
afterAll(() => desk.app.close())

describe('the window', () => {
  it('has the size that the pages are made for', async () => {
    expect(await desk.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1366, 768])
  })

  it('knows nothing of Node or Electron', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'electron']
    const known = await desk.page.evaluate((all) => all.filter((name) => name in globalThis), names)
    expect(known).toEqual([])
  })

  it('breaks no rule of its own content policy', async () => {
    await desk.page.reload()
    await desk.page.waitForSelector('#app > *')
    const violations = desk.log.filter((line) => line.includes('Content Security Policy'))
    expect(violations).toEqual([])
  })

  it('does not leave its page', async () => {
    const address = desk.page.url()
    await desk.page.evaluate(() => {
      location.href = 'https://example.org/'
      window.open('https://example.org/')
    })
    expect(await desk.page.evaluate(() => location.href)).toBe(address)
    expect(desk.app.windows()).toHaveLength(1)
  })

  it('is granted no permission', async () => {
    const names = ['notifications', 'geolocation', 'camera'] as const
    const states = await desk.page.evaluate(
      (all) =>
        Promise.all(all.map((name) => navigator.permissions.query({ name }).then(({ state }) => state))),
      names,
    )
    expect(new Set(states)).toEqual(new Set(['denied']))
  })
})

describe('a page that was taken over', () => {
  it.each(['https://example.org/', 'http://127.0.0.1:9/', 'index.html'])(
    'cannot reach %s',
    async (address) => {
      const answer = await desk.page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'reached',
            () => 'refused',
          ),
        address,
      )
      expect(answer).toBe('refused')
    },
  )

  it('runs no script that was written into it', async () => {
    const hasRun = await desk.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.body.dataset.injected = "yes"'
      document.body.append(script)
      return document.body.dataset['injected'] !== undefined
    })
    expect(hasRun).toBe(false)
  })
})

describe('a dropped file', () => {
  it('reaches the page as a token and a name', async () => {
    const file = path.join(desk.userData, '名册.xlsx')
    writeFileSync(file, 'x')
    await desk.page.evaluate(() => {
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'object' && data !== null && 'dropped' in data) {
          document.body.dataset['dropped'] = JSON.stringify(data.dropped)
        }
      })
    })
    await drop(file)
    await desk.page.waitForFunction(() => document.body.dataset['dropped'] !== undefined)
    const dropped = await desk.page.evaluate(() => document.body.dataset['dropped'] ?? '')
    expect(JSON.parse(dropped)).toEqual({
      token: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: '名册.xlsx',
    })
  })

  async function drop(file: string): Promise<void> {
    const devtools = await desk.page.context().newCDPSession(desk.page)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [], files: [file], dragOperationsMask: 1 }
      await devtools.send('Input.dispatchDragEvent', { type, x: 683, y: 384, data })
    }
  }
})

describe('starting and ending', () => {
  it('ends in order and writes its log into the user folder', async () => {
    const other = await launch()
    const ended = new Promise((resolve) => other.app.process().once('exit', resolve))
    await other.app.close()
    expect(await ended).toBe(0)
    expect(readFileSync(path.join(other.userData, 'logs/dudao.log'), 'utf8')).toContain('start 0.1.0')
  })
})
