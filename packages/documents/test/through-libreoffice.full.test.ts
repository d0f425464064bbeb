import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { csvOf } from '../src/out/csv.ts'
import type { OutPlan } from '../src/out/document.ts'
import { visiblePaper } from '../src/out/paper/visible.ts'
import { planOut } from '../src/out/plan.ts'
import { xlsxOf } from '../src/out/xlsx.ts'
import { docxOf, tablePaper } from '../src/paper.ts'
import { readDocument } from '../src/read.ts'
import { hostile, lettersOf, onPaper, paperSaying } from './paper.ts'
import { factsOf, factsRead, onDay, planOf, someSections } from './random-plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'beatbook-office-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A file as LibreOffice opens it and saves it again in another format; `null` where it does not open it. */
const saved = (name: string, bytes: Uint8Array | string, format: string): Uint8Array | null => {
  writeFileSync(join(folder, name), bytes)
  const to = join(folder, 'saved')
  const options = [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', format]
  spawnSync('soffice', [...options, '--outdir', to, join(folder, name)], { stdio: 'ignore' })
  const file = join(to, `${name.replace(/\.\w+$/, '')}.${format.split(':')[0]}`)
  if (!existsSync(file)) return null
  const read = readFileSync(file)
  rmSync(file)
  return new Uint8Array(read)
}

const isThere = saved('hello.txt', 'hello', 'docx') !== null

describe.skipIf(!isThere)('what LibreOffice opens and saves again', () => {
  test.each([
    ['docx', (out: OutPlan) => docxOf(tablePaper({ ...onPaper, out }))],
    ['xlsx', (out: OutPlan) => xlsxOf([out])],
    ['csv', async (out: OutPlan) => new TextEncoder().encode(csvOf([out]))],
  ] as const)(
    'a plan as %s is the same plan',
    async (format, write) => {
      await fc.assert(
        fc.asyncProperty(someSections, async (given) => {
          const { plan, rows } = planOf(given)
          const out = planOut({ ...onDay, plan, rows, columns: [] })
          const bytes = saved(`plan.${format}`, await write(out), format)
          const read = await readDocument(`plan.${format}`, bytes ?? new Uint8Array())
          if (!read.ok) throw new Error(JSON.stringify(read.error))
          const found = read.value.plans.flatMap(({ sections }) =>
            sections.flatMap(({ title, actions }) => actions.map((each) => factsRead(title, each))),
          )
          expect(found).toEqual(rows.map(factsOf))
        }),
        { numRuns: 8 },
      )
    },
    300_000,
  )

  test('a paper of any words has its words', async () => {
    for (const words of hostile) {
      const text = saved('paper.docx', await docxOf(paperSaying(words)), 'txt:Text (encoded):UTF8')
      const said = lettersOf(new TextDecoder().decode(text ?? new Uint8Array()))
      const { title } = visiblePaper(paperSaying(words))
      expect(said).toContain(lettersOf(title).replace(/[\ufffe\uffff]/g, ''))
    }
  }, 300_000)
})
