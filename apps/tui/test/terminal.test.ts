import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Running, setUpArguments, startServer, variablesOf } from '../src/testing/running.ts'
import { hasTmux, openShell, openTerminal, type Terminal } from '../src/testing/terminal.ts'

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
      env: { ...variablesOf(on), ...more },
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
    const setup = terminal('setup', setUpArguments('--name', 'Programme office'))
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
    await first.shows('doorbells 1 of 1')
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
    await on.shows(/disagrees:yes \d+ of (?!36)\d+/)
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
    on.press('V')
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
    await on.shows(/^ :areas/m)
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

  test('a list of 1,200 rows is reached at both ends and by number, jumped in, ordered and narrowed', async () => {
    const rows = Array.from({ length: 1_200 }, (_, at) =>
      [
        at + 1,
        `Paint gate ${at + 1}`,
        at % 2 === 0 ? 'Estates' : 'Roads Team',
        'by Dec 2027',
        'AG'[at % 2],
      ].join(),
    )
    writeFileSync(join(on.folder, 'gates.csv'), ['Ref,Action,Owner,Due,RAG', ...rows, ''].join('\n'))
    expect(on.beatbook(['import', 'gates.csv', '--yes', '--code', 'gates']).code).toBe(0)
    const list = terminal('gates', [], { columns: 100, rows: 30 })
    await list.shows('ACTIONS')
    list.write(':actions gates')
    list.press('Enter')
    await list.shows('1 of 1200')
    await list.shows(/▌ +1 +Paint gate 1 /)
    list.press('G')
    await list.shows(/▌ +1200 +Paint gate 1200/)
    list.write('700G')
    await list.shows(/▌ +700 +Paint gate 700/)
    list.press('PPage')
    await list.shows(/▌ +68\d +Paint gate 68\d/)
    list.press('g')
    await list.shows(/▌ +1 +Paint gate 1 /)
    list.press('f')
    list.write('gate 950')
    await list.shows(/▌ +950 +Paint gate 950/)
    list.press('Enter', 'f')
    list.write('31')
    await list.shows(/▌ +31 +Paint gate 31 /)
    list.press('Escape')
    await list.shows(/▌ +950 +Paint gate 950/)
    list.press('o')
    list.write('-ref')
    list.press('Enter')
    await list.shows(/▌ +1200 +Paint gate 1200/)
    list.write(':group owner')
    list.press('Enter')
    await list.shows('Over 1,000 actions: not grouped')
    list.press('/')
    list.write('level:green owner:roads')
    await list.shows(/1 of 600 /)
    list.press('Enter')
    await list.shows('── Roads Team ─')
    list.press('/', 'C-u')
    list.write('level:purple')
    await list.shows('“level:purple” means nothing.')
    list.press('Escape')
    await list.shows('1 of 600')

    list.write(':view share Roads, green')
    list.press('Enter')
    await list.shows('The view “Roads, green” was saved.')
    expect(
      on.beatbook(['actions', 'gates', '--view', 'roads', '--jsonl', '--fields', 'ref,level']).out,
    ).toMatch(/^\{"ref":"1200","level":"green"\}\n\{"ref":"1198",/)
    list.press('Escape', 'Escape', 'v')
    await list.shows(/▌ Roads, green .*level:green .* yours, shared/)
    list.press('Enter')
    await list.shows('Roads, green')
    await list.shows('1 of 600')
    list.press('q')
    await list.shows('ended with 0')
  })

  test('marked actions are changed after a look at each, but not one that somebody changed meanwhile; undone as one', async () => {
    const list = terminal('bulk', [], { columns: 80, rows: 24 })
    await list.shows('ACTIONS')
    list.write(':actions gates')
    list.press('Enter')
    await list.shows('1 of 1200')
    list.press('Space', 'Space', 'Space')
    await list.shows('3 marked')
    list.press('b')
    await list.shows('Change 3 actions of gates')
    list.write('14d')
    await list.shows('▌ Shift dates 14d')
    list.press('BTab', 'BTab')
    list.write('Board')
    await list.shows('3 actions will change.')
    await list.shows('by 14 Jan 2028, was by Dec 2027')
    expect(
      on.beatbook(['update', 'gates/2', '--timescale', 'by June 2028', '--reason', 'Paint is late']).code,
    ).toBe(0)
    list.press('Enter')
    await list.shows('1 action changed while you looked')
    await list.shows('Enter saves the other 2')
    list.press('Enter')
    await list.shows('2 actions changed. U undoes it.')
    expect(
      on.beatbook(['update', 'gates/3', '--timescale', 'by May 2029', '--reason', 'Later still']).code,
    ).toBe(0)
    list.press('U')
    await list.shows(/Changed since: 3\. Undo the other 1 action\?/)
    list.press('y')
    await list.shows('Undone: 2 actions changed.')
    expect(on.beatbook(['action', 'gates/1', '--json']).out).toContain('"said":"by Dec 2027"')
    list.press('Space', 'b')
    await list.shows('Change 1 action of gates')
    list.write('1y')
    list.press('C-c')
    await list.shows('Leave without saving?')
    list.press('n')
    await list.shows('▌ Shift dates 1y')
    list.press('Escape', 'y')
    await list.shows('TIMESCALE')
    list.press('q')
    await list.shows('ended with 0')
  })

  test('a conversation is begun, answered and settled, and is counted in the list', async () => {
    const talk = terminal('talk', [], { columns: 100, rows: 30 })
    await talk.shows('ACTIONS')
    talk.write(':actions charter')
    talk.press('Enter')
    await talk.shows('1 of 36')
    talk.press('C')
    await talk.shows('Nobody has said anything yet.')
    talk.press('b')
    talk.write('Who rings the printer?')
    talk.press('Enter')
    await talk.shows('The conversation was begun.')
    await talk.shows('#1 · open')
    talk.press('Enter')
    talk.write('I do')
    talk.press('Escape')
    await talk.shows('Your words are kept')
    talk.press('Enter')
    await talk.shows('Answer: I do')
    talk.press('Enter')
    await talk.shows('The answer was added.')
    talk.press('Escape')
    await talk.shows('TALK')
    await talk.shows(/▌ +1 .* 1\s*$/m)
    talk.press('C')
    await talk.shows('#1 · open')
    talk.press('s')
    await talk.shows('#1 · settled by')
    talk.press('q')
    await talk.shows('ended with 0')
  })

  test('nothing typed is lost: another’s change is shown, Ctrl-C keeps the words, a pasted block is not sent', async () => {
    const form = terminal('form', [], { columns: 80, rows: 24 })
    await form.shows('ACTIONS')
    form.write(':action charter/6')
    form.press('Enter')
    await form.shows('History, ')
    form.press('u')
    await form.shows('What happened?')
    form.write('Sixteen taught')
    form.press('Tab', 'Tab', 'Right')
    await form.shows(/Level +◂ ■ Red ▸/)
    expect(on.beatbook(['update', 'charter/6', '--level', 'green']).code).toBe(0)
    form.press('Enter')
    await form.shows(/was Amber · theirs Green · yours Red/)
    form.press('C-t')
    await form.shows(/Level +◂ stays ● Green ▸/)
    form.press('C-c')
    await form.shows('ended with 0')

    const again = terminal('again', [], { columns: 80, rows: 24 })
    await again.shows('ACTIONS')
    again.write(':action charter/6')
    again.press('Enter')
    await again.shows('History, ')
    again.press('u')
    await again.shows('Not sent yet, from')
    await again.shows('Sixteen taught')
    // As a terminal without bracketed paste would: line breaks come as Enter.
    again.write(' in May.\rSeventeen in June.\rAll by July.\r')
    await again.shows('Sixteen taught in May. Seventeen in June. All by July.')
    again.write('x'.repeat(900))
    await again.shows('xxx')
    expect(again.screen()).toMatch(/Tab ↓ next/)
    again.press('C-u', 'Escape')
    await again.shows('History, ')
    expect(on.beatbook(['history', 'charter/6', '--json']).out).not.toContain('Seventeen in June')
    again.press('q')
    await again.shows('ended with 0')
  })

  test('opens on what others recorded since it was open last, from where the rows open', async () => {
    expect(
      on.beatbook([
        'people',
        'add',
        'clerk@ardenvale.example',
        '--name',
        'The clerk',
        '--role',
        'editor',
        '--password-file',
        'password',
      ]).code,
    ).toBe(0)
    writeFileSync(join(on.folder, 'new'), 'another long password\n')
    const asClerk = (...args: string[]) => on.beatbook(args, { who: 'clerk' })
    asClerk('login', '--email', 'clerk@ardenvale.example', '--password-file', 'password')
    expect(asClerk('password', '--current-file', 'password', '--new-file', 'new').code).toBe(0)
    expect(asClerk('update', 'charter/8', '--text', 'Leads were named').code).toBe(0)
    const news = terminal('news', [], { columns: 120, rows: 30 })
    await news.shows('Leads were named')
    expect(news.screen()).toMatch(/charter\/8 +\S/)
    news.press('Enter')
    await news.shows('History, ')
    news.press('Escape', 'Escape')
    await news.shows('ACTIONS')
    news.press('q')
    await news.shows('ended with 0')
    const next = terminal('next', [], { columns: 120, rows: 30 })
    await next.shows('ACTIONS')
    next.write(':owners')
    next.press('Enter')
    await next.shows('BELONGS TO')
    next.press('Enter')
    await next.shows(/owner:.* 1 of \d+/)
    next.press(':')
    await next.shows('commands · ↓ ↑ choose')
    next.write('rename sec')
    await next.shows('section rename')
    next.press('Down', 'Tab')
    await next.shows(':section rename')
    next.press('Escape', 'q')
    await next.shows('ended with 0')
  })

  test('stops for Ctrl-Z, says when it is too small, and ends with 143 on SIGTERM', async () => {
    const tiny = terminal('tiny', [], { columns: 38, rows: 8 })
    await tiny.shows(/Too small: 38 by 8/)
    tiny.press('q')
    await tiny.shows('ended with 0')
    const ended = terminal('term', [], { columns: 80, rows: 24 })
    await ended.shows('ACTIONS')
    ended.signal('SIGTERM')
    await ended.shows('ended with 143')
    const shell = openShell('shell', { folder: on.folder, env: variablesOf(on) })
    open.push(shell)
    await shell.shows(/^>/m)
    shell.write('b')
    shell.press('Enter')
    await shell.shows('ACTIONS')
    shell.press('C-z')
    await shell.shows('Stopped')
    shell.write('fg')
    shell.press('Enter')
    await shell.shows('ACTIONS')
    shell.press('q')
    await shell.shows(/^>\s*$/m)
    shell.write('echo back in $((40 + 2))')
    shell.press('Enter')
    await shell.shows('back in 42')
  })
})
