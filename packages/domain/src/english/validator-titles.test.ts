import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validatorCodes } from '../severity/codes.ts'
import { violationTitle } from './validator.ts'

test.each(validatorCodes)('the validator %s has the title of its page', (code) => {
  const page = readFileSync(new URL(`../validator/${code}/page.md`, import.meta.url), 'utf8')
  expect(page.split('\n')[0]).toBe(`# ${violationTitle(code)}`)
})
