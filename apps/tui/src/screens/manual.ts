import { type KeyHelp, keysOf } from './keys.ts'
import { paletteEntries } from './palette.ts'
import type { Screen } from './state.ts'

/** `docs/terminal.md`: what the screens do, with the keys of each and every command. */
export const terminalManual = (): string =>
  [
    INTRODUCTION,
    '## Keys',
    '',
    ...(Object.keys(titles) as Screen['at'][]).flatMap((screen) => {
      const own = keysOf[screen].filter(({ key }) => !everywhere.has(key))
      return own.length === 0 ? [] : [`**${titles[screen]}**: ${own.map(keyWords).join(', ')}.`, '']
    }),
    `**Everywhere**: ${keysOf.plan
      .filter((key) => everywhere.has(key.key))
      .map(keyWords)
      .join(', ')}.`,
    '',
    '## Commands',
    '',
    'After `:`. The beginning of a name is enough where no other begins so; ↓ and ↑ choose, Tab completes, Ctrl-P and Ctrl-N bring back what was typed earlier.',
    '',
    '| command | does | key |',
    '|---|---|---|',
    ...paletteEntries.map(
      ({ name, does, key }) => `| \`${name}\` | ${does} | ${key === null ? '' : `\`${key}\``} |`,
    ),
    '',
  ].join('\n')

const keyWords = ({ key, does, edits }: KeyHelp): string =>
  `\`${key}\` ${does}${edits ? ' (needs the right to edit)' : ''}`

const titles: Readonly<Record<Screen['at'], string>> = {
  plans: 'Plans',
  plan: 'A list of actions',
  action: 'An action',
  why: 'Why',
  compare: 'Two dates compared',
  trends: 'Trends',
  check: 'Validators',
  turning: 'Turning soon',
  mine: 'My work',
  views: 'Saved views',
  talk: 'Conversations',
  changes: 'What changed',
  owners: 'Owners',
  documents: 'Documents',
  rules: 'RAG rules',
  'rag-rules': 'One set of rules',
  aggregates: 'A list of areas, and the like',
}

const everywhere: ReadonlySet<string> = new Set([
  ...['j k ↓ ↑', 'Ctrl-d/u', 'g G', '50G', 'm', 'R', 'a', 't', ':', 'r', '?', 'Esc', 'q'],
])

const INTRODUCTION = `# The terminal

Made from the screens themselves; a test says when it is stale. The commands for scripts are on [the command line](command-line.md).

\`npx -y pnpm@12 beatbook\` opens the screens on a terminal of 40 columns by 10 lines or more; with 120 columns the selected action stands beside the list. It opens on what others recorded since you last looked on this machine, where there is anything. \`?\` shows the keys of a screen, \`:\` every command with its sentence and key.

- **Lists** have any length: \`G\` goes to the last of 100,000 rows, \`5000G\` to that row, \`f\` to a ref or words. \`:actions all\` is the list of all plans. \`o\` orders by up to four fields (\`level, -timescale\`), \`:group owner\` puts rows together, \`:columns ref, text, stage\` chooses columns. Above 1,000 rows the server orders by one field, and nothing is grouped.
- **Filters** are typed after \`/\` as on the web: \`level:red owner:estates silent>42 due<2027-01-01 "door"\`. The list follows as you type; what means nothing is said, with what can be typed.
- **Saved views** are those of the web: \`v\` lists your own and shared ones, \`:view save NAME\` and \`:view share NAME\` save what the list shows, \`x\` removes one of yours.
- **Several actions** are changed at once: \`Space\` marks, \`*\` marks all that match (at most 200), \`b\` opens the form. Every change is shown before it is saved; an action that somebody changed meanwhile is left out and named. \`U\` undoes it as one, \`:redo\` does it again.
- **Every command** can be given after \`:\`, in the words of the command line: \`owner merge A B\`, \`action split charter/4 --part "…"\`. \`U\` undoes the command that was given last, \`:redo\` does it again; on an action \`U\` undoes its newest entry. Commands that print a list or ask questions (\`import\`, \`history\`) run in the place of the screens, and Enter comes back.
- **Conversations** about an action or a plan are on \`C\`: \`b\` begins one, \`Enter\` answers, \`s\` settles or reopens; \`@NAME\` mentions. The list counts the open ones under TALK. Mentions that you have not read come first in my work (\`m\`).
- **Nothing typed is lost.** Words that were not sent are kept in \`drafts.json\` beside the tokens (readable by you alone) as they are typed, through \`Esc\`, \`Ctrl-C\`, a crash or a lost connection, and stand in the form when it is opened again: an update, a comment, and a change of several actions of a plan. \`Ctrl-P\` after \`:\` brings back what was typed there. Where somebody changed a field meanwhile, the form shows what it was, theirs and yours: \`Ctrl-T\` takes theirs, \`Enter\` records yours. A pasted block never sends itself.
- **The terminal**: \`NO_COLOR\` (or \`FORCE_COLOR=0\`) leaves colours out, \`BEATBOOK_ASCII=1\` draws letters for shapes, \`TERM=dumb\` is refused with a word on the commands. \`Ctrl-Z\` stops the program until \`fg\`; SIGTERM ends it with 143.
`
