import { expect, test } from 'vitest'
import { progress } from './progress.ts'

test.each([
  [0, true],
  [100, true],
  [-1, false],
  [101, false],
  [50.5, false],
])('%d per cent is a valid progress: %s', (share, fits) => {
  expect(progress.safeParse(share).success).toBe(fits)
})
