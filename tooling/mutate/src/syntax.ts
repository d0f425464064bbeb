import { parseAst } from 'rolldown/parseAst'

/**
 * A node of a syntax tree (ESTree, with its TypeScript nodes); `start` and `end` are offsets in the source.
 */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [part: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value

/**
 * The syntax tree of a TypeScript module. Throws an Error that names `file` where the source does not parse.
 */
export const parsed = (file: string, source: string): Node =>
  parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file) as unknown as Node

/** The nodes directly below one. */
export const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((part) => (Array.isArray(part) ? part : [part]).filter(isNode))

/**
 * The modules that a module names in its imports and re-exports, as written; `import type` and calls of
 * `import()` are left out.
 */
export const importsOf = (program: Node): string[] =>
  (program['body'] as Node[]).flatMap((statement) => {
    const from = statement['source']
    const kind = statement['importKind'] ?? statement['exportKind']
    return isNode(from) && kind !== 'type' ? [String(from['value'])] : []
  })
