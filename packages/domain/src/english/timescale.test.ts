import { expect, test } from 'vitest'
import { timescaleKinds } from '../timescale/timescale.ts'
import { timescaleSentence, timescaleShort } from './timescale.ts'

const month = {
  said: 'Oct 22',
  earliest: '2022-10-01',
  latest: '2022-10-31',
  precision: 'month',
  anchor: null,
  every: null,
} as const
test.each([
  [{ ...month, kind: 'by' }, 'by 31 October 2022', 'by Oct 2022'],
  [{ ...month, kind: 'from' }, 'must start by 31 October 2022', 'from Oct 2022'],
  [{ ...month, kind: 'after' }, 'not before the end of October 2022', 'after Oct 2022'],
  [{ ...month, kind: 'completed' }, 'completed in October 2022', 'completed Oct 2022'],
  [
    { ...month, kind: 'between', earliest: '2013-03-01', latest: '2013-05-31' },
    'from 1 March 2013 to 31 May 2013',
    'Mar to May 2013',
  ],
  [
    { ...month, kind: 'by', earliest: '2022-04-01', latest: '2023-03-31', precision: 'financial-year' },
    'by 31 March 2023',
    'by 2022/23',
  ],
  [
    { ...month, kind: 'by', earliest: '2022-10-31', precision: 'day' },
    'by 31 October 2022',
    'by 31 Oct 2022',
  ],
  [
    { ...month, kind: 'unknown', said: 'TBC', earliest: null, latest: null, precision: null },
    '“TBC” is not understood as a date',
    '“TBC”',
  ],
] as const)('a timescale says what it means: %#', (timescale, sentence, short) => {
  expect([timescaleSentence(timescale), timescaleShort(timescale)]).toEqual([sentence, short])
})

test.each(timescaleKinds)('a timescale of kind %s without any date still has words', (kind) => {
  const bare = { said: 'x', kind, earliest: null, latest: null, precision: null, anchor: null, every: null }
  expect(timescaleSentence(bare)).not.toMatch(/undefined|null|NaN/)
  expect(timescaleShort(bare)).not.toBe('')
})
