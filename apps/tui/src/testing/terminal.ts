import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../bin/beatbook.js', import.meta.url))

/** A real terminal of `columns` by `rows` with the program running in it. */
export interface Terminal {
  press(...keys: string[]): void
  write(words: string): void
  /** The current content of the screen. */
  screen(): string
  /** The same with its escape sequences for colour and weight. */
  styled(): string
  /** Every byte the program has written since it was opened. */
  written(): string
  /** Waits until the screen has the text, and returns the screen; fails with the last screen. */
  shows(what: string | RegExp): Promise<string>
  /** Waits until the screen differs from `before`. */
  changes(before: string): Promise<string>
  /** Sends a signal to the program. */
  signal(name: NodeJS.Signals): void
  close(): void
}

export const hasTmux = (): boolean => spawnSync('tmux', ['-V']).status === 0

interface TerminalOptions {
  readonly columns?: number
  readonly rows?: number
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
}

/** Opens `beatbook ARGS` in a terminal of its own. */
export const openTerminal = (
  name: string,
  args: readonly string[],
  options: TerminalOptions = {},
): Terminal => open(name, args, (command) => `${command}; echo "ended with $?"; cat`, options)

/** Opens a shell that has jobs, in which `b` runs the program, so that it can be stopped and continued. */
export const openShell = (name: string, options: TerminalOptions = {}): Terminal =>
  open(
    name,
    [],
    (command, folder) => {
      const file = join(folder, 'rc')
      writeFileSync(file, `PS1='> '\nalias b="${command}"\n`)
      return `exec bash --noprofile --rcfile '${file}' -i`
    },
    options,
  )

const open = (
  name: string,
  args: readonly string[],
  run: (command: string, folder: string) => string,
  { columns = 80, rows = 24, env = {}, folder = process.cwd() }: TerminalOptions,
): Terminal => {
  const socket = `beatbook-${process.pid}-${name}`
  const tmux = (...words: string[]) =>
    spawnSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' })
  const variables = Object.entries(env).flatMap(([key, value]) => ['-e', `${key}=${value}`])
  const own = mkdtempSync(join(tmpdir(), 'beatbook-terminal-'))
  const log = join(own, 'written')
  // tmux sets TERM itself, whatever the variables of its window; and a person's terminal does not have CI's
  // variable, which disables colours.
  const command = [
    'env',
    '-u',
    'CI',
    ...(env.TERM === undefined ? [] : [`TERM=${env.TERM}`]),
    process.execPath,
    program,
    ...args,
  ]
    .map((word) => `'${word}'`)
    .join(' ')
  const opened = tmux(
    'new-session',
    '-d',
    '-s',
    't',
    '-x',
    String(columns),
    '-y',
    String(rows),
    '-c',
    folder,
    ...variables,
    // Output is logged from the first byte: the pane waits until the log is attached.
    `read -r _; ${run(command, own)}`,
  )
  if (opened.status !== 0) throw new Error(`no terminal: ${opened.stderr}`)
  tmux('pipe-pane', '-t', 't', `cat > '${log}'`)
  tmux('send-keys', '-t', 't', 'Enter')
  const screen = () => tmux('capture-pane', '-p', '-t', 't').stdout
  return {
    screen,
    styled: () => tmux('capture-pane', '-e', '-p', '-t', 't').stdout,
    written: () => readFileSync(log, 'utf8'),
    press: (...keys) => void tmux('send-keys', '-t', 't', ...keys),
    write: (words) => void tmux('send-keys', '-t', 't', '-l', '--', words),
    shows: (what) =>
      until(screen, (now) => (typeof what === 'string' ? now.includes(what) : what.test(now)), String(what)),
    changes: (before) => until(screen, (now) => now !== before, 'anything else'),
    signal: (name) => {
      const shell = tmux('display-message', '-p', '-t', 't', '#{pane_pid}').stdout.trim()
      const child = spawnSync('pgrep', ['-P', shell], { encoding: 'utf8' }).stdout.trim().split('\n')[0]
      process.kill(Number(child), name)
    },
    close: () => void tmux('kill-server'),
  }
}

const until = async (
  screen: () => string,
  enough: (now: string) => boolean,
  wanted: string,
): Promise<string> => {
  const end = Date.now() + 20_000
  for (;;) {
    const now = screen()
    if (enough(now)) return now
    if (Date.now() > end) throw new Error(`the terminal never showed ${wanted}; it shows:\n${now}`)
    await new Promise((resume) => setTimeout(resume, 40))
  }
}
