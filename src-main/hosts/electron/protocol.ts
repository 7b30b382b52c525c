// app://dudao: the page's files and the documents to print, each under a content policy of its own.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'
import type { Documents } from './documents.ts'

const scheme = 'app'
const host = 'dudao'
export const origin = `${scheme}://${host}`
export const pageAddress = `${origin}/index.html`

/** Nothing inline, nothing from elsewhere, no connection at all. */
const pagePolicy =
  "default-src 'self'; img-src 'self' data:; connect-src 'none'; object-src 'none'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'"

/** A document brings its own style sheet and pictures, and never a script. */
const documentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'self'"

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/** `pages` is the folder of the built page, which may lie inside app.asar. */
export function serveScheme(from: { pages: string; documents: Documents }): void {
  protocol.handle(scheme, (request) => {
    const url = new URL(request.url)
    if (url.host !== host || request.method !== 'GET') return refuse(403)
    const token = documentToken(url)
    return token === undefined ? servePage(from.pages, url) : serveDocument(from.documents, token)
  })
}

/** Where a document can be seen under its token. */
export function documentAddress(token: string): string {
  return `${origin}/document/${token}`
}

function documentToken(url: URL): string | undefined {
  return /^\/document\/([^/]+)$/.exec(url.pathname)?.[1]
}

function serveDocument(documents: Documents, token: string): Response {
  const html = documents.find(token)
  return html === undefined ? refuse(404) : answer(html, '.html', documentPolicy)
}

async function servePage(folder: string, url: URL): Promise<Response> {
  const file = path.join(folder, decodeURIComponent(url.pathname))
  if (!file.startsWith(folder + path.sep)) return refuse(403)
  try {
    return answer(await readFile(file), path.extname(file), pagePolicy)
  } catch {
    // not there: the page asked for a file that was never built
    return refuse(404)
  }
}

function answer(body: string | Buffer<ArrayBuffer>, extension: string, policy: string): Response {
  return new Response(body, {
    headers: {
      'content-type': contentTypes[extension] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

function refuse(status: number): Response {
  return new Response('', { status })
}
