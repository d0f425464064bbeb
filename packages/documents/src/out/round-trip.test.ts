import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onPaper } from '../../test/paper.ts'
import { factsOf, factsRead, onDay, planOf, someSections } from '../../test/random-plan.ts'
import { readDocument } from '../read.ts'
import { csvOf } from './csv.ts'
import type { OutPlan } from './document.ts'
import { docxOf } from './docx/docx.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'
import { tablePaper } from './paper/table.ts'
import { planOut } from './plan.ts'
import { xlsxOf } from './xlsx.ts'

const text =
  (write: (plans: readonly OutPlan[]) => string) =>
  (out: OutPlan): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(write([out]))
const formats = [
  ['csv', text(csvOf), 60],
  ['md', text(markdownOf), 60],
  ['html', text(htmlOf), 60],
  ['xlsx', (out: OutPlan) => xlsxOf([out]), 15],
  ['docx', (out: OutPlan) => docxOf(tablePaper({ ...onPaper, out })), 12],
] as const

test.each(formats)(
  'a plan written as %s and read again is the same',
  async (format, write, numRuns) => {
    await fc.assert(
      fc.asyncProperty(someSections, async (given) => {
        const { plan, rows } = planOf(given)
        const out = planOut({ ...onDay, plan, rows, columns: [] })
        const read = await readDocument(`quays.${format}`, new Uint8Array(await write(out)))
        if (!read.ok) throw new Error(JSON.stringify(read.error))
        const found = read.value.plans.flatMap(({ sections }) =>
          sections.flatMap(({ title, actions }) => actions.map((each) => factsRead(title, each))),
        )
        expect(found).toEqual(rows.map(factsOf))
      }),
      { numRuns },
    )
  },
  30_000,
)
