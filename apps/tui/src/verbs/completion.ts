import { levelCodes } from '@beatbook/domain'
import { Argument, type Command, Option } from 'commander'
import { writeOut } from '../output/print.ts'
import { connect } from '../session/connect.ts'
import type { Verb } from './verb.ts'

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/**
 * `beatbook completion SHELL`: the script with which a shell completes commands, options, and what the record has:
 * plans, refs, owners, saved views, feeds and levels. Names with spaces are quoted as the shell has it.
 */
export const completionVerb: Verb = (program) => {
  program
    .command('completion')
    .description(
      'what makes a shell complete commands, options, plans, addresses, owners, views, feeds and levels with Tab',
    )
    .addArgument(new Argument('<shell>', 'your shell').choices(shells))
    .action((shell: (typeof shells)[number]) => writeOut(scripts[shell]))
  program
    .command('complete', { hidden: true })
    .description('what can stand in the last of these words; shells ask it')
    .argument('[words...]', 'the words after “beatbook”, the last of them as far as it is typed')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: string[]) => {
      for (const word of await completions(program, words.length === 0 ? [''] : words)) writeOut(`${word}\n`)
    })
}

const scripts: Readonly<Record<(typeof shells)[number], string>> = {
  bash: `_beatbook() {
  local found word typed="\${COMP_WORDS[COMP_CWORD]}"
  mapfile -t found < <(beatbook complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  COMPREPLY=()
  for word in "\${found[@]}"; do
    if [[ $typed == [\\"\\']* ]]; then COMPREPLY+=("$word"); else COMPREPLY+=("$(printf '%q' "$word")"); fi
  done
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == */ ]] && compopt -o nospace
}
complete -o default -F _beatbook beatbook
`,
  zsh: `#compdef beatbook
_beatbook() {
  local -a found
  found=("\${(@f)$(beatbook complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -S '' -a found; else _files; fi
}
compdef _beatbook beatbook
`,
  fish: `function __beatbook
  set -l found (beatbook complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c beatbook -f -a '(__beatbook)'
`,
  powershell: `Register-ArgumentCompleter -Native -CommandName beatbook -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '' }
  beatbook complete '--' @words 2>$null | ForEach-Object {
    $word = if ($_ -match '\\s') { "'" + ($_ -replace "'", "''") + "'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($word, $_, 'ParameterValue', $_)
  }
}
`,
}

/** What the last word may become, given those before it. */
const completions = async (program: Command, words: readonly string[]): Promise<string[]> => {
  const typed = asTyped(words.at(-1) ?? '')
  let command = program
  const given: string[] = []
  let option: Option | undefined
  for (const word of words.slice(0, -1)) {
    if (option !== undefined) option = undefined
    else if (word.startsWith('-')) {
      const named = optionsOf(command, program).find(({ long, short }) => word === long || word === short)
      if (named?.required) option = named
    } else {
      const next = given.length === 0 ? command.commands.find((each) => each.name() === word) : undefined
      if (next === undefined) given.push(word)
      else command = next
    }
  }
  if (option !== undefined) return beginning(typed, await valuesOf(option, typed))
  if (typed.startsWith('-'))
    return beginning(
      typed,
      optionsOf(command, program).flatMap(({ long, hidden }) => (long && !hidden ? [long] : [])),
    )
  const { registeredArguments } = command
  const last = registeredArguments.at(-1)
  const argument = registeredArguments[given.length] ?? (last?.variadic ? last : undefined)
  const subcommands =
    given.length > 0
      ? []
      : command
          .createHelp()
          .visibleCommands(command)
          .map((each) => each.name())
  return beginning(typed, [
    ...subcommands,
    ...(argument === undefined ? [] : await valuesOf(argument, typed)),
  ])
}

/** A word as it is meant: shells hand it over with its opening quote, or with a backslash before a space. */
const asTyped = (word: string): string => word.replace(/^["']/, '').replace(/\\(.)/g, '$1')

const optionsOf = (command: Command, program: Command): readonly Option[] => [
  ...command.options,
  ...program.options,
  new Option('--help'),
]

const beginning = (typed: string, words: readonly string[]): string[] => [
  ...new Set(words.filter((word) => word.toLowerCase().startsWith(typed.toLowerCase()))),
]

/** What an option or argument takes: its choices, or what the record has. */
const valuesOf = async (of: Option | Argument, typed: string): Promise<readonly string[]> => {
  if (of.argChoices !== undefined) return of.argChoices
  const takes = of instanceof Option ? (/<([^>]+)>/.exec(of.flags)?.[1] ?? '') : of.name()
  const name = of instanceof Option ? of.attributeName() : of.name()
  if (takes === 'address') return live(() => addresses(typed))
  if (takes === 'date') return []
  const list = takes === 'plan' ? planCodes : lists[name]
  if (list === undefined) return []
  if (takes !== 'codes') return live(list)
  // Behind a comma the next of several.
  const before = typed.slice(0, typed.lastIndexOf(',') + 1)
  return (await live(list)).map((code) => `${before}${code}`)
}

/** What the record has for options and arguments, by their names. */
const lists: Readonly<Record<string, () => Promise<string[]>>> = {
  plan: () => planCodes(),
  revises: () => planCodes(),
  view: () => viewNames(),
  feed: () => feedNames(),
  owner: () => ownerNames(),
  holder: () => ownerNames(),
  into: () => ownerNames(),
  to: () => ownerNames(),
  successor: () => ownerNames(),
  belongsTo: () => ownerNames(),
  level: async () => [...levelCodes],
  computed: () => levelsKnown(),
}

/** How long Tab waits for the server, in milliseconds. */
const PATIENCE = 1_500

/** An answer of the server, or nothing where it does not answer soon. */
const live = (ask: () => Promise<string[]>): Promise<string[]> =>
  Promise.race([
    ask().catch(() => []),
    new Promise<string[]>((resolve) => setTimeout(() => resolve([]), PATIENCE).unref()),
  ])

const ownerNames = async (): Promise<string[]> =>
  (await connect().parties.list.query({ limit: 500 })).rows.map(({ name }) => name)

const viewNames = async (): Promise<string[]> => (await connect().views.list.query()).map(({ name }) => name)

const feedNames = async (): Promise<string[]> => (await connect().feeds.list.query()).map(({ name }) => name)

const levelsKnown = async (): Promise<string[]> => [
  ...new Set([
    ...levelCodes,
    ...(await connect().ragRules.list.query()).flatMap(({ levels }) => levels.map(({ code }) => code)),
  ]),
]

const planCodes = async (): Promise<string[]> =>
  (await connect().plans.list.query({})).map(({ code }) => code)

/** Codes of plans with a slash, and behind one the addresses of its actions. */
const addresses = async (typed: string): Promise<string[]> => {
  const [plan = '', ref] = typed.split('/')
  if (ref === undefined) return (await planCodes()).map((code) => `${code}/`)
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page: { rows: { address: string }[]; next: string | null } = await connect().actions.list.query({
      plan,
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    })
    found.push(...page.rows.map(({ address }) => address))
    cursor = page.next
  } while (cursor !== null && found.length < MOST_REFS)
  return found
}

/** The most addresses that Tab looks through. */
const MOST_REFS = 2_000
