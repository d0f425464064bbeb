import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEntries, readEntry } from './read-entry.ts'

describe('an update begins with its date', () => {
  test.each([
    ['290622 – Calendar redrawn.', '2022-06-29', '290622', 'Calendar redrawn.'],
    ['290622 - calendar redrawn', '2022-06-29', '290622', 'calendar redrawn'],
    ['29/06/22: calendar redrawn', '2022-06-29', '29/06/22', 'calendar redrawn'],
    ['(29/06/22) calendar redrawn', '2022-06-29', '29/06/22', 'calendar redrawn'],
    ['29.06.2022 Calendar redrawn', '2022-06-29', '29.06.2022', 'Calendar redrawn'],
    ['8th May 2018 - Calendar redrawn', '2018-05-08', '8th May 2018', 'Calendar redrawn'],
    ['8 May 2018\nCalendar redrawn', '2018-05-08', '8 May 2018', 'Calendar redrawn'],
    ['• 2022-06-29 10:30 Calendar redrawn', '2022-06-29', '2022-06-29 10:30', 'Calendar redrawn'],
    ['Update 29/06/22: calendar redrawn', '2022-06-29', 'Update 29/06/22', 'calendar redrawn'],
    ['290622', '2022-06-29', '290622', ''],
  ])('%s', (said, on, date, text) => {
    expect(readEntry(said)).toEqual({ on, said: date, text, impossible: false })
  })
})

test.each([
  ['296023 – Doorbells fitted', '296023', 'Doorbells fitted'],
  ['31/02/22 - Doorbells fitted', '31/02/22', 'Doorbells fitted'],
  ['31 September 2022: Doorbells fitted', '31 September 2022', 'Doorbells fitted'],
])('%s has its words and an impossible date', (said, date, text) => {
  expect(readEntry(said)).toEqual({ on: null, said: date, text, impossible: true })
})

test('a date known to the month is words without a day', () => {
  expect(readEntry('June 2022 – Calendar redrawn')).toEqual({
    on: null,
    said: 'June 2022',
    text: 'Calendar redrawn',
    impossible: false,
  })
})

test.each([
  'June 2022 Calendar redrawn',
  '13 stations are open',
  'Calendar redrawn on 29/06/22',
  '31 March 2022 is the deadline',
  '123456 calls were taken',
  '500 leaflets – all sent',
  '',
])('%s is undated', (said) => {
  expect(readEntry(said)).toEqual({ on: null, said: null, text: said, impossible: false })
})

describe('a cell of several updates', () => {
  test('is split at a date that begins a line', () => {
    expect(
      readEntries('290622 – First.\nMore of it.\n\n15/07/22 Second, as of 1 June 2022').map(
        ({ on, text }) => [on, text],
      ),
    ).toEqual([
      ['2022-06-29', 'First.\nMore of it.'],
      ['2022-07-15', 'Second, as of 1 June 2022'],
    ])
  })

  test('is split after a full stop where a dash follows the date', () => {
    expect(readEntries('Begun. 290622 – First. 150722 – Second.').map(({ on, text }) => [on, text])).toEqual([
      [null, 'Begun.'],
      ['2022-06-29', 'First.'],
      ['2022-07-15', 'Second.'],
    ])
  })

  test.each([
    ['03/11/22 Survey done on 01/11/22. 12/12/22 Work began; due by 30/06/23.', ['2022-11-03', '2022-12-12']],
    ['14.02.23 AB: Audit planned. 02.03.23 CD: Records checked', ['2023-02-14', '2023-03-02']],
    ['July 2022: drafted. August 2022: printed', [null, null]],
    ['03/11/22 Survey done. 12/12/22 is the new date.', ['2022-11-03']],
    ['03/11/22 Survey done. The board meets on 1 May 2023. Later.', ['2022-11-03']],
  ])('%s is split where a sentence begins with a date like the first update', (said, days) => {
    expect(readEntries(said).map(({ on }) => on)).toEqual(days)
  })

  test('is not split where a sentence only mentions a date', () => {
    expect(readEntries('The group met on 29/06/22 - all were present. Next on 3 May 2023.')).toHaveLength(1)
  })

  test('loses nothing but separators', () => {
    const bare = (text: string) => text.replace(/[\s\-–:;|,.()[\]•*·]/g, '')
    const part = fc.constantFrom(
      '290622',
      '29/06/22',
      '8 May 2018',
      '296023',
      'June 2022',
      ' – ',
      ': ',
      '\n',
      '. ',
      'Words here',
      'Update ',
      '(',
      ')',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const entries = readEntries(text).map(({ said, text: words }) => `${said ?? ''}${words}`)
        expect(bare(entries.join(''))).toBe(bare(text))
      }),
      { numRuns: 2_000 },
    )
  })
})
