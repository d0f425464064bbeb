import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passwordWeakness } from './weak-password.ts'

const owner = { name: 'Ada Lovelace', email: 'a.lovelace@bridewell.example' }
const because = (password: string) => passwordWeakness(password, owner)?.args.because ?? null

test.each([
  ['aaaaaaaaaaaa', 'repeated'],
  [' '.repeat(12), 'repeated'],
  ['\u2003'.repeat(12), 'repeated'],
  ['abababababab', 'repeated'],
  ['AaAaAaAaAaAa', 'repeated'],
  ['x1y2z!x1y2z!', 'repeated'],
  ['password1234', 'common'],
  ['123456789012', 'common'],
  ['P@ssw0rd2026!', 'common'],
  ['Pa55w0rd Pa55w0rd', 'common'],
  ['passwordpassword', 'common'],
  ['Welcome2Beatbook', 'common'],
  ['qwertyuiop123', 'common'],
  ['1qaz2wsx3edc', 'common'],
  ['Summer 2026!!!', 'common'],
  ['Liverpool1986', 'common'],
  ['sunshine-monkey', 'common'],
  ['administrator', 'common'],
  ['November20/11/2026', 'common'],
  ['2026-11-28-2026', 'common'],
  ['20261128201920', 'common'],
  ['01/01/2026 02/02/2026', 'common'],
  ['1/2/26 3/4/27 5/6/28', 'common'],
  ['AdaLovelace2026', 'own'],
  ['lovelace.bridewell', 'own'],
  ['L0ve1ace-Ada-2026', 'own'],
])('%j is refused as %s', (password, why) => {
  expect(because(password)).toBe(why)
})

test.each([
  'a beat book of our own',
  'handed over on paper',
  'correct horse battery staple',
  'coffee tin fish',
  'silver compass forest',
  'yellow monkey dragon',
  'summer garden window',
  'coffee orange bridge',
  'Kx7#pQ2m!vRz',
  'Lovelace plays the harp at noon',
  '482910573829',
])('%j is taken', (password) => {
  expect(because(password)).toBeNull()
})

test('a common word does not become a strong password by a year, a sign or other letter cases', () => {
  const word = fc.constantFrom('password', 'football', 'arsenal', 'charlie', 'sunshine', 'dragon')
  fc.assert(
    fc.property(
      word,
      fc.integer({ min: 1900, max: 2199 }),
      fc.constantFrom('', '!', '?!', '. '),
      fc.boolean(),
      (common, year, sign, capital) => {
        const written = `${capital ? common.toUpperCase() : common}${sign}${year}`
        expect(because(written)).toBe('common')
      },
    ),
  )
})

test('a strong password is accepted, and no input makes the check slow', () => {
  const letter = fc.constantFrom(...'bcdfghjklmnpqrstvwxz')
  fc.assert(
    fc.property(
      fc.array(letter, { minLength: 16, maxLength: 16 }),
      (letters) => new Set(letters).size < 9 || because(letters.join('')) === null,
    ),
  )
  const started = process.cpuUsage()
  for (const long of ['12'.repeat(64), `${'qwe'.repeat(40)}!`, `${'password'.repeat(15)}zq`, '!1'.repeat(63)])
    because(long)
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000)
})
