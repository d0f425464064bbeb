import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '..')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.|^testing/.test(file),
)
const holding = (words: RegExp) =>
  files.filter((file) => words.test(readFileSync(join(source, file), 'utf8')))

test('text is written to a terminal only through visibleText', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(holding(/std(?:out|err)\.write|console\./)).toEqual(['output/print.ts'])
  expect(holding(/\b(?:Text|Transform|Static)\b[^'\n]*from 'ink'/)).toEqual(['screens/text.tsx'])
})
