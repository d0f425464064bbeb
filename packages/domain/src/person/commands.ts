import * as z from 'zod'
import { id } from '../id.ts'
import { givenLine } from '../words/control.ts'
import { feedFacts } from './feed.ts'
import { role } from './person.ts'

/** A person's name or post: one line of 1 to 200 characters. */
export const personName = givenLine(200).min(1)

/** What a feed is called. */
export const feedName = givenLine(100).min(1)

const onPerson = z.object({ commandId: id, personId: id })
const onFeed = onPerson.extend({ feedId: id })

/**
 * The commands about people and their rights, with their input as the record saves it. They are not among
 * `commands`, from which the API, the command line and the palette derive forms and addresses: contact data
 * and password hashes are sent next to them (`Confided`) and must be neither in an event nor in the digest of
 * a command, so their procedures (`people.*`) are written by hand.
 *
 * - `set-up`: the first administrator, where nobody can sign in yet.
 * - `set-password`: a new password from an administrator, which its owner must replace.
 * - `change-password`: one's own.
 * - `make-feed`, `use-feed`: one's own, the latter by whoever has its secret address.
 */
export const personCommands = {
  'set-up': onPerson.extend({ name: personName }),
  'add-person': onPerson.extend({ name: personName, role }),
  'set-role': onPerson.extend({ role }),
  'rename-person': onPerson.extend({ name: personName }),
  'set-password': onPerson,
  'change-password': onPerson,
  'remove-person': onPerson,
  'make-feed': onPerson.extend(feedFacts.shape).extend({ name: feedName }),
  'use-feed': onFeed,
  'end-feed': onFeed,
} as const
export type PersonCommandName = keyof typeof personCommands
export type PersonCommandInput<N extends PersonCommandName> = z.output<(typeof personCommands)[N]>

/** One of the commands about people with its checked input. */
export type PersonCommand = {
  [N in PersonCommandName]: { readonly name: N; readonly input: PersonCommandInput<N> }
}[PersonCommandName]
