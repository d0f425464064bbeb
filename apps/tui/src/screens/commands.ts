import { derivedPaths } from '../verbs/derive.ts'
import { verbs } from '../verbs/written.ts'

/** The commands of the `:` line: the same words as the command line's verbs where there is one. */
export const lineCommands = [
  { name: 'plans', takes: null, does: 'the plans' },
  { name: 'actions', takes: 'PLAN', does: 'the actions of a plan, or of all plans: actions all' },
  { name: 'filter', takes: null, does: 'narrow the list, e.g. filter level:red silent>42' },
  { name: 'sort', takes: null, does: 'order the list, e.g. sort level, -timescale' },
  {
    name: 'group',
    takes: null,
    does: 'put the list together by section, owner, level, stage, month or nothing',
  },
  { name: 'columns', takes: null, does: 'choose the columns of the list, e.g. columns ref, text, stage' },
  { name: 'go', takes: null, does: 'go to a row by its number, e.g. go 5000' },
  { name: 'action', takes: 'ADDRESS', does: 'one action' },
  { name: 'why', takes: 'ADDRESS', does: 'why an action has its level' },
  { name: 'compare', takes: null, does: 'two dates, e.g. compare 1 June 2026 to 1 Sept 2026' },
  { name: 'disagreements', takes: null, does: 'where declared and computed disagree' },
  { name: 'turning', takes: 'PLAN', does: 'what turns next' },
  { name: 'trends', takes: null, does: 'counts by level over time' },
  { name: 'check', takes: null, does: 'the plan held to the validators' },
  { name: 'mine', takes: null, does: 'my work' },
  { name: 'rules', takes: null, does: 'the RAG rules' },
  { name: 'update', takes: null, does: 'record an update here' },
  { name: 'undo', takes: null, does: 'undo the last entry, or one from the top, e.g. undo 3: why' },
  {
    name: 'redo',
    takes: null,
    does: 'redo the newest entry that is undone, or one from the top, e.g. redo 3',
  },
  { name: 'as-at', takes: 'DATE', does: 'the record as it stood' },
  {
    name: 'override',
    takes: null,
    does: 'replace the level by the rules, e.g. override amber until 31 March 2027: why',
  },
  { name: 'lift', takes: null, does: 'let the rules decide again' },
  { name: 'withdraw', takes: null, does: 'no longer promise this action, e.g. withdraw: why' },
  { name: 'restore', takes: null, does: 'promise this action again, e.g. restore: why' },
  {
    name: 'link',
    takes: null,
    does: 'link this action to another, or no longer, e.g. link serves charter/6',
  },
  {
    name: 'set',
    takes: null,
    does: 'fill in columns of the force’s own, e.g. set unit-cost=1250 "ward=South East"',
  },
  { name: 'depends', takes: 'ADDRESS', does: 'what this action waits for, or no longer' },
  { name: 'known-at', takes: 'DATE', does: 'only what was recorded by then' },
  { name: 'today', takes: null, does: 'back to today' },
  { name: 'views', takes: null, does: 'the saved views, your own and shared' },
  {
    name: 'view',
    takes: null,
    does: 'save what the list shows: view save NAME, view share NAME, view remove NAME',
  },
  { name: 'find', takes: null, does: 'jump to the first row with a ref or words, e.g. find 32' },
  { name: 'mark', takes: null, does: 'mark this action for a change of several' },
  { name: 'mark-all', takes: null, does: 'mark every action of the list, or none' },
  { name: 'change', takes: null, does: 'change the marked actions at once, after a look at each' },
  { name: 'no-change', takes: null, does: 'say “no change this period” of the marked actions, or this one' },
  { name: 'talk', takes: 'ADDRESS', does: 'what was asked and answered about this action or plan' },
  { name: 'owners', takes: null, does: 'every owner with what it owns' },
  { name: 'documents', takes: null, does: 'the documents that were brought' },
  { name: 'changes', takes: null, does: 'what others recorded since you last looked, or since a day' },
  { name: 'help', takes: null, does: 'the keys' },
  { name: 'quit', takes: null, does: 'leave' },
] as const
export type LineCommand = (typeof lineCommands)[number]['name']

/** The verbs of the command line that the `:` line does not take: for signing in, and for programs. */
const onlyOutside: readonly string[] = ['complete', 'completion', 'schema', 'setup', 'logout', 'whoami']

/** Whether the words are a command of the command line, which runs in the place of the screens. */
export const isOutside = ([word = '']: readonly string[]): boolean =>
  Object.hasOwn(verbs, word) && !onlyOutside.includes(word)

/** Whether what is behind the name of a line command is written as on the command line, so that it is run there. */
const isForOutside = (name: LineCommand, rest: string): boolean =>
  name !== 'action' &&
  isOutside([name]) &&
  (/(^|\s)--[a-z]/.test(rest) || (/^[^:]/.test(rest) && alone.includes(name)))

/** The line commands that take nothing but a reason. */
const alone: readonly LineCommand[] = [
  ...(['plans', 'trends', 'check', 'mine', 'rules', 'views', 'owners'] as const),
  ...(['update', 'lift', 'withdraw', 'restore'] as const),
]

/**
 * The command on the line with its argument, or `null` when there is none with that name, or when the line
 * begins with all words of a derived command (“action edit”). A unique prefix is enough.
 */
export const commandOf = (line: string): { name: LineCommand; rest: string } | null => {
  const [, word = '', rest = ''] = /^\s*([^\s:]*)\s*(.*)$/.exec(line) ?? []
  if (isDerived(line)) return null
  const exact = lineCommands.find(({ name }) => name === word)
  const begun = lineCommands.filter(({ name }) => name.startsWith(word))
  const found = exact ?? (word !== '' && begun.length === 1 ? begun[0] : undefined)
  return found === undefined || isForOutside(found.name, rest.trim())
    ? null
    : { name: found.name, rest: rest.trim() }
}

const isDerived = (line: string): boolean => {
  const words = line.trim().split(/\s+/)
  return derivedPaths(Object.keys(verbs)).some(
    (path) => path.length > 1 && path.every((word, at) => words[at] === word),
  )
}

/**
 * The completions of what is typed: command names, also those of derived commands and questions, then the
 * values in `known` for the command's argument, or the next word of a derived command.
 */
export const completions = (
  line: string,
  known: { plans: readonly string[]; addresses: readonly string[] },
): string[] => {
  const begun = line.split(' ')
  const last = begun.pop() ?? ''
  const takes = begun.length === 1 && lineCommands.find(({ name }) => name === begun[0])?.takes
  const offered =
    begun.length === 0 ? names : takes === 'PLAN' ? known.plans : takes === 'ADDRESS' ? known.addresses : []
  const derived = derivedPaths(Object.keys(verbs))
    .filter((path) => begun.every((word, at) => path[at] === word))
    .flatMap((path) => path[begun.length] ?? [])
  return [...new Set([...offered, ...derived])]
    .filter((word) => word.startsWith(last))
    .map((word) => [...begun, word].join(' '))
}

const names: readonly string[] = lineCommands.map(({ name }) => name)
