import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beQuiet, showNow } from '../output/print.ts'
import { chooseServer } from './address.ts'
import { callServer, connect } from './connect.ts'

const server = createServer(async (_, answer) => {
  await wait(takes)
  answer.end('{}')
})
let takes = 0
let written = ''
const isTTY = process.stderr.isTTY

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  chooseServer({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  written = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += text
    return true
  })
  process.stderr.isTTY = true
})
afterEach(async () => {
  vi.restoreAllMocks()
  process.stderr.isTTY = isTTY
  beQuiet(false)
  chooseServer({})
  await new Promise((resolve) => server.close(resolve))
})

const asked = () => callServer(() => connect().plans.list.query({})).catch(() => null)
const CLEARED = '\r\u001b[K'

test('nothing is said of an answer that comes at once', async () => {
  takes = 0
  await asked()
  expect(written).toBe('')
})

test('an answer that takes longer is waited for with its seconds, below what was said of it', async () => {
  takes = 1_300
  await asked()
  expect(written).toBe(`${CLEARED}Waiting for the server… 1 s${CLEARED}`)
  written = ''
  showNow('Writing 36 actions to the record…')
  await asked()
  const said = `${CLEARED}Writing 36 actions to the record…`
  expect(written).toBe(`${said}${said} 1 s${said}`)
  showNow('')
})

test('a program is told nothing, and neither is who asked for quiet', async () => {
  takes = 1_300
  beQuiet()
  await asked()
  beQuiet(false)
  process.stderr.isTTY = false
  await asked()
  expect(written).toBe('')
})
