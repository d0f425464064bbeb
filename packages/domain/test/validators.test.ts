import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validatorCodes } from '../src/severity/codes.ts'
import { validators } from '../src/validator/index.ts'

const folder = new URL('../src/validator/', import.meta.url)
const folders = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
)
const page = (code: string): string => readFileSync(new URL(`${code}/page.md`, folder), 'utf8')

test('every validator has its folder, and every folder is a validator', () => {
  expect([...validatorCodes].sort()).toEqual(folders.sort())
})

test.each(folders)('%s has its check, its test and its page', (code) => {
  expect(readdirSync(new URL(`${code}/`, folder))).toEqual(
    expect.arrayContaining(['check.test.ts', 'check.ts', 'page.md']),
  )
})

test.each(validatorCodes)('the page of %s has the reason, what fails, what passes and what to do', (code) => {
  expect(page(code)).toMatch(
    /^# .+\n\n.+\n\n\*\*Fails:\*\* .+\n\n\*\*Passes:\*\* .+\n\n\*\*What to do:\*\* .+\n$/,
  )
})

test('docs/validators.md is generated from the pages', async () => {
  const pages = validatorCodes.map((code) => {
    const { severity, looksAt } = validators[code]
    const [title = '', ...rest] = page(code).trim().split('\n')
    return [
      `#${title}`,
      '',
      `\`${code}\`, ${severity} unless the plan says otherwise; looks at: ${looksAt}.`,
      ...rest,
    ].join('\n')
  })
  const intro =
    'Every check of plans and drafts. A plan may say how severe a check is for it (`error`, `warning`, `info`) or turn it off; a failed check of severity `error` gives exit code 7.'
  await expect(`# Validators\n\n${intro}\n\n${pages.join('\n\n')}\n`).toMatchFileSnapshot(
    '../../../docs/validators.md',
  )
})
