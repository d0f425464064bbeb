import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { root } from './process.ts'
import { smoke } from './sizes.ts'
import { works } from './work/works.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const built =
  existsSync(join(root, 'apps/tui/dist/beatbook.js')) && existsSync(join(root, 'apps/web/dist/index.html'))

test.skipIf(!built)(
  'a run that only proves that all of it runs prints a row for everything that is measured',
  () => {
    const done = spawnSync(process.execPath, [main, '--smoke'], { encoding: 'utf8' })
    expect(done.status, done.stderr).toBe(0)
    for (const row of [
      'list, 100 of 200',
      'list, 100 of 400',
      'list of 400 against 200',
      'one action',
      'updates from 16 clients',
      'lists beside 16 writers',
      'flushes of 5 ms',
      'level of 400 actions, beside json-rules-engine',
      'level with its explanation, beside json-rules-engine',
      'beside a chain of ifs',
      'timelines',
      'worst answer with nobody else there',
      'worst answer beside the largest batches',
      'worst answer beside every heavy question at once',
      'worst answer beside large documents of three people',
      'worst answer beside accepting a plan and deciding over another',
      'updates beside accepting',
      'worst answer while 400 actions are rated anew',
      'reading the charter plan',
      'as text',
      'as .docx',
      'as .xlsx',
      'one-shot command',
      'first frame',
      'the last of 400 actions',
      'first load',
      'a table of 36, 200 actions: key in the filter to the next frame',
      'a record filled with 400 actions',
      ...works.map((work) => work.what(smoke)),
    ])
      expect(done.stdout).toContain(row)
  },
  300_000,
)
