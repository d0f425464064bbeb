import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import * as domain from '@beatbook/domain'
import { chromium } from 'playwright-core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicShapes } from './schemas.ts'
import { bundleForBrowsers } from './testing/bundle.ts'
import { examplesOf, programOf } from './testing/examples.ts'
import { domainFolder, installDomain, root } from './testing/installed.ts'
import { nodeOfMajor } from './testing/nodes.ts'

const examples = examplesOf(domainFolder)
const placed = (printed: string[][]) => printed.map((lines, index) => [examples[index]?.where, ...lines])
const expected = placed(examples.map(({ prints }) => [...prints]))
let { tarball, project, installed } = { tarball: '', project: '', installed: '' }

beforeAll(() => {
  ;({ tarball, project, installed } = installDomain())
  mkdirSync(join(project, 'examples'))
  const program = {
    ...programOf(examples),
    ...Object.fromEntries(examples.map(({ code }, index) => [`typed-${index}.ts`, `${code}\nexport {}\n`])),
  }
  for (const [name, code] of Object.entries(program)) writeFileSync(join(project, 'examples', name), code)
}, 120_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the packed domain', () => {
  const manifest = () => JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))

  test('publint finds nothing', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true })
    expect(messages.map((message) => formatMessage(message, manifest(), { color: false }))).toEqual([])
  })

  test('are-the-types-wrong finds nothing, for importers that know export maps and modules', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))))
    if (analysis.types === false) throw new Error('The package has no types')
    expect(
      analysis.problems.filter(
        (problem) =>
          problem.kind !== 'CJSResolvesToESM' &&
          !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
      ),
    ).toEqual([])
  })

  test('needs zod and nothing else', () => {
    const { dependencies, peerDependencies, optionalDependencies } = manifest()
    expect(
      [dependencies, peerDependencies, optionalDependencies].map((needs) => Object.keys(needs ?? {})),
    ).toEqual([['zod'], [], []])
  })

  test('carries its licence, README and changelog, compiled code with types, and no test', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/index.js', 'dist/index.d.ts']),
    )
    expect(files.filter((file) => /\.test\.|\/testing\/|(?<!\.d)\.ts$/.test(file))).toEqual([])
  })

  test('its changelog begins with its version', () => {
    expect(/^## (\S+)/m.exec(readFileSync(join(installed, 'CHANGELOG.md'), 'utf8'))?.[1]).toBe(
      manifest().version,
    )
  })
})

describe('the JSON Schemas', () => {
  const folder = () => join(installed, 'dist/schema')
  const schema = (name: string) => JSON.parse(readFileSync(join(folder(), name), 'utf8'))

  test('every zod schema the face exports, and every command, has its file', () => {
    const shapes = Object.entries(domain).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && '_zod' in value ? [name] : [],
    )
    expect(readdirSync(folder())).toHaveLength(shapes.length + Object.keys(domain.commands).length)
    expect(readdirSync(folder()).sort()).toEqual(
      [...publicShapes(domain).keys()].map((name) => `${name}.json`).sort(),
    )
  })

  test('every shape they refer to is among them', () => {
    const files = readdirSync(folder())
    const named = files.flatMap((file) =>
      [...JSON.stringify(schema(file)).matchAll(/"\$ref":"([^"#]+)/g)].map((found) => found[1]),
    )
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((name) => !files.includes(name ?? ''))).toEqual([])
  })

  test('can be imported by name', () => {
    const code =
      "import s from '@beatbook/domain/schema/draft.json' with { type: 'json' }; console.log(s.$id)"
    expect(
      execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: project, encoding: 'utf8' }),
    ).toBe('draft.json\n')
  })
})

describe('the examples of its README and comments', () => {
  test('there are some, and each says what it prints', () => {
    expect(examples.length).toBeGreaterThan(8)
    expect(examples.filter(({ prints }) => prints.length === 0).map(({ where }) => where)).toEqual([])
  })

  test('the README’s first is about twenty lines', () => {
    const lines = examples[0]?.code.split('\n').filter((line) => line !== '' && !line.startsWith('//')) ?? []
    expect(lines.length).toBeLessThanOrEqual(20)
  })

  test('they compile against the installed types, all of which are checked', () => {
    const compilerOptions = {
      target: 'es2023',
      lib: ['es2023', 'dom'],
      module: 'nodenext',
      types: [],
      strict: true,
      noEmit: true,
      skipLibCheck: false,
    }
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, include: ['examples/*.ts'] }),
    )
    expect(complaintsOf(join(root, 'node_modules/.bin/tsc'), ['-p', project, '--pretty', 'false'])).toBe('')
  })

  const inNode = (node: string) =>
    JSON.parse(execFileSync(node, ['examples/node.js'], { cwd: project, encoding: 'utf8' }))
  test('they print what they say in the Node that runs the tests', () => {
    expect(placed(inNode(process.execPath))).toEqual(expected)
  })

  const older = nodeOfMajor(20)
  if (older === null)
    process.stderr.write('\n*** No Node 20 is on this machine: the examples are SKIPPED there. ***\n\n')
  test.skipIf(older === null)('they print what they say in Node 20', () => {
    expect(placed(inNode(older ?? ''))).toEqual(expected)
  })

  const path = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((known) => known && existsSync(known))
  if (path === undefined)
    process.stderr.write(
      '\n*** No Chromium is installed: the examples are SKIPPED in a browser. Name one in CHROMIUM. ***\n\n',
    )
  test.skipIf(path === undefined && process.env.CI !== 'true')(
    'they print what they say in a browser',
    async () => {
      const { code, imports } = await bundleForBrowsers(join(project, 'examples/program.js'))
      expect(imports).toEqual([])
      const browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] })
      try {
        const page = await browser.newPage()
        const body = `<script type="module">${code.replaceAll('</script', '<\\/script')}</script>`
        await page.route('https://library.test/', (route) =>
          route.fulfill({ contentType: 'text/html; charset=utf-8', body }),
        )
        await page.goto('https://library.test/')
        await page.waitForFunction('globalThis.printed !== undefined', undefined, { timeout: 20_000 })
        expect(placed(await page.evaluate('globalThis.printed'))).toEqual(expected)
      } finally {
        await browser.close()
      }
    },
  )
})

/** The errors of a compiler; empty if there are none. */
const complaintsOf = (command: string, args: string[]): string => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    return String((error as { stdout?: string }).stdout)
  }
}
