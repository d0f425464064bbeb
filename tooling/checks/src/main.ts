import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
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
const run = (title: string, command: string, args: string[]): string[] => {
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  return done.status === 0 ? [] : [`${title}:\n${done.stdout}${done.stderr}`]
}

const checks: Record<string, () => string[]> = {
  types: () =>
    workspacePackages()
      .flatMap((pkg) => readdirSync(join(root, pkg.folder)).map((file) => `${pkg.folder}/${file}`))
      .filter((file) => /\/tsconfig(\.\w+)?\.json$/.test(file))
      .flatMap((file) => run(file, bin('tsc'), ['-p', file, '--pretty', 'false'])),
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
  const complaints = check()
  failed += complaints.length
  process.stdout.write(
    `${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n${complaints.map((complaint) => `${complaint}\n`).join('')}`,
  )
}
process.exitCode = failed === 0 ? 0 : 1
