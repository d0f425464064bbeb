import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasActing } from '@beatbook/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, setUpArguments, startServer, variablesOf } from '../src/testing/running.ts'
import { hasTmux, openTerminal } from '../src/testing/terminal.ts'

const HOSTILE = 'Evil\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp.exe\u2066end'
const ESC = '\u001b'
const FILE = 'evil\u202efdp\u001b[2J.csv'

let on: Running
beforeAll(async () => {
  on = await startServer({ hostile: true })
  writeFileSync(
    join(on.folder, FILE),
    `Ref,Action,Owner,Timescale,RAG\n1,"${HOSTILE} walk every beat",${HOSTILE},Oct 26 ${HOSTILE},Red\n2,Publish the hours,Estates,${HOSTILE},Green\n`,
  )
  expect(on.beatbook(setUpArguments('--name', HOSTILE, '--force', HOSTILE))).toMatchObject({ code: 0 })
}, 120_000)
afterAll(() => on.stop())

/** Runs a command and checks that every byte of both outputs is harmless. */
const harmless = (
  args: readonly string[],
  { codes = [0], signs = true, input = '' }: { codes?: number[]; signs?: boolean; input?: string } = {},
) => {
  const { code, out, err } = on.beatbook(args, { input })
  expect({ args, code, out, err, acts: hasActing(out) || hasActing(err) }).toMatchObject({ acts: false })
  expect(codes, `${args.join(' ')} ended with ${code}: ${err}`).toContain(code)
  // Control characters are printed as signs, which shows that the test has an effect.
  if (signs) expect(out + err).toMatch(args.includes('--json') ? /\\u001b/ : /␛|⟨202E⟩/)
  return out
}

test('no verb writes a control character of the record, as text or as JSON', () => {
  const {
    data: { actions },
  } = JSON.parse(harmless(['actions', 'evil', '--withdrawn', 'with', '--json'])) as {
    data: { actions: { address: string; text: string; withdrawn: boolean }[] }
  }
  expect(actions.length).toBeGreaterThan(20)
  // The value itself is complete: JSON is escaped, not changed.
  expect(hasActing(actions[0]?.text ?? '')).toBe(true)
  const [first, second] = actions.filter(({ withdrawn }) => !withdrawn).map(({ address }) => address)
  if (first === undefined || second === undefined) throw new Error('no actions')
  for (const args of [
    ['plans'],
    ['actions'],
    ['actions', 'evil', '--withdrawn', 'with'],
    ['action', first],
    ['history', first],
    ['history', second],
    ['why', first],
    ['why', second],
    ['rag', 'evil'],
    ['forecast', 'evil', '--until', '2099-12-31'],
    ['compare', 'evil', '--draft', FILE],
    ['compare', 'evil', '--from', '2026-06-01'],
    ['mine', '--parties'],
    ['check', 'evil'],
    ['check', FILE],
    ['read', FILE],
    ['import', FILE, '--dry-run'],
  ]) {
    // A check fails if it finds an error; a plan that did not exist on a day is not found.
    const codes = args[0] === 'check' ? [0, 7] : args.includes('--from') ? [0, 5] : [0]
    // What is read from a document has no such characters.
    const signs = !args.includes('--from') && args[1] !== FILE
    harmless(args, { codes, signs })
    // JSON has no sentences; names in it may not have control characters either.
    harmless([...args, '--json'], {
      codes,
      signs: signs && !['plans', 'compare', 'forecast'].includes(args[0] ?? ''),
    })
  }
  expect(harmless(['read', FILE, '--json'], { signs: false })).not.toMatch(/\\u00[019]/)
  expect(harmless(['read', FILE], { signs: false })).toContain(
    'Control characters, which cannot be displayed, were left out (24)',
  )
  const {
    data: { parties },
  } = JSON.parse(harmless(['mine', '--parties', '--json'])) as { data: { parties: { name: string }[] } }
  harmless(['mine', '--answer-for', parties[0]?.name.split(' Evil')[0] ?? ''], {
    codes: [0, 2],
    signs: false,
  })
  harmless(['mine', '--json'], { signs: false })
  harmless(['trends', 'evil'], { signs: false })
  harmless(['trends', 'evil', '--section', 'zebra'], { codes: [5] })
  harmless(['rules', 'test', 'force-default', '--plan', 'evil'], { signs: false })
  harmless(['whoami'], { signs: false })
}, 180_000)

test('input is cleaned, and errors about it have no control characters', () => {
  const [address = ''] = (
    JSON.parse(harmless(['actions', 'evil', '--limit', '1', '--json'])) as {
      data: { actions: { address: string }[] }
    }
  ).data.actions.map((action) => action.address)
  harmless(['update', address, '--text', `Given ${HOSTILE}`, '--level', 'green', '--reason', HOSTILE], {
    signs: false,
  })
  const {
    data: { history },
  } = JSON.parse(harmless(['history', address, '--json'])) as {
    data: { history: { text: string | null; actor: { name: string } }[] }
  }
  expect(history[0]).toMatchObject({
    text: 'Given Evil]0;owned[2J31mgnp.exeend',
    actor: { name: 'Evil]0;owned[2J31mgnp.exeend' },
  })
  harmless(['undo', address, '--reason', HOSTILE], { signs: false })
  harmless(['override', address, '--level', HOSTILE, '--until', '2099-12-31', '--reason', 'x'], {
    codes: [2, 7],
    signs: false,
  })
  for (const args of [
    [HOSTILE],
    ['plans', `--${HOSTILE}`],
    ['actions', HOSTILE],
    ['action', HOSTILE],
    ['actions', '--level', HOSTILE],
    ['plans', '--as-at', HOSTILE],
    ['read', HOSTILE],
    ['rules', 'show', HOSTILE],
    ['check', FILE, '--severity', HOSTILE],
  ]) {
    const { code, out, err } = on.beatbook(args.map((arg) => arg.replaceAll('\0', '')))
    expect({ args, acts: hasActing(out + err) }).toMatchObject({ acts: false })
    expect([1, 2, 5], args.join(' ')).toContain(code)
  }
}, 120_000)

test.skipIf(!hasTmux())(
  'no screen writes a control character of the record',
  async () => {
    const terminal = openTerminal('hostile', [], {
      columns: 140,
      rows: 40,
      folder: on.folder,
      env: variablesOf(on),
    })
    try {
      await terminal.shows('1 of 1')
      terminal.press('Enter')
      await terminal.shows(/1 of \d\d/)
      await terminal.shows('␛')
      const visit = async (keys: string[], shown: string | RegExp) => {
        terminal.press(...keys)
        await terminal.shows(shown)
        terminal.press('Escape')
        await terminal.shows(/1 of \d\d/)
      }
      await visit(['w'], /Every rule|no rules/)
      await visit(['T'], /counts by level/)
      await visit(['V'], 'Held to the validators')
      await visit(['v'], 'No view is saved yet.')
      await visit(['C'], /has said anything|#1/)
      await visit(['b'], 'Change 1 action of')
      await visit([':'], 'commands · ↓ ↑ choose')
      for (const [name, heading] of [
        ['owners', 'BELONGS TO'],
        ['documents', 'ACCEPTED'],
        ['changes 7d', 'ADDRESS'],
      ] as const) {
        terminal.write(`:${name}`)
        await visit(['Enter'], heading)
      }
      await visit(['s'], /TURNS|Nothing turns/)
      await visit(['m'], /answer for|ACTION/)
      terminal.press('Enter')
      await terminal.shows('History, ')
      terminal.press('G')
      await terminal.shows('more above')
      terminal.press('u')
      await terminal.shows('What happened?')
      terminal.write('typed \u202e\u009b31m words')
      await terminal.shows('typed 31m words')
      terminal.press('Escape')
      await terminal.shows('Your words are kept')
      await terminal.shows('more above')
      terminal.press('U')
      await terminal.shows('Undo? “')
      terminal.press('n')
      await terminal.shows('u update')
      terminal.press('q')
      await terminal.shows('ended with 0')
      const written = terminal.written()
      // Ink's own sequences: colours, weight, the cursor, the alternate screen, bracketed paste. No title,
      // clipboard or link is ever set.
      const words = written.replace(new RegExp(`${ESC}\\[[\\d;?>=<]*[A-Za-z]`, 'g'), '').replaceAll('\r', '')
      expect(words.split(ESC).slice(1)).toEqual([])
      expect(hasActing(words)).toBe(false)
      expect(words).toContain('␛]0;owned␇')
    } finally {
      terminal.close()
    }
  },
  120_000,
)
