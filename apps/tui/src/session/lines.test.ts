import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseServer } from './address.ts'
import { earlierLines, keepLine, rememberLine } from './lines.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-lines-'))
  vi.stubEnv('XDG_CONFIG_HOME', folder)
  chooseServer({ url: 'http://beatbook.test/' })
})
afterEach(() => {
  vi.unstubAllEnvs()
  chooseServer({})
  rmSync(folder, { recursive: true })
})

test('lines are remembered once each, the newest first, and no more than there is room for', () => {
  expect(earlierLines()).toEqual([])
  for (const line of ['plans', 'action 3', ' plans ', '']) rememberLine(line)
  expect(earlierLines()).toEqual(['plans', 'action 3'])
  for (let at = 0; at < 60; at += 1) rememberLine(`action ${at}`)
  expect(earlierLines()).toHaveLength(50)
  expect(earlierLines().slice(0, 2)).toEqual(['action 59', 'action 58'])
})

test('what is being typed comes first until it is given', () => {
  rememberLine('plans')
  keepLine('action add quays "Walk')
  // A line that is opened and left empty takes nothing away.
  keepLine('')
  rememberLine(' ')
  expect(earlierLines()).toEqual(['action add quays "Walk', 'plans'])
  rememberLine('action add quays "Walk the docks"')
  expect(earlierLines()).toEqual(['action add quays "Walk the docks"', 'plans'])
})
