import { expect, test } from 'vitest'
import { disagreementSentence, ruleMark } from './index.ts'

test('a disagreement has both sides', () => {
  expect(
    disagreementSentence({
      declared: 'green',
      declaredBecause: 'Fairs went well',
      computed: { word: 'Red' },
      because: '64 days past 31 October 2018',
    }),
  ).toBe('Declared Green (“Fairs went well”); the rules say Red: 64 days past 31 October 2018')
})

test('an action without a rating says so', () => {
  expect(ruleMark(null)).toMatchObject({ code: 'none', word: 'No rating' })
})
