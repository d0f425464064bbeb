import { expect, test } from 'vitest'
import { manualOf } from '../src/output/manual.ts'
import { commandsOf, programOf } from '../src/program.ts'

test('docs/command-line.md matches the commands', async () => {
  await expect(manualOf(await programOf())).toMatchFileSnapshot('../../../docs/command-line.md')
})

test('every verb and every option has a description', async () => {
  for (const command of commandsOf(await programOf())) {
    expect(command.description(), command.name()).not.toBe('')
    for (const option of command.options)
      expect(option.description, `${command.name()} ${option.flags}`).not.toBe('')
  }
})
