import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelope, failure } from '../src/output/schemas.ts'
import { bringPlan, type Running, setUpArguments, startServer, variablesOf } from '../src/testing/running.ts'

const beatbook = fileURLToPath(new URL('../bin/beatbook.js', import.meta.url))

let on: Running
beforeAll(async () => {
  on = await startServer()
  expect(on.beatbook(setUpArguments()).code).toBe(0)
  const rows = Array.from(
    { length: 20 },
    (_, at) => `${at + 1}\tWalk beat ${at + 1}\tTeam ${at % 3}\tOct 2027\tG`,
  )
  bringPlan(on, 'charter', 'Charter delivery plan', rows)
}, 120_000)
afterAll(() => on.stop())

const start = (
  ...args: string[]
): { child: ChildProcess; out: () => string; ended: Promise<number | null> } => {
  const child = spawn(process.execPath, [beatbook, ...args], {
    cwd: on.folder,
    env: { ...process.env, ...variablesOf(on) },
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  return { child, out: () => out, ended: new Promise((resolve) => child.once('close', resolve)) }
}

const lines = (...commands: object[]) => {
  writeFileSync(
    join(on.folder, 'changes.jsonl'),
    `${commands.map((each) => JSON.stringify(each)).join('\n')}\n`,
  )
}
const apply = (...options: string[]) => {
  const done = on.beatbook(['apply', 'changes.jsonl', ...options, '--json'])
  const { data } = envelope('apply').parse(JSON.parse(done.out))
  return { code: done.code, results: data.lines.map(({ result }) => result), lines: data.lines }
}

test('commands of a file are checked, sent in order, and stop at the first that is refused unless asked to go on', () => {
  const update = (address: string, text: string) => ({
    command: 'record-update',
    input: { actionId: address, text },
  })
  lines(update('charter/1', 'One'), update('charter/99', 'None'), update('charter/2', 'Two'))
  expect(apply('--dry-run')).toMatchObject({ code: 5, results: ['fits', 'refused', 'fits'] })
  expect(on.beatbook(['history', 'charter/1']).out).not.toContain('One')

  const stopped = apply()
  expect(stopped).toMatchObject({ code: 5, results: ['recorded', 'refused', 'not-sent'] })
  expect(stopped.lines[1]).toMatchObject({
    line: 2,
    error: { code: 'not-found', args: { asked: 'charter/99' } },
  })
  expect(on.beatbook(['history', 'charter/1']).out).toContain('One')
  expect(on.beatbook(['history', 'charter/2']).out).not.toContain('Two')
  expect(apply('--go-on')).toMatchObject({ code: 5, results: ['recorded', 'refused', 'recorded'] })
  expect(on.beatbook(['history', 'charter/2']).out).toContain('Two')

  const commandId = '019a0000-0000-7000-8000-000000000001'
  lines({
    command: 'edit-action',
    input: { commandId, actionId: 'charter/3', owners: ['Estates:accountable'] },
  })
  expect(apply()).toMatchObject({ code: 0, results: ['recorded'], lines: [{ commandId, error: null }] })
  expect(on.beatbook(['action', 'charter/3']).out).toContain('Estates')
  expect(on.beatbook(['undo', '--command', commandId]).code).toBe(0)
})

test('a line that is no command is refused with what is wrong in it', () => {
  writeFileSync(
    join(on.folder, 'changes.jsonl'),
    [
      'nonsense',
      '{"command": "fly", "input": {}}',
      '{"command": "record-update"}',
      '{"command": "record-update", "input": {"actionId": "charter/1", "text": 7}}',
      '{"command": "record-update", "input": {"actionId": "charter/1"}, "text": "x"}',
    ].join('\n'),
  )
  const done = apply('--go-on')
  expect([done.code, new Set(done.results)]).toEqual([2, new Set(['refused'])])
  expect(done.lines.map(({ error }) => error?.message)).toEqual([
    expect.stringMatching(/not JSON/),
    expect.stringMatching(/no command "fly"/),
    expect.stringMatching(/“command” and “input”/),
    expect.stringMatching(/“text” does not fit/),
    expect.stringMatching(/“text” stands beside “input”/),
  ])
  expect(on.beatbook(['apply', 'nowhere.jsonl'])).toMatchObject({ code: 1 })
})

test('what was recorded since a day is listed, of one plan or all', () => {
  const all = envelope('changes').parse(
    JSON.parse(on.beatbook(['changes', '--since', 'today', '--json']).out),
  )
  expect(all.data.changes.length).toBe(all.page.returned)
  expect(all.data.changes.at(0)).toMatchObject({ type: 'plan-added', plan: 'charter', address: null })
  expect(all.data.changes.filter(({ text }) => text === 'Two')).toMatchObject([
    { type: 'update-recorded', command: 'record-update', address: 'charter/2' },
  ])
  const tomorrow = on.beatbook(['changes', 'charter', '--since', 'tomorrow'])
  expect(tomorrow).toEqual({ code: 0, out: '', err: 'Nothing was recorded.\n' })
  const first = on.beatbook(['changes', 'charter', '--limit', '2', '--json'])
  const { page, data } = envelope('changes').parse(JSON.parse(first.out))
  expect(page).toMatchObject({ returned: 2, total: null, next: expect.any(String) })
  const rest = on.beatbook(['changes', 'charter', '--next', page.next ?? '', '--json'])
  expect([...data.changes, ...envelope('changes').parse(JSON.parse(rest.out)).data.changes]).toEqual(
    all.data.changes,
  )
  expect(on.beatbook(['changes', '--since', 'today']).out).toMatch(/charter\/2 +Update recorded +Two/)
  expect(on.beatbook(['changes', 'nowhere'])).toMatchObject({ code: 5 })
})

test('changes are watched as they are recorded, until Ctrl-C', async () => {
  const watching = start('watch', '--jsonl')
  const texts = start('watch', '--count', '1')
  const ended = start('watch', '--jsonl')
  // Both are connected once a change arrives; it is recorded until then.
  for (let turn = 0; turn < 40 && [watching, texts, ended].some(({ out }) => !out().includes('\n')); turn++) {
    await wait(500)
    on.beatbook(['update', 'charter/5', '--text', `Turn ${turn}`])
  }
  expect(JSON.parse(watching.out().split('\n')[0] ?? '')).toMatchObject({
    plans: ['charter'],
    actions: ['charter/5'],
    everything: false,
  })
  expect(texts.out()).toMatch(/^\d\d:\d\d:\d\d {2}charter\/5 changed$/m)
  expect(await texts.ended).toBe(0)
  watching.child.kill('SIGINT')
  expect(await watching.ended).toBe(130)
  ended.child.kill('SIGTERM')
  expect(await ended.ended).toBe(143)
  expect(watching.out().endsWith('}\n')).toBe(true)
}, 120_000)

test('Ctrl-C before the server answers says that it may still record what was sent', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
  const silent = createServer(() => arrive())
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const sending = start(
    'force',
    'name',
    'B',
    '--from',
    'today',
    '--json',
    '--url',
    `http://127.0.0.1:${port}`,
  )
  let err = ''
  sending.child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  await arrived
  sending.child.kill('SIGINT')
  expect([await sending.ended, sending.out()]).toEqual([130, ''])
  const { error } = failure.parse(JSON.parse(err))
  expect(error).toMatchObject({ code: 'interrupted', exit: 130 })
  expect(error.message).toContain('It may still record what was sent.')
  silent.closeAllConnections()
  silent.close()
}, 60_000)

test('what was mistyped is suggested: commands, plans and refs', () => {
  for (const [args, meant] of [
    [['acton', 'charter/1'], 'Did you mean action?'],
    [['actions', 'chatrer'], 'Did you mean charter?'],
    [['actions', 'char'], 'Did you mean charter?'],
    [['action', 'chartr/7'], 'Did you mean charter/7?'],
    [['action', 'char/7'], 'Did you mean charter/7?'],
    [['action', 'charter/018'], 'Did you mean charter/18?'],
    [['action', 'CHARTER/07'], 'Did you mean charter/7?'],
  ] as const) {
    const done = on.beatbook([...args])
    expect(done.out).toBe('')
    expect(done.err).toContain(meant)
  }
  expect(on.beatbook(['actions', 'zebra']).err).not.toContain('Did you mean')
  expect(on.beatbook(['help', 'rules', 'check']).out).toMatch(/^Examples:.*^Usage: beatbook rules check/ms)
  expect(on.beatbook(['help', 'fly'])).toMatchObject({ code: 2, out: '' })
})

test('shells complete commands, options, and what the record has', () => {
  const complete = (...words: string[]) =>
    on
      .beatbook(['complete', '--', ...words])
      .out.trimEnd()
      .split('\n')
  expect(complete('act')).toEqual(['actions', 'action'])
  expect(complete('rules', '')).toEqual(expect.arrayContaining(['list', 'show', 'check']))
  expect(complete('actions', '--with')).toEqual(['--withdrawn'])
  expect(complete('actions', '--withdrawn', '')).toEqual(['with', 'only'])
  expect(complete('actions', 'ch')).toEqual(['charter'])
  expect(complete('actions', 'charter', '')).toEqual([''])
  expect(complete('action', 'ch')).toEqual(['charter/'])
  expect(complete('history', 'charter/2')).toEqual(['charter/2', 'charter/20'])
  const teams = ['Team 0', 'Team 1', 'Team 2']
  expect(complete('owner', 'rename', '"team')).toEqual(teams)
  expect(complete('actions', '--owner', 'Team\\ ')).toEqual(teams)
  expect(complete('actions', '--level', 'red,am')).toContain('red,amber')
  expect(on.beatbook(['view', 'save', 'Late works', '--where', 'level:red'])).toMatchObject({ code: 0 })
  expect(complete('actions', '--view', 'la')).toEqual(['Late works'])
  expect(complete('view', 'remove', '')).toEqual(['Late works'])
  expect(on.beatbook(['view', 'remove', 'Late works'])).toMatchObject({ code: 0 })
  expect(
    on.beatbook(['complete', '--', 'actions', ''], { env: { BEATBOOK_URL: 'http://127.0.0.1:1' } }),
  ).toEqual({
    code: 0,
    out: '',
    err: '',
  })
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const { out } = on.beatbook(['completion', shell])
    expect(out).toContain('beatbook complete')
    // Each shell that is installed reads its script.
    if (shell === 'powershell' || spawnSync(shell, ['-c', ':']).status !== 0) continue
    const file = join(on.folder, `completion.${shell}`)
    writeFileSync(file, out)
    expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  }
  expect(on.beatbook(['completion', 'tcsh'])).toMatchObject({ code: 2 })
  const bash = (...words: string[]) => {
    const typed = words.map((word) => `'${word}'`).join(' ')
    const script = `beatbook() { '${process.execPath}' '${beatbook}' "$@"; }
      eval "$(beatbook completion bash)"
      COMP_WORDS=(beatbook ${typed}) COMP_CWORD=${words.length}
      _beatbook; printf '%s\\n' "\${COMPREPLY[@]}"`
    const env = { ...process.env, ...variablesOf(on) }
    return spawnSync('bash', ['-c', script], { encoding: 'utf8', env })
  }
  expect(bash('actions', 'ch')).toMatchObject({ stdout: 'charter\n', stderr: '' })
  expect(bash('actions', '--owner', 'Team\\ 1').stdout).toBe('Team\\ 1\n')
  expect(bash('actions', '--owner', '"Team 1').stdout).toBe('Team 1\n')
})

test('the server is that of an option, the environment, the project or the person’s own settings, in this order', () => {
  const unset = { BEATBOOK_URL: '', BEATBOOK_PROFILE: '' }
  const whoami = (args: string[], env: Record<string, string> = unset) => {
    const done = on.beatbook(['whoami', '--json', ...args], { env, who: 'settings' })
    return done.code === 0 ? envelope('session').parse(JSON.parse(done.out)).data.server : done.err
  }
  mkdirSync(join(on.folder, 'settings/beatbook'), { recursive: true })
  const config = join(on.folder, 'settings/beatbook/config.json')
  writeFileSync(
    config,
    JSON.stringify({
      profile: 'dead',
      profiles: { dead: { url: 'http://127.0.0.1:1' }, live: { url: on.url } },
    }),
  )
  expect(whoami([])).toContain('No Beatbook server answers at http://127.0.0.1:1')
  writeFileSync(join(on.folder, '.beatbook.json'), JSON.stringify({ url: 'http://127.0.0.1:2' }))
  expect(whoami([])).toContain('http://127.0.0.1:2')
  writeFileSync(join(on.folder, '.beatbook.json'), JSON.stringify({ profile: 'live' }))
  expect(whoami([])).toBe(on.url)
  expect(whoami([], { ...unset, BEATBOOK_PROFILE: 'dead' })).toContain('http://127.0.0.1:1')
  expect(whoami([], { ...unset, BEATBOOK_URL: 'http://127.0.0.1:3' })).toContain('http://127.0.0.1:3')
  expect(whoami(['--profile', 'live'], { ...unset, BEATBOOK_URL: 'http://127.0.0.1:3' })).toBe(on.url)
  expect(whoami(['--url', on.url])).toBe(on.url)
  for (const wrong of [
    ['--url', 'nonsense'],
    ['--profile', 'other'],
  ])
    expect(on.beatbook(['plans', ...wrong], { who: 'settings' })).toMatchObject({ code: 2, out: '' })
  writeFileSync(join(on.folder, '.beatbook.json'), '{')
  expect(on.beatbook(['plans'], { who: 'settings', env: unset })).toMatchObject({ code: 2 })
  writeFileSync(join(on.folder, '.beatbook.json'), '{}')
})

test('a token of the environment is not sent to a server that only a project’s file names', () => {
  const env = { BEATBOOK_URL: '', BEATBOOK_TOKEN: 'not-a-token-of-anybody' }
  writeFileSync(join(on.folder, '.beatbook.json'), JSON.stringify({ url: on.url }))
  // Where it is sent, a wrong token hides the right one that “login” saved.
  expect(on.beatbook(['plans'], { env })).toMatchObject({ code: 0 })
  expect(on.beatbook(['plans', '--url', on.url], { env })).toMatchObject({ code: 3 })
  writeFileSync(join(on.folder, '.beatbook.json'), '{}')
})

test('choices that there are not are refused, and one plan is asked for once', () => {
  expect(on.beatbook(['actions', '--computed', 'bogus'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/“bogus” after --computed is none of: .*red/),
  })
  expect(on.beatbook(['actions', '--computed', 'red,none', '--jsonl'])).toMatchObject({ code: 0 })
  expect(on.beatbook(['actions', 'charter', '--plan', 'large'])).toMatchObject({ code: 2 })
  const one = envelope('plans').parse(JSON.parse(on.beatbook(['plans', 'charter', '--json']).out))
  expect(one.data.plans.map(({ code }) => code)).toEqual(['charter'])
  expect(on.beatbook(['plans', 'nowhere'])).toMatchObject({ code: 5 })
})

test('tokens that others may read are warned of', () => {
  const file = join(on.folder, 'administrator/beatbook/tokens.json')
  chmodSync(file, 0o644)
  expect(on.beatbook(['plans']).err).toMatch(/Others on this machine may read your tokens\. Run: chmod 600/)
  chmodSync(file, 0o600)
  expect(on.beatbook(['plans']).err).toBe('')
})
