import { createHash } from 'node:crypto'
import { childrenOf, type Node, parsed } from './syntax.ts'

/** One change at one position of a source. */
export interface Mutant {
  /**
   * A hash of the file, its text, the position and the change: it is stable while the file does not change.
   */
  readonly id: string
  /** From the root of the repository. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** The kind of change: see `docs/testing.md`. */
  readonly operator: string
  readonly start: number
  readonly end: number
  /** The original text from `start` to `end`, and the mutant's text instead. */
  readonly was: string
  readonly becomes: string
}

type Change = Pick<Mutant, 'operator' | 'start' | 'end' | 'becomes'>

const otherSign: Readonly<Record<string, readonly [operator: string, becomes: string]>> = {
  '<': ['boundary', '<='],
  '<=': ['boundary', '<'],
  '>': ['boundary', '>='],
  '>=': ['boundary', '>'],
  '===': ['equality', '!=='],
  '!==': ['equality', '==='],
  '&&': ['logic', '||'],
  '||': ['logic', '&&'],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
  '%': ['arithmetic', '*'],
}
const otherMethod: Readonly<Record<string, string>> = {
  every: 'some',
  some: 'every',
  min: 'max',
  max: 'min',
  find: 'findLast',
  findLast: 'find',
}

/** Every mutant of a module, in the order of the source. `file` is its path from the root. */
export const mutantsOf = (file: string, source: string): Mutant[] => {
  const changes: Change[] = []
  visit(parsed(file, source), source, changes)
  const text = createHash('sha256').update(source).digest('hex')
  return changes
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .map((change) => ({
      ...change,
      file,
      id: createHash('sha256')
        .update(`${file} ${text} ${change.start} ${change.end} ${change.becomes}`)
        .digest('hex')
        .slice(0, 16),
      line: source.slice(0, change.start).split('\n').length,
      was: source.slice(change.start, change.end),
    }))
}

/** The source with the mutant's change. */
export const mutated = (source: string, { start, end, becomes }: Mutant): string =>
  source.slice(0, start) + becomes + source.slice(end)

/**
 * `count` of the mutants, selected by the seed alone: new mutants elsewhere do not affect the selection of
 * the existing ones.
 */
export const sampleOf = (mutants: readonly Mutant[], seed: number, count: number): Mutant[] =>
  mutants
    .map((mutant) => ({ mutant, rank: createHash('sha256').update(`${seed} ${mutant.id}`).digest('hex') }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant)

const visit = (node: Node, source: string, found: Change[]): void => {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return
  // Types do not exist at run time; of `value as Type` and similar expressions only the value is visited.
  if (node.type.startsWith('TS')) {
    if (/^TS(As|Satisfies|NonNull)/.test(node.type)) visit(node['expression'] as Node, source, found)
    return
  }
  found.push(...changesAt(node, source))
  for (const child of childrenOf(node)) if (!isName(node, child)) visit(child, source, found)
}

/** Whether a child is a name (a property's key, the source of a re-export) and not a value. */
const isName = (node: Node, child: Node): boolean =>
  (node.type === 'Property' && node['key'] === child && node['computed'] !== true) ||
  (node.type === 'ExportNamedDeclaration' && node['source'] === child)

/** The changes of one node, without its descendants. */
const changesAt = (node: Node, source: string): Change[] => {
  const to = (operator: string, becomes: string, at: Pick<Node, 'start' | 'end'> = node): Change => ({
    operator,
    becomes,
    start: at.start,
    end: at.end,
  })
  const text = (part: unknown) => source.slice((part as Node).start, (part as Node).end)
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      return changesOfPair(node, source, to)
    case 'Literal':
      return changesOfLiteral(node, to)
    case 'TemplateLiteral':
      return node.end - node.start > 2 ? [to('text', '``')] : []
    case 'ArrayExpression':
      return (node['elements'] as unknown[]).length > 0 ? [to('list', '[]')] : []
    case 'UnaryExpression':
      return node['operator'] === '!' || node['operator'] === '-'
        ? [to('negation', text(node['argument']))]
        : []
    case 'IfStatement':
      return [to('condition', 'true', node['test'] as Node), to('condition', 'false', node['test'] as Node)]
    case 'ConditionalExpression':
      return [
        to('condition', `(${text(node['consequent'])})`),
        to('condition', `(${text(node['alternate'])})`),
      ]
    case 'ExpressionStatement':
      return isCall(node['expression'] as Node) ? [to('call', '')] : []
    case 'CallExpression':
      return changesOfMethod(node['callee'] as Node, to)
    default:
      return []
  }
}

const isCall = (node: Node): boolean =>
  node.type === 'CallExpression' || (node.type === 'AwaitExpression' && isCall(node['argument'] as Node))

const changesOfPair = (
  node: Node,
  source: string,
  to: (operator: string, becomes: string, at?: Pick<Node, 'start' | 'end'>) => Change,
): Change[] => {
  const [left, right] = [node['left'] as Node, node['right'] as Node]
  if (node['operator'] === '??') return [to('absence', source.slice(left.start, left.end))]
  const other = otherSign[String(node['operator'])]
  if (other === undefined || (node['operator'] === '+' && (isText(left) || isText(right)))) return []
  // The operator is between the operands, perhaps with brackets and comments around it: this finds the
  // operator itself.
  const sign = source.indexOf(` ${node['operator']} `, left.end - 1)
  return sign < 0 || sign > right.start
    ? []
    : [to(other[0], ` ${other[1]} `, { start: sign, end: sign + String(node['operator']).length + 2 })]
}

const isText = (node: Node): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string')

const changesOfLiteral = (node: Node, to: (operator: string, becomes: string) => Change): Change[] => {
  const value = node['value']
  if (typeof value === 'boolean') return [to('boolean', String(!value))]
  if (typeof value === 'number')
    return [to('number', String(value + 1)), to('number', value > 0 ? String(value - 1) : `(${value - 1})`)]
  return typeof value === 'string' && value !== '' ? [to('text', "''")] : []
}

const changesOfMethod = (
  callee: Node,
  to: (operator: string, becomes: string, at?: Node) => Change,
): Change[] => {
  const property =
    callee.type === 'MemberExpression' && callee['computed'] !== true ? (callee['property'] as Node) : null
  const other = property === null ? undefined : otherMethod[String(property['name'])]
  return property === null || other === undefined ? [] : [to('method', other, property)]
}
