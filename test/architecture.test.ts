// Keeps the house in order: every file in one room, imports in one direction, nothing at the top that does not belong there.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { packages, rooms, withoutSubfolders, type Room } from './architecture/rooms.ts'
import {
  filesUnder,
  isSource,
  readSource,
  root,
  type Import,
  type SourceFile,
} from './architecture/sources.ts'

// tsconfig.json stands where the compiler looks for it, whatever the room.
const houseFiles = ['src-main', 'src-renderer', 'test']
  .flatMap(filesUnder)
  .filter((file) => path.posix.basename(file) !== 'tsconfig.json')
const sources = houseFiles.filter(isSource).map(readSource)
const ownSources = sources.filter((source) => !source.file.startsWith('test/'))

const contains = (place: string, file: string): boolean =>
  place.endsWith('/') ? file.startsWith(place) && mayHold(place, file) : file === place

const mayHold = (place: string, file: string): boolean =>
  !withoutSubfolders.includes(place) || !file.slice(place.length).includes('/')

/** The rooms whose place fits the file most exactly: one, unless the table is wrong. */
function roomsOf(file: string): Room[] {
  const fits = rooms.flatMap((room) =>
    room.places.filter((place) => contains(place, file)).map((place) => ({ room, length: place.length })),
  )
  const longest = Math.max(0, ...fits.map((fit) => fit.length))
  return fits.filter((fit) => fit.length === longest).map((fit) => fit.room)
}

const roomOf = (file: string): Room | undefined => roomsOf(file)[0]

function roomFault(source: SourceFile, { target, isTypeOnly }: Import): string | undefined {
  const from = roomOf(source.file)
  const to = roomOf(target)
  if (from === undefined || from === to) return undefined
  if (to === undefined)
    return isTool(source.file, target) ? undefined : `${source.file} imports ${target}, which is in no room`
  const allowed = isTypeOnly ? [...from.mayImport, ...(from.mayImportTypes ?? [])] : from.mayImport
  if (allowed.includes(to.name)) return undefined
  return `${source.file} imports ${target}: ${from.name} may not import ${to.name}, because ${from.why}`
}

/** Tests of packing and of the window use the same scripts as the commands. */
const isTool = (file: string, target: string): boolean =>
  file.startsWith('test/') && target.startsWith('tools/')

function packageFault(source: SourceFile, name: string): string | undefined {
  const rule = packages[name]
  if (rule === undefined)
    return `${source.file} imports ${name}: name it in test/architecture/rooms.ts and say in docs/dependencies.md why it is here`
  const room = roomOf(source.file)
  if (room !== undefined && rule.rooms.includes(room.name)) return undefined
  if (rule.files?.includes(source.file)) return undefined
  return `${source.file} imports ${name}, which only ${[...rule.rooms, ...(rule.files ?? [])].join(', ')} may, because ${rule.why}`
}

const isText = (fault: string | undefined): fault is string => fault !== undefined

/** A circle of files that need each other to run; empty when there is none. Types may refer to each other. */
function findCircle(): string[] {
  const needs = new Map(
    sources.map((s) => [s.file, s.imports.filter((i) => !i.isPackage && !i.isTypeOnly).map((i) => i.target)]),
  )
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return []
    for (const next of needs.get(file) ?? []) {
      const circle = visit(next, [...way, file])
      if (circle.length > 0) return circle
    }
    done.add(file)
    return []
  }
  for (const file of needs.keys()) {
    const circle = visit(file, [])
    if (circle.length > 0) return circle
  }
  return []
}

describe('rooms', () => {
  it('hold every file, each in exactly one', () => {
    const lost = houseFiles
      .map((file) => ({ file, names: roomsOf(file).map((room) => room.name) }))
      .filter(({ names }) => names.length !== 1)
      .map(({ file, names }) => `${file} belongs to ${names.join(' and ') || 'no room'}`)
    expect(lost, 'give each file a room in test/architecture/rooms.ts, or move it into one').toEqual([])
  })

  it('are listed from the ground up, so that no circle of rooms is possible', () => {
    const names = rooms.map((room) => room.name)
    const upward = rooms.flatMap((room, place) =>
      [...room.mayImport, ...(room.mayImportTypes ?? [])]
        .filter((name) => !names.slice(0, place).includes(name))
        .map((name) => `${room.name} is allowed ${name}, which does not stand before it`),
    )
    expect(upward).toEqual([])
  })

  it('are all lived in', () => {
    const empty = rooms.filter((room) => !houseFiles.some((file) => roomOf(file) === room))
    expect(
      empty.map((room) => room.name),
      'take a room without files out of the table',
    ).toEqual([])
  })
})

describe('imports', () => {
  it('go in the one direction: hosts → core → shared ← renderer', () => {
    const faults = sources.flatMap((source) =>
      source.imports
        .filter((i) => !i.isPackage)
        .map((i) => roomFault(source, i))
        .filter(isText),
    )
    expect(faults).toEqual([])
  })

  it('of packages stand only where the package belongs', () => {
    const faults = ownSources.flatMap((source) =>
      source.imports
        .filter((i) => i.isPackage)
        .map((i) => packageFault(source, i.target))
        .filter(isText),
    )
    expect([...new Set(faults)]).toEqual([])
  })

  it('never run in a circle', () => {
    expect(findCircle(), 'move what both need into a file of its own').toEqual([])
  })
})

describe('files', () => {
  it('are named after their subject', () => {
    const vague = /^(utils?|helpers?|common|misc|lib|stuff|tools?|functions)$/i
    const isVague = (file: string): boolean =>
      file.split('/').some((part) => vague.test(part.replace(/(\.test)?\.\w+$/, '')))
    const found = houseFiles.filter((file) => isVague(file) && file !== 'src-main/shared/contract/common.ts')
    expect(found, 'a name that fits everything collects everything: name the subject').toEqual([])
  })

  it('open with a sentence that says what they are for', () => {
    const silent = ownSources.filter((source) => !/^(\/\/|\/\*\*|<!--) ?\S/.test(source.text))
    expect(
      silent.map((source) => source.file),
      'one sentence in a comment, first line',
    ).toEqual([])
  })

  it('say no `any`', () => {
    const found = sources.flatMap((source) => source.anyLines.map((line) => `${source.file}:${line}`))
    expect(found, '`any` switches the checker off for all that touches it: say unknown and look').toEqual([])
  })

  it('leave no note that something is still to be done', () => {
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`)
    const found = sources.flatMap(({ file, text }) =>
      text.split('\n').flatMap((line, at) => (marks.test(line) ? [`${file}:${at + 1}`] : [])),
    )
    expect(found, 'do it now, or write down as a limit in the README what is not there').toEqual([])
  })
})

describe('the top level', () => {
  const belongs = new Set([
    'package.json',
    'package-lock.json',
    'electron-builder.yml',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'src-main',
    'src-renderer',
    'resources',
    'test',
    'docs',
    'tools',
  ])
  // What tools look for at the top and nowhere else.
  const isSettings = (name: string): boolean =>
    name.startsWith('.') || /^tsconfig.*\.json$|\.config\.js$/.test(name)
  const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''))

  it('holds only what was agreed', () => {
    const strangers = readdirSync(root).filter(
      (name) => !belongs.has(name) && !isSettings(name) && !ignored.includes(name) && !name.endsWith('.log'),
    )
    expect(strangers, 'put it into the folder of its subject; design decisions go to docs/adr/').toEqual([])
  })
})

describe('dependencies', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const dependencies = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })

  it('have their reasons in docs/dependencies.md', () => {
    const page = readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8')
    const silent = dependencies.map(([name]) => name).filter((name) => !page.includes(`\`${name}\``))
    expect(silent, 'say why it is here, under which licence, and what else there was').toEqual([])
  })

  it('are pinned to one version each', () => {
    const loose = dependencies.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    expect(loose, 'whoever installs without the lock file must get what was tested').toEqual([])
  })
})
