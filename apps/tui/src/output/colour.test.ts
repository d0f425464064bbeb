import { expect, test } from 'vitest'
import { mayColour } from './colour.ts'

test.each([
  [{}, true],
  [{ NO_COLOR: '1' }, false],
  [{ NO_COLOR: '0' }, false],
  [{ NO_COLOR: '' }, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '3' }, false],
  [{ FORCE_COLOR: '0' }, false],
  [{ FORCE_COLOR: 'false' }, false],
  [{ FORCE_COLOR: '1' }, true],
])('with %o colours are used: %s', (env, coloured) => {
  expect(mayColour(env)).toBe(coloured)
})
