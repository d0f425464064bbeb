import { expect, test } from 'vitest'
import { readablePath } from './readable-path.ts'

test.each([
  ['/plans/charter/20~2', '/plans/charter/20~2'],
  ['/plans/charter/4%20a', '/plans/charter/4%20a'],
  ['/plans/charter/%C3%A9', '/plans/charter/%C3%A9'],
  ['/plans/charter/%E0%A4%A', '/plans/charter/%25E0%25A4%25A'],
  ['/plans/100%', '/plans/100%25'],
])('%s is opened as %s', (path, opened) => {
  expect(readablePath(path)).toBe(opened)
  expect(() => decodeURI(readablePath(path))).not.toThrow()
})
