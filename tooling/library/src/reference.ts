import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type Declared, declarationsOf, sourceOf } from './declarations.ts'

/** An export, and the entries of the package that have it. */
interface Exported extends Declared {
  readonly module: string
  readonly entries: readonly string[]
}

/**
 * The API reference as Markdown, by page: one for each feature folder, and `README` that lists them.
 * Generated from the comments and signatures in `types`, the folder of the package's compiled declarations,
 * and for schemas from the sources in `src`. `schemas` are the names of the public shapes.
 */
export const referencePages = (
  src: string,
  types: string,
  entries: Readonly<Record<string, string>>,
  schemas: ReadonlySet<string>,
): Map<string, string> => {
  const all = exportsOf(src, types, entries)
  const features = Map.groupBy(all, ({ module }) => featureOf(module))
  const pages = [...features].map(
    ([feature, exported]) => [feature, pageOf(feature, exported, src, schemas)] as const,
  )
  const rows = [...features].map(
    ([feature, exported]) =>
      `| [${feature}](${feature}.md) | ${exported.map(({ name }) => `\`${name}\``).join(', ')} |`,
  )
  const index = [
    '# The library',
    '',
    HOW,
    '',
    '| feature | what it exports |',
    '|---|---|',
    ...rows,
    '',
  ].join('\n')
  return new Map([['README', index], ...pages])
}

/** All exports of the entries, in their order. */
export const exportsOf = (
  src: string,
  types: string,
  entries: Readonly<Record<string, string>>,
): Exported[] => {
  const found = new Map<string, Exported>()
  const visit = (module: string, entry: string, only: ReadonlySet<string> | null): void => {
    const text = readFileSync(join(src, module), 'utf8')
    for (const declared of declarationsOf(
      readFileSync(join(types, module.replace(/\.ts$/, '.d.ts')), 'utf8'),
    )) {
      if (only !== null && !only.has(declared.name)) continue
      const key = `${module} ${declared.name}`
      const known = found.get(key)?.entries ?? []
      found.set(key, { ...declared, module, entries: known.includes(entry) ? known : [...known, entry] })
    }
    for (const [, names, from = ''] of text.matchAll(
      /^export (?:type )?(?:\*|\{([^}]*)\}) from '(\.[^']+)'/gm,
    )) {
      const named =
        names === undefined
          ? only
          : new Set(names.split(',').map((name) => name.replace(/\btype\b/, '').trim()))
      visit(join(dirname(module), from), entry, named)
    }
  }
  for (const [entry, module] of Object.entries(entries)) visit(module, entry, null)
  return [...found.values()]
}

const HOW = `What \`@beatbook/domain\` exports, by feature. Made from the comments in its sources: a test says when a page is stale, and
\`npx -y pnpm@12 exec vitest run tooling/library -u\` writes it anew. The words and a first example stand in the package's [README](../../packages/domain/README.md).`

const featureOf = (module: string): string => module.split('/')[0]?.replace(/\.ts$/, '') ?? module

const pageOf = (
  feature: string,
  exported: readonly Exported[],
  src: string,
  schemas: ReadonlySet<string>,
): string => [`# ${feature}`, '', ...exported.flatMap((each) => partOf(each, src, schemas))].join('\n')

const partOf = (
  { name, comment, signature, module, entries }: Exported,
  src: string,
  schemas: ReadonlySet<string>,
): string[] => {
  const shape = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  const schema =
    schemas.has(shape) && signature.startsWith('const ')
      ? [`JSON Schema: \`@beatbook/domain/schema/${shape}.json\`.`, '']
      : []
  const code = /^const \w+: (?:import\([^)]*\)\.CommandDefinition|CommandDefinition|z\.)/.test(signature)
    ? sourceOf(readFileSync(join(src, module), 'utf8'), name)
    : signature
  const place = relative('docs/api', join('packages/domain/src', module))
  return [
    `## ${name}`,
    '',
    `[source](${place})${entries.some((entry) => entry !== '@beatbook/domain') ? ` · from ${entries.map((entry) => `\`${entry}\``).join(' and ')}` : ''}`,
    '',
    '```ts',
    code,
    '```',
    '',
    ...(comment === '' ? [] : [comment.replace(/^@example\n/m, 'Example:\n\n'), '']),
    ...schema,
  ]
}
