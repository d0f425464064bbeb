import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../root.ts'
import { pagePath, settingsPage } from './page.ts'
import { readSettings } from './settings.ts'

test('the settings page matches the settings', () => {
  expect(readFileSync(join(root, pagePath), 'utf8')).toBe(settingsPage())
})

test('without an environment every setting has its default', () => {
  expect(readSettings({})).toMatchObject({
    ok: true,
    value: { HOST: '127.0.0.1', PORT: 4310, DATABASE_URL: 'sqlite:./data/beatbook.db', CHECK_OUTPUTS: false },
  })
})

test('an empty variable counts as not set', () => {
  expect(readSettings({ PORT: '', SECRET: '' })).toMatchObject({
    ok: true,
    value: { PORT: 4310, SECRET: undefined },
  })
})

test.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['DATABASE_URL', 'mysql://elsewhere'],
  ['DATABASE_URL', 'postgres:'],
  ['DATABASE_URL', 'sqlite:'],
  ['PUBLIC_URL', 'beatbook'],
  ['SECRET', 'short'],
  ['BEATBOOK_SETUP_TOKEN', 'short'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused with a sentence that names the variable', (name, value) => {
  const read = readSettings({ [name]: value })
  expect(read).toMatchObject({ ok: false, error: expect.stringContaining(`${name} is not usable`) })
})
