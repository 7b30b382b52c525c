// Draws resources/icon.png, 512 x 512: a ruled sheet with a tick on a red square. Written without any library.
import { writeFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { inRoot } from './setup/place.mjs'

const size = 512
const colours = { red: [178, 34, 34], paper: [255, 252, 245], rule: [214, 196, 186], ink: [178, 34, 34] }

/** Signed distance to a rectangle with round corners: negative inside, in pixels. */
function roundedBox(x, y, left, top, right, bottom, radius) {
  const dx = Math.max(left + radius - x, x - (right - radius), 0)
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0)
  return Math.hypot(dx, dy) - radius
}

/** Signed distance to a stroke from a to b. */
function stroke(x, y, [ax, ay], [bx, by], halfWidth) {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - halfWidth
}

const layers = [
  { colour: colours.red, distance: (x, y) => roundedBox(x, y, 16, 16, 496, 496, 96) },
  { colour: colours.paper, distance: (x, y) => roundedBox(x, y, 136, 96, 376, 416, 20) },
  ...[150, 196, 242].map((line) => ({
    colour: colours.rule,
    distance: (x, y) => stroke(x, y, [172, line], [340, line], 7),
  })),
  {
    colour: colours.ink,
    distance: (x, y) =>
      Math.min(stroke(x, y, [196, 334], [244, 378], 18), stroke(x, y, [244, 378], [326, 290], 18)),
  },
]

/** Colour and opacity of one pixel; the edges are smoothed over one pixel. */
function paint(x, y) {
  let pixel = [0, 0, 0, 0]
  for (const { colour, distance } of layers) {
    const cover = Math.min(1, Math.max(0, 0.5 - distance(x, y)))
    pixel = blend(pixel, colour, cover)
  }
  return pixel
}

function blend([r, g, b, a], [nr, ng, nb], cover) {
  const alpha = cover + a * (1 - cover)
  if (alpha === 0) return [0, 0, 0, 0]
  const mix = (old, fresh) => (fresh * cover + old * a * (1 - cover)) / alpha
  return [mix(r, nr), mix(g, ng), mix(b, nb), alpha]
}

function rawImage() {
  const rows = []
  for (let y = 0; y < size; y++) {
    const row = [0] // filter: none
    for (let x = 0; x < size; x++) {
      const [r, g, b, a] = paint(x + 0.5, y + 0.5)
      row.push(Math.round(r), Math.round(g), Math.round(b), Math.round(a * 255))
    }
    rows.push(Buffer.from(row))
  }
  return Buffer.concat(rows)
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

function header() {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(size, 0)
  data.writeUInt32BE(size, 4)
  data.set([8, 6, 0, 0, 0], 8) // 8 bits, RGBA
  return chunk('IHDR', data)
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const image = chunk('IDAT', deflateSync(rawImage(), { level: 9 }))
writeFileSync(
  inRoot('resources/icon.png'),
  Buffer.concat([signature, header(), image, chunk('IEND', Buffer.alloc(0))]),
)
