// A child process that does what its job says: the good and the bad ends that a host must survive.
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const post = (message) => process.send(message)
const keep = []

const behaviours = {
  echo: (job) => post({ kind: 'done', result: job.value }),
  progress() {
    post({ kind: 'progress', done: 1, total: 2 })
    post({ kind: 'progress', done: 2, total: 2 })
    post({ kind: 'done', result: null })
  },
  temp() {
    writeFileSync(path.join(os.tmpdir(), 'personal-data'), 'x')
    post({ kind: 'done', result: os.tmpdir() })
  },
  refuse: () => post({ kind: 'failed', message: '没有找到表头', code: 'NO_HEADER' }),
  crash: () => process.exit(3),
  silent: () => setInterval(() => undefined, 1000),
  stuck() {
    post({ kind: 'progress', done: 1, total: 0 })
    setInterval(() => undefined, 1000)
  },
  heap() {
    for (;;) keep.push(Array.from({ length: 16384 }, (_, index) => index + 0.5))
  },
  buffers() {
    for (;;) keep.push(Buffer.alloc(16 * 1024 * 1024, 1))
  },
}

process.on('message', ({ job }) => behaviours[job.does](job))
