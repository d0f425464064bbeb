import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { validatorCodes } from '../src/validator/codes.ts'
import { validatorRules } from '../src/validator/index.ts'

const folder = new URL('../src/validator/', import.meta.url)
const folders = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
const page = (code: string): string => readFileSync(new URL(`${code}/page.md`, folder), 'utf8')

test('every rule has its folder, and every folder is a rule', () => {
  expect([...validatorCodes].sort()).toEqual(folders.sort())
})

test.each(folders)('%s has its check, its test and its page', (code) => {
  expect(readdirSync(new URL(`${code}/`, folder))).toEqual(expect.arrayContaining(['check.test.ts', 'check.ts', 'page.md']))
})

test.each(validatorCodes)('the page of %s says why, what fails, what passes and what to do', (code) => {
  expect(page(code)).toMatch(/^# .+\n\n.+\n\n\*\*Fails:\*\* .+\n\n\*\*Passes:\*\* .+\n\n\*\*What to do:\*\* .+\n$/)
})

test('docs/validators.md is made of the pages', async () => {
  const rules = validatorCodes.map((code) => {
    const { severity, looksAt } = validatorRules[code]
    const [title = '', ...rest] = page(code).trim().split('\n')
    return [`#${title}`, '', `\`${code}\`, ${severity} unless the plan says otherwise; looks at: ${looksAt}.`, ...rest].join('\n')
  })
  const intro =
    'Every rule that a plan or a draft is held to. A plan may say how grave a rule is for it (`error`, `warning`, `info`) or turn it off; a broken rule of severity `error` gives exit code 7.'
  await expect(`# Validators\n\n${intro}\n\n${rules.join('\n\n')}\n`).toMatchFileSnapshot('../../../docs/validators.md')
})
