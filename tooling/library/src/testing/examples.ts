import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join, relative } from 'node:path'

/**
 * An example in the documentation: its location, its TypeScript, and the expected output from its comments,
 * line by line.
 */
export interface Example {
  readonly where: string
  readonly code: string
  readonly prints: readonly string[]
}

/** Every example of a package: the `ts` blocks of its README, and those in the comments of its sources. */
export const examplesOf = (folder: string): Example[] => {
  const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const files = [join(folder, 'README.md'), ...sources.sort().map((file) => join(folder, 'src', file))]
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const prose = file.endsWith('.md')
      ? [text]
      : [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(([comment]) => comment.replace(/^ *\* ?/gm, ''))
    const blocks = prose.flatMap((words) =>
      [...words.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((block) => block[1] ?? ''),
    )
    return blocks.map((code) => ({
      where: relative(folder, file),
      code,
      prints: [...code.matchAll(/\/\/ (.*)$/gm)].map((said) => said[1] ?? ''),
    }))
  })
}

/**
 * A program that runs examples one after another, in Node or a browser, and stores the output of each in
 * `globalThis.printed`.
 */
export const programOf = (examples: readonly Example[]): Record<string, string> => ({
  ...Object.fromEntries(
    examples.map(({ code }, index) => [`example-${index}.js`, stripTypeScriptTypes(code)]),
  ),
  'program.js': [
    'const printed = []',
    'const log = console.log',
    'console.log = (...said) => printed.at(-1).push(...said.map(String).join(" ").split("\\n"))',
    ...examples.map((_, index) => `printed.push([])\nawait import('./example-${index}.js')`),
    'console.log = log',
    'globalThis.printed = printed',
  ].join('\n'),
  'node.js': "import './program.js'\nconsole.log(JSON.stringify(globalThis.printed))",
})
