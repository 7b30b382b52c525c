// Reads the source files of the checkout: their imports, and where a type says `any`.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export const root = path.resolve(import.meta.dirname, '../..')

export interface Import {
  /** Path from the root of the checkout, or the name of a package. */
  readonly target: string
  readonly isPackage: boolean
  /** Nothing of it is left when the program runs. */
  readonly isTypeOnly: boolean
}

export interface SourceFile {
  /** From the root of the checkout, with slashes. */
  readonly file: string
  readonly text: string
  readonly imports: readonly Import[]
  /** Lines on which a type says `any`. */
  readonly anyLines: readonly number[]
}

/** Every file below a folder, as a path from the root of the checkout. */
export function filesUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => toRelative(path.join(entry.parentPath, entry.name)))
    .toSorted()
}

const toRelative = (absolute: string): string => path.relative(root, absolute).split(path.sep).join('/')

/** Whether a file holds program text. Type declarations made by tools do not count. */
export const isSource = (file: string): boolean =>
  /\.(ts|mts|mjs|vue)$/.test(file) && !file.endsWith('.d.ts') && !file.endsWith('.d.mts')

export function readSource(file: string): SourceFile {
  const text = readFileSync(path.join(root, file), 'utf8')
  const tree = ts.createSourceFile(file, scriptOf(file, text), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const imports: Import[] = []
  const anyLines: number[] = []
  const visit = (node: ts.Node): void => {
    const found = importOf(file, node)
    if (found) imports.push(found)
    if (node.kind === ts.SyntaxKind.AnyKeyword)
      anyLines.push(tree.getLineAndCharacterOfPosition(node.getStart()).line + 1)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { file, text, imports, anyLines }
}

/** The scripts of a component in their places, everything around them blank; other files as they are. */
function scriptOf(file: string, text: string): string {
  if (!file.endsWith('.vue')) return text
  let end = 0
  let script = ''
  for (const match of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
    const body = match[1] ?? ''
    const start = match.index + match[0].indexOf(body)
    script += blank(text.slice(end, start)) + body
    end = start + body.length
  }
  return script
}

const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')

function importOf(file: string, node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    return describe(file, node.moduleSpecifier, isTypeOnly(node.importClause))
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return describe(file, node.moduleSpecifier, node.isTypeOnly)
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return describe(file, node.argument.literal, true)
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return describe(file, node.arguments[0], false)
  }
  return undefined
}

/** `import type …`, or braces in which every name is marked. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names = clause.namedBindings
  if (clause.name !== undefined || names === undefined || !ts.isNamedImports(names)) return false
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly)
}

function describe(file: string, specifier: ts.Node | undefined, isType: boolean): Import | undefined {
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined
  const name = specifier.text
  if (name.startsWith('.')) return { target: beside(file, name), isPackage: false, isTypeOnly: isType }
  if (name.startsWith('#shared/')) {
    return {
      target: `src-main/shared/${name.slice('#shared/'.length)}`,
      isPackage: false,
      isTypeOnly: isType,
    }
  }
  return { target: packageOf(name), isPackage: true, isTypeOnly: isType }
}

const beside = (file: string, name: string): string => path.posix.join(path.posix.dirname(file), name)

/** The package of a specifier; all of Node's own modules are `node`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node'
  const [first = '', second = ''] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}
