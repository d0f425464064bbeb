/** A declaration in a compiled `.d.ts` file: its name, its comment without asterisks, and its signature. */
export interface Declared {
  readonly name: string
  readonly comment: string
  readonly signature: string
}

/** The exported declarations of a compiled `.d.ts` file, in order. */
export const declarationsOf = (text: string): Declared[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const name = /^export (?:declare )?(?:const|type|interface|function|class) (\w+)/.exec(line)?.[1]
    return name === undefined
      ? []
      : [{ name, comment: commentBefore(lines, at), signature: signatureFrom(lines, at) }]
  })
}

/** The source of an exported constant: its lines up to the first unindented one after the beginning. */
export const sourceOf = (source: string, name: string): string => {
  const lines = source.split('\n')
  const at = lines.findIndex(
    (line) => line.startsWith(`export const ${name} =`) || line.startsWith(`export const ${name}:`),
  )
  const end =
    /[([{]$/.test(lines[at] ?? '') || (lines[at] ?? '').endsWith('=')
      ? lines.findIndex((line, index) => index > at && /^[^\s]|^$/.test(line))
      : at
  return lines
    .slice(at, (lines[end] === '' ? end - 1 : end) + 1)
    .join('\n')
    .replace(/^export /, '')
}

const commentBefore = (lines: readonly string[], at: number): string => {
  if (!lines[at - 1]?.endsWith('*/')) return ''
  const start = lines.findLastIndex((line, index) => index < at && line.startsWith('/**'))
  return lines
    .slice(start, at)
    .join('\n')
    .replace(/^\/\*\*\s?|\s*\*\/$/g, '')
    .replace(/^ \* ?/gm, '')
    .trim()
}

const signatureFrom = (lines: readonly string[], at: number): string => {
  let depth = 0
  const end = lines.findIndex((line, index) => {
    if (index < at) return false
    for (const letter of line.replace(/'[^']*'|`[^`]*`|"[^"]*"/g, ''))
      depth += '({['.includes(letter) ? 1 : ')}]'.includes(letter) ? -1 : 0
    return depth === 0 && (line.endsWith(';') || line === '}')
  })
  return lines
    .slice(at, end + 1)
    .join('\n')
    .replace(/^export (?:declare )?/, '')
    .replace(/;$/gm, '')
    .replace(/import\("[^"]*"\)\./g, '')
    .replace(/^( {4})+/gm, (indent) => '  '.repeat(indent.length / 4))
}
