import type { Command } from 'commander'
import { type ExitName, exitCodes, exitMeanings } from './exit.ts'
import { shapesOfVerb } from './schemas.ts'

/** The manual page of the command line, generated from the same definitions as its help. */
export const manualOf = (program: Command): string =>
  [
    '# The command line',
    '',
    'Made from the commands themselves; a test says when it is stale.',
    '',
    '`npx -y pnpm@12 beatbook COMMAND` in the repository, `beatbook COMMAND` where it is installed. Data go to standard output, messages to standard error.',
    ...aboutServer,
    ...aboutDays,
    ...forPrograms,
    '',
    ...pages(program).flatMap(({ name, command }) => [
      `## ${[name, ...command.registeredArguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`) + (argument.variadic ? '…' : ''))].join(' ')}`,
      '',
      `${sentence(command.description())}`,
      '',
      ...dataOf(name, command),
      ...command.registeredArguments
        .filter((argument) => argument.description)
        .map((argument) => `- \`${argument.name()}\`: ${argument.description}`),
      ...command.options
        .filter(({ long }) => !shared.includes(long ?? ''))
        .map(
          (option) =>
            `- \`${option.flags}\`: ${option.description}${option.argChoices ? ` (${option.argChoices.join(', ')})` : ''}${option.mandatory ? '; required' : ''}`,
        ),
      '',
    ]),
    '## Exit codes',
    '',
    '| code | means |',
    '|--:|---|',
    ...(Object.keys(exitCodes) as ExitName[]).map((name) => `| ${exitCodes[name]} | ${exitMeanings[name]} |`),
    '',
  ].join('\n')

/** The options of every command that prints data, described once at the beginning. */
const shared = ['--json', '--jsonl', '--fields']

const aboutServer = [
  '',
  '## The server',
  '',
  'The first of these that is there: `--url`, `--profile`, `BEATBOOK_URL`, `BEATBOOK_PROFILE`, `.beatbook.json` in the folder or one above, `config.json` in `$XDG_CONFIG_HOME/beatbook` (`~/.config/beatbook`); else `http://127.0.0.1:4310`. Both files are JSON: `{"url": "https://beatbook.force.example"}`, or `{"profile": "live", "profiles": {"live": {"url": "https://…"}, "test": {"url": "https://…"}}}`; profiles are read from `config.json` alone.',
  '',
  '`login` keeps a token for each server beside `config.json`. `BEATBOOK_TOKEN` may carry another; it is not sent to a server that only `.beatbook.json` names, since others may have written that file.',
]

const aboutDays = [
  '',
  '## Days',
  '',
  'Wherever a day is asked for: `2026-03-31`, `31/03/26`, `"31 March 2026"`, `today`, `yesterday`, `tomorrow`, `7d`, `2w`, `3m`, `1y`, `"2 weeks ago"`, `"in 3 months"`, `friday`, `"last friday"`, `"last month end"`, `"start of this quarter"`, `"last financial year end"`. `7d` and `friday` lie before today, after `--until`, `--to`, `--due-by` and the like after it; `-7d` and `+7d` say which. Weeks begin on Monday.',
]

const forPrograms = [
  '',
  '## For programs',
  '',
  '`--json` prints one envelope on one line, the same for every command: `{"v": 2, "kind", "asAt", "knownAt", "data", "page": {"returned", "total", "next"}, "notes"}`.',
  '',
  '- `kind` says what `data` are; `beatbook schema COMMAND` prints the JSON Schema of the whole, `beatbook schema` lists all. Within a version fields are only added.',
  '- `asAt` and `knownAt` are the times that were asked about: `null` is today, and all that is recorded.',
  '- `page` counts the rows. A list has all of them unless the output is a terminal or `--limit` is given (`--all` has them there too); `next` is then what `--next` takes, and a message says so. `total` is `null` where nobody counted.',
  '- `notes` has the messages that otherwise go to standard error, as `{"code", "message"}`.',
  '- Of several files or plans each has its envelope, one a line.',
  '- `--jsonl` prints the rows alone, one on each line; `--fields address,timescale.latest,owners.name` limits them. Without a list the data are one row.',
  '- A failure is one line on standard error: `{"v": 2, "error": {"code", "args", "message", "exit"}}` (`beatbook schema error`). `code` is that of the refusal, or how the command ended.',
  '',
]

/** What a command prints for programs. */
const dataOf = (name: string, command: Command): string[] => {
  if (!command.options.some(({ long }) => long === '--json')) return []
  const kinds = (shapesOfVerb(name, true) ?? []).map(
    ({ kind, rows }) => `\`${kind}\`${rows === null ? '' : ` (rows: \`data.${rows}\`)`}`,
  )
  return [`For programs: ${kinds.join(', ')}.`, '']
}

/** Every command with an action, under its full name: "rules check". */
const pages = (of: Command, above = ''): { name: string; command: Command }[] =>
  of.commands.flatMap((command) => {
    const name = `${above}${command.name()}`
    const own = command.commands.length === 0 || command.registeredArguments.length > 0
    return [...(own ? [{ name, command }] : []), ...pages(command, `${name} `)]
  })

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
