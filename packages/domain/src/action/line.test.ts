import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readActionLine } from './line.ts'

test.each([
  ['Fit ten doorbells', 'Fit ten doorbells', [], null],
  ['Fit ten doorbells @Estates by Oct 27', 'Fit ten doorbells', ['Estates'], 'by Oct 27'],
  ['Fit ten doorbells by Oct 27 @Estates, @Fleet.', 'Fit ten doorbells', ['Estates', 'Fleet'], 'by Oct 27'],
  ['@Estates: fit ten doorbells', 'fit ten doorbells', ['Estates'], null],
  ['Fit doorbells @"Head of Estates" by 31/10/27.', 'Fit doorbells', ['Head of Estates'], 'by 31/10/27'],
  ['Fit doorbells @“Head of Estates”', 'Fit doorbells', ['Head of Estates'], null],
  ['Fit doorbells by the end of March 2027', 'Fit doorbells', [], 'by the end of March 2027'],
  ['Cut calls by half by March 2027', 'Cut calls by half', [], 'by March 2027'],
  ['Cut calls by half', 'Cut calls by half', [], null],
  ['By March 2027 fit doorbells', 'By March 2027 fit doorbells', [], null],
  ['Reply by purple elephants', 'Reply by purple elephants', [], null],
  ['Reply by 31 June 2027', 'Reply by 31 June 2027', [], null],
  ['Say "@Estates" aloud', 'Say "@Estates" aloud', [], null],
  ['Say “ask @Estates” aloud', 'Say “ask @Estates” aloud', [], null],
  [String.raw`Follow \@beat on the site`, 'Follow @beat on the site', [], null],
  ['Write to office@ardenvale.example', 'Write to office@ardenvale.example', [], null],
  ['Meet @ noon', 'Meet @ noon', [], null],
  ['@Estates', '', ['Estates'], null],
])('%s', (words, text, owners, timescale) => {
  const line = readActionLine(words)
  expect(line).toEqual({ text, owners: owners.map((name) => ({ name })), timescale })
})

test('a duty follows a colon', () => {
  expect(readActionLine('Fit doorbells @Fleet:consulted @"Head of Estates":Accountable').owners).toEqual([
    { name: 'Fleet', duty: 'consulted' },
    { name: 'Head of Estates', duty: 'accountable' },
  ])
})

test('no timescale is read from the words where it is given otherwise', () => {
  expect(readActionLine('Fit doorbells by Oct 27', { isDated: true })).toMatchObject({
    text: 'Fit doorbells by Oct 27',
    timescale: null,
  })
})

const someWord = fc.constantFrom('Fit', 'ten', 'doorbells', 'by', 'half', 'the', 'North', '(twice)', '24/7')
const someText = fc
  .array(someWord, { minLength: 1, maxLength: 6 })
  .map((words) => `Fit ${words.join(' ')} north`)
const someName = fc.constantFrom('Estates', 'Fleet', 'Head of Estates', 'Dock Team', 'TBC')
const typedName = (name: string) => (name.includes(' ') ? `@"${name}"` : `@${name}`)

describe('for any line', () => {
  test('without signs and dates the words are the text', () => {
    fc.assert(
      fc.property(someText, (words) => {
        expect(readActionLine(words)).toEqual({ text: words, owners: [], timescale: null })
      }),
    )
  })

  test('owners are found wherever they stand, and the timescale at the end', () => {
    const someDate = fc.option(fc.constantFrom('by Oct 27', 'by 31/10/2027', 'by Q3 2027/28'), { nil: null })
    fc.assert(
      fc.property(
        someText,
        fc.array(fc.tuple(someName, fc.constantFrom('first', 'before', 'last')), { maxLength: 3 }),
        someDate,
        (words, placed, date) => {
          const at = (where: string) =>
            placed.flatMap(([name, place]) => (place === where ? [typedName(name)] : []))
          const typed = [
            ...at('first'),
            words,
            ...at('before'),
            ...(date === null ? [] : [date]),
            ...at('last'),
          ]
          const names = ['first', 'before', 'last'].flatMap((where) =>
            placed.flatMap(([name, place]) => (place === where ? [{ name }] : [])),
          )
          expect(readActionLine(typed.join(' '))).toEqual({ text: words, owners: names, timescale: date })
        },
      ),
    )
  })

  test('escaped and quoted signs stay, and reading what is left again finds nothing more', () => {
    fc.assert(
      fc.property(someText, someName, (words, name) => {
        const quoted = `${words} "@${name}"`
        expect(readActionLine(quoted)).toEqual({ text: quoted, owners: [], timescale: null })
        expect(readActionLine(`${words} \\@${name}`).text).toBe(`${words} @${name}`)
      }),
    )
  })

  test('nothing fails, and no letter is invented', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (words) => {
        const { text, owners, timescale } = readActionLine(words)
        for (const part of [
          ...owners.flatMap((owner) => ('name' in owner ? [owner.name] : [])),
          timescale ?? '',
        ])
          expect(words.replace(/\s+/gu, ' ')).toContain(part.replace(/\s+/gu, ' '))
        expect(text.length).toBeLessThanOrEqual(words.length)
      }),
    )
  })
})
