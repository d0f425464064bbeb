import type { Command } from 'commander'
import { type ExitName, exitCodes, exitMeanings } from './exit.ts'
import { jsonShapes } from './schemas.ts'

/** The manual page of the command line, generated from the same definitions as its help. */
export const manualOf = (program: Command): string =>
  [
    '# The command line',
    '',
    'Made from the commands themselves; a test says when it is stale.',
    '',
    '`npx -y pnpm@12 beatbook COMMAND` in the repository, `beatbook COMMAND` where it is installed. Data go to standard output, messages to standard error.',
    '`BEATBOOK_URL` names the server (`http://127.0.0.1:4310`), `BEATBOOK_TOKEN` may carry a bearer token instead of the one `login` keeps.',
    `With \`--json\` each verb prints one object with \`"v": 3\` (\`read\`: 1); the shapes stand in \`apps/tui/src/output/schemas.ts\` (${Object.keys(jsonShapes).join(', ')}) and, for \`read\`, in \`packages/documents/src/published.ts\`. Within a version fields are only added.`,
    '',
    ...pages(program).flatMap(({ name, command }) => [
      `## ${[name, ...command.registeredArguments.map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`) + (argument.variadic ? '…' : ''))].join(' ')}`,
      '',
      `${sentence(command.description())}`,
      '',
      ...command.registeredArguments
        .filter((argument) => argument.description)
        .map((argument) => `- \`${argument.name()}\`: ${argument.description}`),
      ...command.options.map(
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

/** Every command with an action, under its full name: "rules check". */
const pages = (of: Command, above = ''): { name: string; command: Command }[] =>
  of.commands.flatMap((command) => {
    const name = `${above}${command.name()}`
    const own = command.commands.length === 0 || command.registeredArguments.length > 0
    return [...(own ? [{ name, command }] : []), ...pages(command, `${name} `)]
  })

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
