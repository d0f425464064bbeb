import { readFileSync } from 'node:fs'
import { validatorCodes } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { violationTitle } from '../src/index.ts'

test.each(validatorCodes)('the validator %s is called what its page calls it', (code) => {
  const page = readFileSync(new URL(`../../domain/src/validator/${code}/page.md`, import.meta.url), 'utf8')
  expect(page.split('\n')[0]).toBe(`# ${violationTitle(code)}`)
})
