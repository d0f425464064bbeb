import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CheckOptions, checkByCommand } from './check-command.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'a file; touch ran')
  writeFileSync(file, 'A plan')
})
afterEach(() => rmSync(folder, { recursive: true }))

const logged: object[] = []
const log = { warn: (fields: object) => void logged.push(fields) }
const scanner = (script: string): string => {
  const path = join(folder, 'scanner')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o700)
  return path
}
const check = (command: string, given: Partial<CheckOptions> = {}) =>
  checkByCommand({ command, log, ...given })(file)
const refused = (because: string) => ({ code: 'file-refused', args: { because } })

test('a file is accepted if the command ends with 0; its last argument is the path', async () => {
  const output = join(folder, 'output')
  const command = scanner(`printf '%s|' "$@" > ${output}; cat "$2" >> ${output}`)
  expect(await check(`${command}  --quiet `)).toBeNull()
  expect(readFileSync(output, 'utf8')).toBe(`--quiet|${file}|A plan`)
})

test('a file is refused on any other exit code, and the output is logged', async () => {
  expect(await check(scanner('echo "Eicar FOUND"; exit 1'))).toEqual(refused('found'))
  expect(logged.at(-1)).toMatchObject({ because: 'found', code: 1, said: 'Eicar FOUND\n' })
  expect(await check(scanner('exit 2'))).toEqual(refused('found'))
})

test('a file is refused if the check times out or cannot be run', async () => {
  expect(await check(scanner('exec sleep 30'), { time: 100 })).toEqual(refused('time'))
  expect(await check(join(folder, 'nothing'))).toEqual(refused('not-made'))
})

test('the command is run without a shell, and does not see the server’s settings', async () => {
  const output = join(folder, 'output')
  process.env['SECRET'] = 'a secret of the server'
  try {
    const command = scanner(`env > ${output}; printf '%s|' "$@" >> ${output}`)
    expect(await check(`${command} $(touch${folder}/ran) ;touch`)).toBeNull()
  } finally {
    delete process.env['SECRET']
  }
  const printed = readFileSync(output, 'utf8')
  expect(printed).toContain(`$(touch${folder}/ran)|;touch|${file}|`)
  expect(printed).not.toContain('a secret of the server')
  expect(existsSync(join(folder, 'ran'))).toBe(false)
})
