import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { foldersInCycles } from './cycles.ts'
import { againstTheDirection } from './direction.ts'
import { readersOfDraftRows } from './drafts.ts'
import { wrongNames } from './names.ts'
import { root, workspacePackages } from './packages.ts'
import { falseLinesOfReadme, testCommandOfReadme } from './readme.ts'
import { spreadsIntoCalls } from './spreads.ts'
import { replacedWords } from './words.ts'

// All checks run, so that one failure does not hide the next.
const bin = (name: string): string => join(root, 'node_modules/.bin', name)
const run = (title: string, command: string, args: string[]): Promise<string[]> =>
  new Promise((resolve) =>
    execFile(command, args, { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve(error === null ? [] : [`${title}:\n${stdout}${stderr}`]),
    ),
  )

/**
 * What `check` complains of in each of `files`, as many at once as there are processors. A compiler of several
 * threads checks what a file imports once in each, so it is cheaper to give each a file of its own.
 */
const eachOf = async (files: string[], check: (file: string) => Promise<string[]>): Promise<string[]> => {
  const left = files.values()
  const complaints: string[] = []
  const worker = async () => {
    for (const file of left) complaints.push(...(await check(file)))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return complaints
}

const checks: Record<string, () => string[] | Promise<string[]>> = {
  types: () =>
    eachOf(
      workspacePackages()
        .flatMap((pkg) => readdirSync(join(root, pkg.folder)).map((file) => `${pkg.folder}/${file}`))
        .filter((file) => /\/tsconfig(\.\w+)?\.json$/.test(file)),
      (file) => run(file, bin('tsc'), ['-p', file, '--pretty', 'false', '--singleThreaded']),
    ),
  'code style, format and import cycles': () =>
    run('biome', bin('biome'), ['ci', '--colors=off', '--error-on-warnings', '.']),
  'unused code': () => run('knip', bin('knip'), []),
  'import direction': againstTheDirection,
  'cycles between folders': foldersInCycles,
  'readers of drafts': readersOfDraftRows,
  'lists spread into calls': spreadsIntoCalls,
  names: wrongNames,
  'words of the screens': replacedWords,
  README: () => {
    const command = testCommandOfReadme()
    const called =
      command !== null && readFileSync(join(root, '.ci/run'), 'utf8').split('\n').includes(command)
    return [
      ...falseLinesOfReadme(),
      ...(called ? [] : ["README.md's test command is not the one that .ci/run calls"]),
    ]
  },
}

let failed = 0
for (const [name, check] of Object.entries(checks)) {
  const complaints = await check()
  failed += complaints.length
  process.stdout.write(
    `${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n${complaints.map((complaint) => `${complaint}\n`).join('')}`,
  )
}
process.exitCode = failed === 0 ? 0 : 1
