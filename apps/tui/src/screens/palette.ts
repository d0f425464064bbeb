import { type CommandName, commands } from '@beatbook/domain'
import { codeInside } from '@beatbook/domain/english'
import { commandTitle } from '@beatbook/presentation'
import { derivedPaths } from '../verbs/derive.ts'
import { verbs } from '../verbs/written.ts'
import { isOutside, lineCommands } from './commands.ts'

/** A command as the palette lists it: what is typed, what it does, and the key that does the same here. */
export interface PaletteEntry {
  readonly name: string
  readonly does: string
  readonly key: string | null
}

const keys: Readonly<Record<string, string>> = {
  why: 'w',
  compare: 'c',
  filter: '/',
  sort: 'o',
  disagreements: 'd',
  turning: 's',
  trends: 'T',
  check: 'V',
  mine: 'm',
  rules: 'R',
  update: 'u',
  undo: 'U',
  'as-at': 'a',
  today: 't',
  help: '?',
  quit: 'q',
  views: 'v',
  talk: 'C',
  mark: 'Space',
  'mark-all': '*',
  change: 'b',
  'no-change': '=',
  export: 'x',
}

const wordsIn = (cli: string): string =>
  cli
    .split(' ')
    .filter((word) => word !== word.toUpperCase())
    .join(' ')

const lowered = (title: string): string => `${title.charAt(0).toLowerCase()}${title.slice(1)}`

/** What else the command line shows or does, which runs in the place of the screens. */
const outside: readonly Omit<PaletteEntry, 'key'>[] = [
  { name: 'read', does: 'what Beatbook makes of a document; keeps nothing' },
  { name: 'export', does: 'write plans to a file that other tools read' },
  { name: 'document', does: 'the documents that were accepted, and their originals' },
  { name: 'history', does: 'everything said about an action' },
  { name: 'rag', does: 'a plan’s levels, declared and by the rules' },
  { name: 'forecast', does: 'which actions turn, and when, if nobody writes' },
  { name: 'attachments', does: 'the files and web links of an action' },
  { name: 'comments', does: 'the conversations about an action or a plan' },
  { name: 'watch', does: 'what changes, as it is recorded; Ctrl-C ends it' },
  { name: 'apply', does: 'send commands from a file' },
  { name: 'feed', does: 'secret addresses for calendars, Excel and Power BI' },
  { name: 'people', does: 'who can sign in, and what each may do' },
  { name: 'audit', does: 'changes of people and rights' },
  { name: 'password', does: 'change your own password' },
  { name: 'login', does: 'sign in again: approve this terminal on a web page' },
]

/** Commands with a line command that does the same here. */
const here: readonly CommandName[] = ['add-link', 'remove-link', 'undo-command']

/**
 * Every command there is: those of the screens, then those of the domain in the words of the command line, then what
 * else the command line has.
 */
export const paletteEntries: readonly PaletteEntry[] = [
  ...lineCommands.map(({ name, does }) => ({ name, does, key: keys[name] ?? null })),
  ...derivedPaths(Object.keys(verbs)).map((path) => {
    const words = path.join(' ')
    const command = Object.values(commands).find(({ cli }) => wordsIn(cli) === words)
    return {
      name: words,
      does:
        command === undefined ? `every ${codeInside(words)} there is` : lowered(commandTitle(command.name)),
      key: null,
    }
  }),
  ...Object.values(commands)
    .filter(
      ({ name, cli }) => !here.includes(name) && isOutside(cli.split(' ')) && !cli.startsWith('action '),
    )
    .filter(({ cli }) => !lineCommands.some(({ name }) => name === wordsIn(cli)))
    .map(({ name, cli }) => ({ name: wordsIn(cli), does: lowered(commandTitle(name)), key: null })),
  ...outside.map((entry) => ({ ...entry, key: keys[entry.name] ?? null })),
]

/**
 * The commands that what is typed may mean, the likeliest first: those it begins, those with its words in their
 * name or sentence, and those that have its letters in order. All of them where nothing is typed; once a whole
 * name and a space are, that one alone.
 */
export const paletteFor = (typed: string): readonly PaletteEntry[] => {
  const sought = typed.trimStart().toLowerCase()
  if (sought === '') return paletteEntries
  const begun = paletteEntries.filter(({ name }) => sought.startsWith(`${name} `))
  const longest = begun.reduce((most, { name }) => Math.max(most, name.length), 0)
  if (longest > 0) {
    const under = paletteEntries.filter(({ name }) => name.startsWith(sought) && name.length > longest)
    return [...under, ...begun.filter(({ name }) => name.length === longest)]
  }
  return paletteEntries
    .map((entry, at) => ({ entry, at, rank: rankOf(entry, sought.trim()) }))
    .filter(({ rank }) => rank < NEVER)
    .sort((one, other) => one.rank - other.rank || one.at - other.at)
    .map(({ entry }) => entry)
}

const NEVER = 9

const rankOf = ({ name, does }: PaletteEntry, sought: string): number => {
  if (name === sought) return 0
  if (name.startsWith(sought)) return 1
  if (name.split(/[ -]/).some((word) => word.startsWith(sought))) return 2
  if (name.includes(sought)) return 3
  const words = sought.split(/\s+/)
  const said = `${name} ${does}`.toLowerCase()
  if (words.every((word) => said.includes(word))) return 4
  if (hasInOrder(name, sought.replaceAll(' ', ''))) return 5
  return words.every((word) => word.length > 3 && said.split(/[\s,]+/).some((each) => isSlip(each, word)))
    ? 6
    : NEVER
}

const hasInOrder = (text: string, letters: string): boolean => {
  let at = 0
  for (const letter of text) if (letter === letters[at]) at += 1
  return at === letters.length
}

/** Whether two words differ by one letter, or by two that changed places. */
const isSlip = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const [a, b] = [one.slice(at), other.slice(at)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
