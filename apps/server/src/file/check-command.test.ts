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

test('a file is let in where the command ends with 0, and it is given the path as its last argument', async () => {
  const told = join(folder, 'told')
  const command = scanner(`printf '%s|' "$@" > ${told}; cat "$2" >> ${told}`)
  expect(await check(`${command}  --quiet `)).toBeNull()
  expect(readFileSync(told, 'utf8')).toBe(`--quiet|${file}|A plan`)
})

test('a file is refused where it ends otherwise, and what it said is logged', async () => {
  expect(await check(scanner('echo "Eicar FOUND"; exit 1'))).toEqual(refused('found'))
  expect(logged.at(-1)).toMatchObject({ because: 'found', code: 1, said: 'Eicar FOUND\n' })
  expect(await check(scanner('exit 2'))).toEqual(refused('found'))
})

test('a file is refused where the check takes too long or cannot be made', async () => {
  expect(await check(scanner('exec sleep 30'), { time: 100 })).toEqual(refused('time'))
  expect(await check(join(folder, 'nothing'))).toEqual(refused('not-made'))
})

test('no shell reads the command, and it is told no settings of the server', async () => {
  const told = join(folder, 'told')
  process.env['SECRET'] = 'a secret of the server'
  try {
    const command = scanner(`env > ${told}; printf '%s|' "$@" >> ${told}`)
    expect(await check(`${command} $(touch${folder}/ran) ;touch`)).toBeNull()
  } finally {
    delete process.env['SECRET']
  }
  const said = readFileSync(told, 'utf8')
  expect(said).toContain(`$(touch${folder}/ran)|;touch|${file}|`)
  expect(said).not.toContain('a secret of the server')
  expect(existsSync(join(folder, 'ran'))).toBe(false)
})
