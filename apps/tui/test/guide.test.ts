import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('../bin/beatbook.js', import.meta.url))
const help = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'help', ...words], {
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('help prints a part of the guide, by its topic or its title, and lists them all', () => {
  const { status, stdout } = help('grid#filter-by-typing')
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^Filter by typing\n\n.*level:red,amber/s)])
  expect(help('filter', 'by', 'typing').stdout).toBe(stdout)
  const all = help('guide')
  expect([all.status, all.stdout.split('\n').length > 50]).toEqual([0, true])
  expect(all.stdout).toContain('grid#filter-by-typing  Filter by typing\n')
})

test('a command comes before a part of the guide with its name, and what is neither is said', () => {
  expect(help('plans').stdout).toContain('Usage: beatbook plans')
  expect(help('helicopters')).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/no part of the guide.*beatbook help guide/s),
  })
})
