import { expect, test } from 'vitest'
import { manualOf } from '../src/output/manual.ts'
import { commandsOf, nameOf, programOf } from '../src/program.ts'
import { terminalManual } from '../src/screens/manual.ts'
import { examplesByHand } from '../src/verbs/examples-by-hand.ts'

test('docs/command-line.md matches the commands', async () => {
  await expect(manualOf(await programOf())).toMatchFileSnapshot('../../../docs/command-line.md')
})

test('docs/terminal.md matches the screens', async () => {
  await expect(terminalManual()).toMatchFileSnapshot('../../../docs/terminal.md')
})

test('every verb and every option has a description', async () => {
  for (const command of commandsOf(await programOf())) {
    expect(command.description(), command.name()).not.toBe('')
    for (const option of command.options)
      expect(option.description, `${command.name()} ${option.flags}`).not.toBe('')
  }
})

test('the help of a verb begins with its examples, which are of commands and options that there are', async () => {
  const program = await programOf()
  const commands = commandsOf(program)
  const names = commands.map(nameOf)
  for (const [verb, examples] of Object.entries(examplesByHand)) {
    expect(names).toContain(verb)
    for (const [line] of examples) {
      const of = commands
        .filter((command) => line === nameOf(command) || line.startsWith(`${nameOf(command)} `))
        .at(-1)
      const known = [...(of?.options ?? []), ...program.options].map(({ long }) => long)
      for (const option of line.match(/ --[a-z-]+/g) ?? []) expect(known, line).toContain(option.trim())
    }
  }
  const written = commands.filter((command) => examplesByHand[nameOf(command)] !== undefined)
  for (const command of written) {
    let help = ''
    command.configureOutput({
      writeOut: (text) => {
        help += text
      },
    })
    command.outputHelp()
    expect(help).toMatch(/^Examples:\n {2}beatbook /)
  }
})
