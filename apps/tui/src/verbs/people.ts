import type { Person, Role } from '@beatbook/domain'
import { Option } from 'commander'
import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { passwordIn } from '../session/password.ts'
import { jsonOption, type Verb } from './verb.ts'

const whoArgument = ['<who>', 'their e-mail address, name or id'] as const
const roleNames: readonly Role[] = ['administrator', 'editor', 'reader']

/** `beatbook people …`: who can sign in and what each may do, for administrators. */
export const peopleVerb: Verb = (program) => {
  const people = program
    .command('people')
    .description('who can sign in, and what each may do; for administrators')

  people
    .command('list')
    .description('everybody who can sign in, with their role')
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const all = await callServer(() => connect().people.list.query())
      if (options.json) return printData('people list', { people: all })
      const { printTable } = await import('../output/print-table.ts')
      const rows = all.map((person) => [
        person.name,
        person.email,
        person.role,
        person.mustChangePassword ? 'has yet to choose a password' : '',
      ])
      const columns = [
        { heading: 'NAME', flexible: true },
        { heading: 'E-MAIL ADDRESS', flexible: true },
        { heading: 'ROLE' },
        { heading: '' },
      ]
      printTable(columns, rows)
    })

  people
    .command('add')
    .description('let somebody in, with a first password that they must change')
    .argument('<email>', 'the e-mail address they sign in with')
    .requiredOption('--name <name>', 'their name or post')
    .addOption(new Option('--role <role>', 'what they may do').choices(roleNames).default('reader'))
    .requiredOption(
      '--password-file <file>',
      'a file with the first password on its first line; “-” reads standard input',
    )
    .option(...jsonOption)
    .action(
      async (email: string, options: { name: string; role: Role; passwordFile: string; json?: boolean }) => {
        const { name, role } = options
        const password = passwordIn(options.passwordFile)
        const person = await callServer(() =>
          connect().people.add.mutate({ commandId: uuid(), email, name, role, password }),
        )
        await sayRemoved(name)
        done(
          options,
          person,
          `${person.name} can sign in now, and will be asked to choose a password of their own.`,
        )
      },
    )

  people
    .command('role')
    .description('give somebody another role, from their next step on')
    .argument(...whoArgument)
    .argument('<role>', roleNames.join(', '))
    .option(...jsonOption)
    .action(async (who: string, given: string, options: { json?: boolean }) => {
      const role = roleNames.find((known) => known === given)
      if (role === undefined)
        throw new Stop('usage', `There is no role “${given}”.`, `Choose ${roleNames.join(', ')}.`)
      const { id } = await personGiven(who)
      const person = await callServer(() => connect().people.setRole.mutate({ commandId: uuid(), id, role }))
      done(options, person, `${person.name} is now ${person.role}.`)
    })

  people
    .command('rename')
    .description('give somebody another name; everything they recorded shows it')
    .argument(...whoArgument)
    .argument('<name>', 'the new name or post')
    .option(...jsonOption)
    .action(async (who: string, name: string, options: { json?: boolean }) => {
      const { id, name: was } = await personGiven(who)
      const person = await callServer(() => connect().people.rename.mutate({ commandId: uuid(), id, name }))
      await sayRemoved(name)
      done(options, person, `${was} is now called ${person.name}.`)
    })

  people
    .command('password')
    .description(
      'give somebody who forgot theirs a new password, which they must change; they are signed out everywhere',
    )
    .argument(...whoArgument)
    .requiredOption(
      '--password-file <file>',
      'a file with the new password on its first line; “-” reads standard input',
    )
    .option(...jsonOption)
    .action(async (who: string, options: { passwordFile: string; json?: boolean }) => {
      const person = await personGiven(who)
      const password = passwordIn(options.passwordFile)
      await callServer(() =>
        connect().people.setPassword.mutate({ commandId: uuid(), id: person.id, password }),
      )
      done(
        options,
        { ...person, mustChangePassword: true },
        `${person.name} has a new password, and will be asked to choose one of their own.`,
      )
    })

  people
    .command('remove')
    .description('sign somebody out for good; what they recorded stays')
    .argument(...whoArgument)
    .option(...jsonOption)
    .action(async (who: string, options: { json?: boolean }) => {
      const person = await personGiven(who)
      await callServer(() => connect().people.remove.mutate({ commandId: uuid(), id: person.id }))
      done(options, person, `${person.name} can no longer sign in.`)
    })
}

const done = ({ json }: { json?: boolean }, person: Person, sentence: string): void =>
  json ? printData('person', person) : say(sentence)

/**
 * The person given by e-mail address or id, or by a unique name. Stops with exit 5 where there is none, and
 * with 2 where there are several.
 */
const personGiven = async (who: string): Promise<Person> => {
  const people = await callServer(() => connect().people.list.query())
  const wanted = who.trim().toLowerCase()
  const sure = people.find(({ id, email }) => id === who || email === wanted)
  const [named, ...more] = people.filter(({ name }) => name.toLowerCase() === wanted)
  if (sure === undefined && more.length > 0)
    throw new Stop('usage', `Several people are called “${who}”.`, 'Give the e-mail address instead.')
  const found = sure ?? named
  if (found === undefined)
    throw new Stop(
      'notFound',
      `Nobody who can sign in is “${who}”.`,
      '“beatbook people list” names them all.',
    )
  return found
}
