import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Running, SETUP_TOKEN, startServer } from '../src/testing/running.ts'
import { hasTmux, openTerminal, type Terminal } from '../src/testing/terminal.ts'

/** The colour sequences in what was written. */
const coloursIn = (written: string): string[] =>
  written
    .split('\u001b[')
    .map((part) => /^[\d;]*m/.exec(part)?.[0] ?? '')
    .filter((style) => style.split(/[;m]/).some((code) => /^(?:3[0-8]|4[0-8]|9\d|10\d)$/.test(code)))

const able = hasTmux()
if (!able) {
  const words = 'tmux is not installed: the terminal program is NOT tested in a real terminal'
  if (process.env['CI'] === 'true') throw new Error(words)
  process.stderr.write(`\n*** ${words} ***\n`)
}

describe.skipIf(!able)('the newcomer’s way through the terminal', () => {
  let on: Running
  const open: Terminal[] = []
  const terminal = (
    name: string,
    args: string[],
    size: { columns?: number; rows?: number } = {},
    more: Record<string, string> = {},
  ): Terminal => {
    const made = openTerminal(name, args, {
      ...size,
      folder: on.folder,
      env: {
        BEATBOOK_URL: on.url,
        XDG_CONFIG_HOME: join(on.folder, 'administrator'),
        INIT_CWD: on.folder,
        ...more,
      },
    })
    open.push(made)
    return made
  }

  beforeAll(async () => {
    on = await startServer()
    copyFileSync(
      fileURLToPath(new URL('../../../packages/sample/documents/charter-plan-2026.txt', import.meta.url)),
      join(on.folder, 'charter.txt'),
    )
  })
  afterAll(async () => {
    for (const one of open) one.close()
    await on.stop()
  })

  test('set up, import with questions, open action 32, update it, see it in a second terminal, undo it', async () => {
    const setup = terminal('setup', [
      'setup',
      '--token',
      SETUP_TOKEN,
      '--email',
      'office@ardenvale.example',
      '--password-file',
      'password',
      '--name',
      'Programme office',
    ])
    await setup.shows('Set up, and signed in as office@ardenvale.example')
    await setup.shows('ended with 0')

    const empty = terminal('empty', [])
    await empty.shows('There is no plan yet.')
    empty.press('q')
    await empty.shows('ended with 0')

    const importing = terminal('import', ['import', 'charter.txt'])
    // Every question can be answered with Enter, which takes the draft's current choice; each answer changes
    // the screen.
    await importing.shows('press Enter:')
    for (let asked = 0; asked < 60 && !importing.screen().includes('ended with'); asked += 1) {
      const before = importing.screen()
      importing.press('Enter')
      await importing.changes(before)
    }
    await importing.shows('ended with 0')
    expect(importing.screen()).toContain('Accepted as')

    const first = terminal('first', [], { columns: 100, rows: 30 })
    await first.shows('1 of 1')
    first.press('Enter')
    await first.shows('1 of 36')
    first.press('/')
    first.write('doorbells')
    await first.shows(/1 of 1\b|Enter keeps/)
    first.press('Enter')
    await first.shows('“doorbells” 1 of 1')
    first.press('Enter')
    await first.shows('History, ')

    const second = terminal('second', [], { columns: 160, rows: 50 })
    await second.shows('1 of 1')
    second.press(':')
    second.write('action 32')
    second.press('Enter')
    await second.shows('History, ')

    first.press('u')
    await first.shows('What happened?')
    first.write('Seventeen stations have doorbells now')
    first.press('Tab', 'Tab')
    first.press('Right')
    await first.shows(/Level +◂ ■ Red ▸/)
    first.press('Enter')
    await first.shows('The update was recorded.')
    await first.shows('Seventeen stations have doorbells now')
    await second.shows('Seventeen stations have doorbells now')

    first.press('U')
    await first.shows('Undo? “')
    first.press('y')
    await first.shows('The entry was undone.')
    await second.shows('(undone)')
    first.press(':')
    first.write('redo')
    first.press('Enter')
    await first.shows('Redo? “')
    first.press('y')
    await first.shows('The entry was redone.')

    second.press('a')
    await second.shows('As at:')
    second.write('30 April 2026')
    second.press('Enter')
    await second.shows('as at 30 April 2026')
    second.press('u')
    await second.shows('The past is read only.')
    second.press('t')
    await second.shows('as at today')
    second.press('q')
    await second.shows('ended with 0')
  })

  test('shows why, compares two dates, filters by disagreements, and shows changes of level, waiting work and the rules', async () => {
    const on = terminal('why', [], { columns: 130, rows: 40 })
    await on.shows('1 of 1')
    on.press('Enter')
    // The counts, the table, the ribbon and the reason of the selected action are loaded each on its own.
    await on.shows('by the rules: ')
    await on.shows(/ D +R /)
    await on.shows(/why +((Red|Amber|Green|Not yet due) because|Complete since \d)/)
    await on.shows(/by rules +\S*│/)

    on.press('w')
    const why = await on.shows('Every rule, in the order in which they are asked')
    expect(why).toMatch(/(Red|Amber|Green|Not yet due) because|Complete since \d/)
    expect(why).toMatch(/met, decides|otherwise: decides/)
    on.press('Escape')
    await on.shows('1 of 36')

    on.press('c')
    await on.shows('Compare:')
    on.write('soon')
    on.press('Enter')
    await on.shows('“soon” is not a day')
    on.press('C-u')
    on.write('1 May 2026 to 1 October 2026')
    on.press('Enter')
    const compared = await on.shows('From 1 May 2026 to 1 October 2026: ')
    expect(compared).toMatch(/Nothing was said of it since/)
    on.press('G')
    await on.shows('more above')
    on.press('Escape')

    await on.shows('1 of 36')
    on.press('d')
    await on.shows(/at odds \d+ of (?!36)\d+/)
    on.press('Escape')
    await on.shows('1 of 36')
    on.press('s')
    await on.shows(/TURNS +ACTION|Nothing turns by/)
    on.press('Escape')
    await on.shows('1 of 36')
    on.press(':')
    on.write('override amber until 31 December 2099')
    on.press('Enter')
    await on.shows('Say why, behind a colon')
    on.write(': the board agreed')
    on.press('Enter')
    await on.shows('The level was replaced.')
    await on.shows('rules ▲ Amber')
    on.press(':')
    on.write('lift')
    on.press('Enter')
    await on.shows('The rules decide again.')
    on.press(':')
    on.write('depends 2')
    on.press('Enter')
    await on.shows('The link was added.')
    on.press('T')
    await on.shows('By the rules, counts by level')
    on.press('T')
    await on.shows('Declared, counts by level')
    await on.shows(/[■▲●]{9,}[^░]*[■▲●]░░[■▲●]░░/)
    on.press('Escape')
    await on.shows('1 of 36')
    on.press('v')
    await on.shows('Declared level without a reason')
    on.press('Escape')
    await on.shows('1 of 36')
    on.press('m')
    await on.shows('You answer for no owner yet.')
    on.press('Escape')
    await on.shows('1 of 36')
    on.press(':')
    on.write('column ')
    on.press('Tab')
    await on.shows('add   change   remove')
    on.press('Escape')
    on.press(':')
    on.write('are')
    on.press('Tab')
    await on.shows(':areas')
    on.press('Enter')
    await on.shows('There is no area yet.')
    on.press('Escape')
    await on.shows('1 of 36')
    on.press('R')
    await on.shows('force-default')
    on.press('G', 'g', 'Enter')
    await on.shows(/On \S+: /)
    on.press('G')
    await on.shows('Held against the past of 36 actions.')
    on.press('q')
    await on.shows('ended with 0')
  })

  test('works at 60×15 and without colour, and leaves the terminal as it was on SIGTERM', async () => {
    const small = terminal('small', [], { columns: 60, rows: 15 }, { NO_COLOR: '1' })
    await small.shows('1 of 1')
    small.press('Enter')
    const screen = await small.shows('1 of 36')
    for (const line of screen.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
    expect(screen).toMatch(/[■▲●✓] [RAGC]/)
    // Bold and inverse text remain; no foreground or background has a colour.
    expect(coloursIn(small.written())).toEqual([])
    small.press('w')
    const why = await small.shows('Why this level · more below')
    for (const line of why.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
    small.press('G')
    await small.shows(/otherwise: decides|met, decides|: (not )?met/)
    small.press('Escape')
    await small.shows('1 of 36')
    small.press('?')
    await small.shows('Keys of this screen')
    small.press('Escape')
    small.press('q')
    await small.shows('ended with 0')
    expect(small.screen()).not.toContain('REF')
  })

  test('has colours by default, and none with FORCE_COLOR=0 or on a terminal that cannot move its cursor', async () => {
    const coloured = terminal('coloured', [])
    await coloured.shows('1 of 1')
    // What is on the screen may reach the recording a moment later.
    await vi.waitFor(() => expect(coloursIn(coloured.written()).length).toBeGreaterThan(0))
    coloured.press('q')
    await coloured.shows('ended with 0')
    const forced = terminal('forced', [], {}, { FORCE_COLOR: '0' })
    await forced.shows('1 of 1')
    await vi.waitFor(() => expect(forced.written()).toContain('1 of 1'))
    expect(coloursIn(forced.written())).toEqual([])
    forced.press('q')
    const still = terminal('still', [], {}, { TERM: 'dumb' })
    await still.shows('The screens need a terminal that can move its cursor')
    await still.shows('ended with 2')
  })

  test('tables fit a terminal of 80 columns and of 50, and name the columns that had no room', async () => {
    for (const columns of [80, 50]) {
      const narrow = terminal(`narrow-${columns}`, ['actions', 'charter', '--limit', '5'], { columns })
      await narrow.shows('ended with 0')
      // A line that is too long continues on the next, which then starts without an address.
      expect(narrow.screen()).toMatch(/^ADDRESS +ACTION .*\n(charter\/.*\n){5}No room for .*LAST UPDATE/m)
      const plans = terminal(`plans-${columns}`, ['plans'], { columns })
      await plans.shows('ended with 0')
      expect(plans.screen()).toMatch(/^CODE +PLAN .*\ncharter .*\nNo room for /m)
    }
  })

  test('on a terminal that draws only letters every level is a letter or a word', async () => {
    const dumb = terminal('dumb', [], { columns: 80, rows: 24 }, { NO_COLOR: '1', BEATBOOK_ASCII: '1' })
    await dumb.shows('1 of 1')
    dumb.press('Enter')
    const plan = await dumb.shows('1 of 36')
    expect(plan).toMatch(/\[[RAGCN]\] +\[[RAGCN]\]/)
    dumb.press('Enter')
    const action = await dumb.shows('by rules')
    expect(action).toMatch(/by rules +[RAGCN]+\|/)
    expect(action).not.toMatch(/[■▲●✓○]/)
    dumb.press('q')
    await dumb.shows('ended with 0')
  })
})
