import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forceDefault } from '@beatbook/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod'
import type { ShapeName } from '../src/output/kinds.ts'
import { type DataOf, envelopeOf, shapesOfVerb } from '../src/output/schemas.ts'
import { programOf } from '../src/program.ts'
import { type Running, setUpArguments, startServer } from '../src/testing/running.ts'
import { verbsWithData } from '../src/verbs/schema.ts'

let on: Running
/** The verbs whose output was checked against their schema. */
const checked = new Set<string>()
const verbs = verbsWithData(await programOf())
/** The verb that a command line is of. */
const verbOf = (args: readonly string[]): string =>
  [args.slice(0, 2).join(' '), args[0] ?? ''].find((words) => verbs.includes(words)) ?? ''

/** The envelope that a command prints, checked against the schema of its verb; the shape gives its type. */
const enveloped = <S extends string>(_shape: S, args: string[], who?: string) => {
  const { code, out, err } = on.beatbook([...args, '--json'], who === undefined ? {} : { who })
  expect(err, `${args.join(' ')} complained`).toBe('')
  expect(code).toBe(0)
  return envelopeIn(verbOf(args) as S, out)
}
const envelopeIn = <V extends string>(verb: V, out: string) => {
  const read = JSON.parse(out) as { kind: string }
  const shape = shapesOfVerb(verb, true)?.find(({ kind }) => kind === read.kind)
  if (shape === undefined) throw new Error(`${verb} printed the kind ${read.kind}`)
  checked.add(verb)
  return envelopeOf(shape).parse(read) as unknown as Omit<z.output<ReturnType<typeof envelopeOf>>, 'data'> & {
    data: V extends ShapeName ? DataOf<V> : DataOf<'command'>
  }
}
/** The data that a command prints, checked against the schema of its verb. */
const json = <S extends string>(shape: S, args: string[], who?: string) => enveloped(shape, args, who).data
const sample = (name: string) =>
  fileURLToPath(new URL(`../../../packages/sample/documents/${name}`, import.meta.url))

beforeAll(async () => {
  on = await startServer({ inProcess: true })
  const done = on.beatbook(setUpArguments('--name', 'Programme office', '--sample', '--json'))
  expect(done.err).toBe('Loading the sample force…\n')
  expect(envelopeIn('setup', done.out).data).toMatchObject({ person: { role: 'administrator' } })
}, 60_000)
afterAll(() => on.stop())

describe('every --json matches its schema', () => {
  test('plans', () => {
    expect(json('plans', ['plans']).plans.map((plan) => plan.code)).toEqual([
      'charter',
      'close-to-home',
      'contact-and-demand',
    ])
  })

  test('actions, filtered and as at a date', () => {
    const now = enveloped('actions', ['actions', 'charter', '--level', 'red'])
    const { actions } = now.data
    expect(now.page).toEqual({ returned: actions.length, total: actions.length, next: null })
    expect(actions.every((action) => action.level === 'red')).toBe(true)
    const then = enveloped('actions', ['actions', 'charter', '--as-at', '30 April 2026'])
    expect(then.asAt).toBe('2026-04-30')
    const earlier = then.data.actions
    expect(earlier.find((action) => action.ref === '21')?.stage).toBeNull()
    expect(enveloped('actions', ['actions', 'charter']).page.total).toBe(36)
  })

  test('every query takes both times, and later entries are not known before', () => {
    expect(enveloped('action', ['action', 'charter/18'])).toMatchObject({ asAt: null, knownAt: null })
    const then = enveloped('plans', [
      'plans',
      '--as-at',
      '2026-09-01',
      '--known-at',
      '2026-09-02T12:00:00+01:00',
    ])
    expect(then).toMatchObject({
      asAt: '2026-09-01',
      knownAt: '2026-09-02T11:00:00.000Z',
      data: { plans: [] },
    })
    expect(enveloped('actions', ['actions', '--known-at', '31/03/26'])).toMatchObject({
      knownAt: '2026-03-31T22:59:59.999Z',
      page: { returned: 0, total: 0 },
    })
  })

  test('why, with every test of every rule, and what would change it', () => {
    const why = json('why', ['why', 'charter/18', '--as-at', '2026-11-21'])
    expect(why).toMatchObject({
      computed: { level: 'amber', rule: 'silent' },
      declared: { level: 'green' },
      disagrees: true,
      toTurn: { level: 'green' },
    })
    expect(why.evaluation?.rules.find(({ id }) => id === 'silent')?.when).toMatchObject({
      fact: 'daysSinceNews',
      value: 102,
      than: 42,
      met: true,
    })
    const said = on.beatbook(['why', 'charter/18', '--as-at', '2026-11-21']).out
    expect(said).toMatch(/^▲ Amber because no news for 102 days, since 11 August 2026\.$/m)
    expect(said).toMatch(/^Declared Green since 11 August 2026: “Summer fairs[^”]*” The two disagree\.$/m)
    expect(said).toMatch(/What would turn it green\n {2}an update with news/)
    expect(said).toMatch(
      /Amber \(silent\): met, decides\n {6}Since the last news: 102 days, more than 42 days: met/,
    )
    const complete = json('actions', ['actions', 'charter', '--stage', 'complete']).actions[0]?.address ?? ''
    const done = on.beatbook(['why', complete]).out
    expect(done).toMatch(/^✓ Complete since \d+ \w+ 20\d\d(:|, with no words to say why\.)/m)
    expect(done).not.toMatch(/What would turn|Nothing that one could change/)
  })

  test('a plan’s two bars, its disagreements and changes of level', () => {
    const day = ['--as-at', '2026-11-21']
    const rag = json('rag', ['rag', 'charter', ...day])
    expect(rag.plan.ragRules?.code).toBe('force-default')
    expect(rag.until).toBe('2027-02-20')
    expect(rag.disagreements.actions.every(({ disagrees }) => disagrees)).toBe(true)
    expect(on.beatbook(['rag', 'charter', ...day]).out.replace(/\s+/g, ' ')).toMatch(
      /charter\/18 Grow watch .* Declared Green \(“Summer fairs went well: [^”]*”\); the rules say Amber: no news for 102 days/,
    )
    const disagreeing = json('actions', [
      'actions',
      'charter',
      '--disagrees',
      '--computed',
      'red,amber',
      ...day,
    ]).actions
    expect(disagreeing.map(({ address }) => address)).toEqual(
      rag.disagreements.actions
        .filter(({ computed }) => computed?.level === 'red' || computed?.level === 'amber')
        .map(({ address }) => address),
    )
    const forecast = json('forecast', ['forecast', 'charter', '--until', '2027-03-31', ...day])
    expect(forecast.turning[0]).toMatchObject({
      on: '2026-11-27',
      address: 'charter/33',
      becomes: { level: 'amber' },
    })
    expect(on.beatbook(['forecast', 'charter', ...day]).out).toMatch(
      /27 Nov 2026 +charter\/33 +● G → ▲ A .*no news for 43 days, since 15 October 2026/,
    )
  })

  test('trends end in a forecast', () => {
    const trends = json('trends', [
      'trends',
      'charter',
      '--as-at',
      '2026-11-21',
      '--section',
      'relationships',
    ])
    expect(trends.points.map(({ forecast }) => forecast).indexOf(true)).toBeGreaterThan(10)
    for (const { counts, actions } of trends.points)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(actions)
  })

  test('a list, trends and a comparison take the same filter', () => {
    const where = ['--where', 'owner:"Neighbourhood Inspectors" level:amber,green,none']
    const now = json('actions', ['actions', 'charter', ...where]).actions
    expect(now.length).toBeGreaterThan(0)
    const day = '2026-11-21'
    const then = json('actions', ['actions', 'charter', ...where, '--as-at', day]).actions
    const trends = json('trends', [
      'trends',
      'charter',
      '--by',
      'declared',
      '--as-at',
      day,
      '--to',
      day,
      ...where,
    ])
    expect(trends.points.at(-1)).toMatchObject({ on: day, actions: then.length })
    const compared = json('compare', ['compare', 'charter', '--from', day, '--to', day, ...where])
    expect([...compared.order].sort()).toEqual(then.map(({ id }) => id).sort())
  })

  test('two dates compared, and a document', () => {
    const comparison = json('compare', ['compare', 'charter', '--from', '2026-09-01', '--to', '2026-11-21'])
    expect(comparison.counts['re-dated']).toBe(1)
    expect(on.beatbook(['compare', 'charter', '--from', '2026-09-01', '--to', '2026-11-21']).out).toMatch(
      /^From 1 September 2026 to 21 November 2026: 1 re-dated,/,
    )
    const drafted = json('compare', ['compare', 'charter', '--draft', sample('charter-plan-2026.txt')])
    expect(drafted.counts.added).toBe(0)
  })

  test('a check of a live plan has addresses, and takes severities', () => {
    const done = on.beatbook([
      'check',
      'charter',
      '--json',
      '--as-at',
      '2026-11-21',
      '--severity',
      'no-date=error',
    ])
    const { plan, violations } = envelopeIn('check', done.out).data
    expect(plan).toBe('charter')
    expect(violations[0]).toMatchObject({ severity: 'error', code: 'no-date', place: 'charter/36' })
    expect(done.code).toBe(7)
  })

  test('severities are saved on a plan, and every later check uses them', () => {
    const saved = on.beatbook(['check', 'charter', '--json', '--severity', 'no-date=info', '--keep'])
    expect(envelopeIn('check', saved.out).notes).toEqual([
      { code: 'message', message: expect.stringContaining('The severity of each check was saved.') },
    ])
    const later = json('check', ['check', 'charter'])
    expect(later.violations.filter(({ code }) => code === 'no-date').map(({ severity }) => severity)).toEqual(
      ['info'],
    )
    expect(on.beatbook(['check', 'charter', '--keep'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing to keep'),
    })
  })

  test('rules are tried on a plan before they are adopted', () => {
    const tried = json('rules test', ['rules', 'test', 'delivery-confidence-3', '--plan', 'charter'])
    expect(tried.whatIf.changes.length).toBeGreaterThan(0)
    expect(tried.backTest.actions).toBe(36)
    expect(json('rag', ['rag', 'charter']).plan.ragRules?.code).toBe('force-default')
    json('rules pin', ['rules', 'pin', 'close-to-home', 'delivery-confidence-3'])
    expect(json('rag', ['rag', 'close-to-home']).plan.ragRules?.code).toBe('delivery-confidence-3')
    const ragRules = json('rules show', ['rules', 'show', 'force-default'])
    writeFileSync(
      join(on.folder, 'ours.json'),
      JSON.stringify({ ...ragRules, code: 'ours', title: 'Our own' }),
    )
    expect(json('rules save', ['rules', 'save', 'ours.json'])['ragRules']).toEqual({
      code: 'ours',
      version: 1,
    })
    writeFileSync(join(on.folder, 'ours.json'), JSON.stringify(json('rules show', ['rules', 'show', 'ours'])))
    expect(json('rules save', ['rules', 'save', 'ours.json'])['ragRules']).toEqual({
      code: 'ours',
      version: 2,
    })
    const stale = on.beatbook(['rules', 'save', 'ours.json'])
    expect(stale.err).toMatch(/changed since|somebody|newer/i)
    expect(stale.code).toBe(6)
    expect(json('rules list', ['rules', 'list']).ragRules).toContainEqual(
      expect.objectContaining({ code: 'ours', version: 2, builtIn: false, plans: [] }),
    )
    expect(json('rules show', ['rules', 'show', 'ours']).title).toBe('Our own')
  })

  test('an override is valid until it is lifted, and a circular dependency is refused', () => {
    json('override', [
      'override',
      'charter/5',
      '--level',
      'amber',
      '--until',
      '2099-12-31',
      '--reason',
      'The board agreed a new date',
    ])
    expect(json('action', ['action', 'charter/5'])).toMatchObject({
      computed: { level: 'amber', overridden: true },
      override: { until: '2099-12-31' },
    })
    const set = on.beatbook(['why', 'charter/5']).out.replace(/\s+/g, ' ')
    expect(set).toMatch(
      /▲ Amber, set by .+ until 31 December 2099 because “The board agreed a new date”; the rules alone say Red: \d+ days past 31 July 2026/,
    )
    expect(set).toMatch(
      /Declared Green since 14 April 2026, said again on 29 July 2026: “Contract of contact/,
    )
    json('lift', ['lift', 'charter/5'])
    expect(json('action', ['action', 'charter/5'])).toMatchObject({
      computed: { overridden: false },
      override: null,
    })
    json('depends', ['depends', 'charter/5', '--on', 'charter/6'])
    expect(json('action', ['action', 'charter/5']).links.map(({ address }) => address)).toEqual(['charter/6'])
    const loop = on.beatbook(['depends', 'charter/6', '--on', 'charter/5'])
    expect(loop.err).toMatch(/cannot wait for itself/)
    expect(loop.code).toBe(7)
    const link = ['link', 'charter/5', '--kind', 'depends-on', '--to', 'charter/6', '--remove']
    expect(json('link', link)).toMatchObject({ address: 'charter/5', to: 'charter/6', unchanged: false })
    expect(json('action', ['action', 'charter/5']).links).toEqual([])
  })

  test('files and web links of an action: attached, saved, marked, removed, and undone', () => {
    const picture = join(on.folder, 'doorbell.jpg')
    writeFileSync(picture, 'a picture of a doorbell')
    const attached = ['attach', 'charter/7', picture, '--evidence-on', '1 July 2026', '--title', 'Fitted']
    expect(json('command', attached)).toMatchObject({ address: 'charter/7', unchanged: false })
    json('command', ['attach', 'charter/7', 'https://www.example.org/minutes', '--update', 'last'])
    const listed = () => json('attachments', ['attachments', 'charter/7']).attachments
    expect(listed()).toMatchObject([
      { number: 1, title: 'Fitted', evidence: '2026-07-01', file: { name: 'doorbell.jpg', bytes: 23 } },
      { number: 2, title: 'https://www.example.org/minutes', file: null, evidence: null },
    ])
    expect(on.beatbook(['attachments', 'charter/7']).out).toMatch(
      /1 +Fitted +File, 23 bytes +\S.* +1 July 2026 +doorbell\.jpg/,
    )
    expect(json('actions', ['actions', 'charter', '--evidence']).actions.map(({ ref }) => ref)).toEqual(['7'])
    const saved = join(on.folder, 'saved.jpg')
    const got = ['attachment', 'get', 'charter/7', '1', '--output', saved]
    expect(json('attachment get', got)).toMatchObject({ file: saved, bytes: 23 })
    expect(readFileSync(saved, 'utf8')).toBe('a picture of a doorbell')
    expect(on.beatbook(['attachment', 'get', 'charter/7', '1', '--output', '-']).out).toBe(
      'a picture of a doorbell',
    )
    json('command', ['attachment', 'change', 'charter/7', '2', '--evidence', '--title', 'Minutes'])
    expect(listed()[1]).toMatchObject({ title: 'Minutes', updateId: expect.any(String) })
    const gone = json('command', ['detach', 'charter/7', '1', '--reason', 'The wrong door'])
    expect(listed().map(({ title }) => title)).toEqual(['Minutes'])
    expect(on.beatbook(['history', 'charter/7']).out).toMatch(
      /File removed: “Fitted”\n {2}Reason: The wrong door/,
    )
    on.beatbook(['undo', '--command', gone.commandId])
    expect(listed().map(({ title }) => title)).toEqual(['Fitted', 'Minutes'])
    on.beatbook(['undo', 'charter/7'])
    expect(listed().map(({ title }) => title)).toEqual(['Fitted', 'https://www.example.org/minutes'])
    // An update and what came with it are undone together, whichever was recorded last.
    const both = ['--attach', picture, '--attach', 'https://www.example.org', '--evidence']
    json('command', ['update', 'charter/7', '--text', 'All fitted', ...both])
    expect(listed().map(({ evidence }) => evidence !== null)).toEqual([true, false, true, true])
    expect(on.beatbook(['undo', 'charter/7']).err).toMatch(/All fitted/)
    expect(listed()).toHaveLength(2)
  })

  test('what cannot be attached is said, with what to do', () => {
    const refusedOf = (...args: string[]) => {
      const { code, err } = on.beatbook(args)
      return [code, err]
    }
    const program = join(on.folder, 'setup.exe')
    writeFileSync(program, 'MZ')
    expect(refusedOf('attach', 'charter/7', program)).toEqual([
      7,
      expect.stringMatching(/“setup\.exe” is of a kind that cannot be attached\. Attach documents, pictures/),
    ])
    expect(refusedOf('attach', 'charter/7', 'no-such.pdf')).toEqual([
      1,
      expect.stringMatching(/There is no file no-such\.pdf/),
    ])
    expect(refusedOf('attach', 'charter/7', 'https://ada:secret@example.org')[0]).toBe(2)
    expect(refusedOf('attach', 'charter/7', 'https://example.org', '--update', '99')).toEqual([
      5,
      expect.stringMatching(/charter\/7 has no update 99/),
    ])
    expect(refusedOf('detach', 'charter/7', '9')).toEqual([
      5,
      expect.stringMatching(/charter\/7 has no file or link 9/),
    ])
  })

  test('the work waiting for a person, by the owners they answer for', () => {
    expect(on.beatbook(['mine']).err).toMatch(
      /Nobody has said which owner you are, and you answer for none yet/,
    )
    const parties = json('mine --parties', ['mine', '--parties']).parties
    const [party] = parties.filter(({ name }) => name === 'Prevention Superintendent')
    expect(on.beatbook(['mine', '--answer-for', 'Prevention Superintendent'])).toEqual({
      code: 0,
      out: '',
      err: 'You answer for Prevention Superintendent. “beatbook mine” shows what waits for you.\n',
    })
    const work = json('mine', ['mine', '--as-at', '2027-01-10'])
    expect(work.parties.map(({ id }) => id)).toEqual([party?.id])
    expect(work.late.map(({ address }) => address)).toContain('charter/8')
    expect(on.beatbook(['mine', '--as-at', '2027-01-10']).out).toMatch(
      /Late \(\d+\)\n(?:.*\n)*? {2}charter\/8 .*41 days past/,
    )
  })

  test('owners with what they own; one is renamed, described and merged, and all of it is undone', () => {
    const ownerAfter = (args: string[]) =>
      json('command', args) as DataOf<'command'> & { owner: DataOf<'owners'>['owners'][number] }
    const all = json('owners', ['owners', '--sort', 'actions'])
    expect(enveloped('owners', ['owners']).page.total).toBe(all.owners.length)
    const [most, next] = all.owners
    if (most === undefined || next === undefined) throw new Error('no owners')
    expect(most.actions).toBeGreaterThanOrEqual(next.actions)
    expect(on.beatbook(['owners', '--text', most.name]).out).toMatch(/OWNER +ACTIONS +RED/)
    const renamed = ownerAfter(['owner', 'rename', most.name, 'Head of Area', '--reason', 'New post'])
    expect(renamed.owner).toMatchObject({ id: most.id, name: 'Head of Area', actions: most.actions })
    expect(renamed.owner.aliases).toContain(most.name)
    const described = ownerAfter([
      'owner',
      'edit',
      most.name,
      '--kind',
      'post',
      '--belongs-to',
      next.name,
      '--alias',
      'Area Head',
    ])
    expect(described.owner).toMatchObject({ kind: 'post', parent: { id: next.id } })
    expect(json('owners OWNER', ['owners', 'area head'])).toMatchObject({
      name: 'Head of Area',
      given: ['Area Head'],
    })
    expect(on.beatbook(['owners', 'area head']).out).toMatch(/PLAN +ACTIONS +TITLE/)
    expect(on.beatbook(['owner', 'merge', next.name, 'Area Head'])).toMatchObject({
      code: 7,
      err: expect.stringMatching(/belongs to this one/),
    })
    const apart = ownerAfter(['owner', 'edit', 'Area Head', '--belongs-to', 'none'])
    expect(apart.owner.parent).toBeNull()
    const merged = ownerAfter(['owner', 'merge', next.name, 'Area Head'])
    expect(merged.owner).toMatchObject({ id: most.id })
    expect(merged.owner.actions).toBeGreaterThanOrEqual(most.actions)
    expect(json('actions', ['actions', '--owner', next.name]).actions.length).toBe(merged.owner.actions)
    const { history } = json('owners --history', ['owners', 'Area Head', '--history'])
    expect(history.map(({ type }) => type)).toEqual([
      'party-added',
      'party-renamed',
      'party-described',
      'party-alias-added',
      'party-described',
    ])
    expect(on.beatbook(['owners', 'Area Head', '--history']).out).toMatch(
      /Renamed “Head of Area”.*\n +New post/,
    )
    for (const { commandId } of [merged, apart, described, renamed])
      expect(on.beatbook(['undo', '--command', commandId]).code).toBe(0)
    expect(json('owners', ['owners', '--sort', 'actions'])).toEqual(all)
    json('owners --alike', ['owners', '--alike'])
    const split = ownerAfter(['owner', 'split', most.name, '--into', 'Dock Lead', '--into', 'Quay Lead'])
    expect(split.owner).toMatchObject({ id: most.id, actions: 0 })
    expect(json('owners OWNER', ['owners', 'Quay Lead']).actions).toBe(most.actions)
    expect(on.beatbook(['undo', '--command', split.commandId]).code).toBe(0)
    expect(json('owners', ['owners', '--sort', 'actions'])).toEqual(all)
  })

  test('a post changes hands, a person leaves, an owner gets another one’s actions, and all of it is undone', () => {
    const post = 'Prevention Superintendent'
    const given: string[] = []
    const tell = (args: string[]) => {
      const done = json('command', args)
      given.push(done.commandId)
      return done
    }
    const shown = (owner: string) => json('owners OWNER', ['owners', owner])
    const before = shown(post)
    tell(['holder', 'begin', post, 'Insp Wren', '--from', '1/3/26', '--reason', 'New in post'])
    tell(['holder', 'begin', post, 'account:Programme office', '--from', '1/4/2030'])
    expect(shown(post)).toMatchObject({
      kind: 'post',
      holder: { holder: { name: 'Insp Wren' }, from: '2026-03-01', to: '2030-04-01' },
      holders: [{}, { holder: { kind: 'account', name: 'Programme office' }, to: null }],
    })
    expect(on.beatbook(['owners', post]).out + on.beatbook(['owners', post]).err).toMatch(
      /held by: Insp Wren, from 1 March 2026 until 1 April 2030/,
    )
    tell(['holder', 'change', post, '--holding', 'Insp Wren', '--from', '1/2/26'])
    expect(shown('Insp Wren').holds).toMatchObject([{ post: { name: post }, from: '2026-02-01' }])
    tell(['holder', 'remove', post, '--holding', 'Programme office'])
    tell(['owner', 'account', 'Insp Wren', 'Programme office'])
    expect(json('mine', ['mine']).parties).toMatchObject([
      { name: 'Insp Wren', because: 'self' },
      { name: post, because: 'holder', since: '2026-02-01' },
    ])
    expect(on.beatbook(['mine']).err).toMatch(/as holder of Prevention Superintendent since 1 February 2026/)
    expect(on.beatbook(['holder', 'end', post, '--to', '1/2/25'])).toMatchObject({ code: 5 })
    tell(['holder', 'end', post, '--to', '1/10/26'])
    tell(['owner', 'left', 'Insp Wren', '--from', '1/10/26'])
    expect(json('owners --vacant', ['owners', '--vacant']).vacant).toMatchObject([
      {
        name: post,
        because: 'no-holder',
        since: '2026-10-01',
        last: { name: 'Insp Wren' },
        open: before.open,
      },
    ])
    expect(on.beatbook(['owners', '--vacant']).out).toMatch(/left without a holder since 1 October 2026/)
    tell(['owner', 'successor', post, 'Estates', '--from', '1/6/26'])
    const handed = tell(['owner', 'hand-over', post, 'Estates', '--on', '1/6/26'])
    expect(shown(post)).toMatchObject({ open: 0, successor: { name: 'Estates', from: '2026-06-01' } })
    expect(shown('Estates').succeeds).toMatchObject([{ name: post }])
    expect(json('owners --vacant', ['owners', '--vacant']).vacant).toEqual([])
    expect(handed.commandId).toBe(given.at(-1))
    for (const commandId of given.toReversed())
      expect(on.beatbook(['undo', '--command', commandId]).code).toBe(0)
    expect(shown(post)).toEqual(before)
    expect(on.beatbook(['owners', 'Insp Wren']).code).toBe(5)
  })

  test('several actions are changed at once, after a look at each, and undone as one', () => {
    const bulk = ['bulk', 'charter', '--where', 'owner:citizens']
    const dates = ['--shift', '14d', '--reason', 'Agreed by the board']
    const looked = json('bulk', [...bulk, ...dates, '--dry-run'])
    expect(looked).toMatchObject({ saved: false, commandId: null })
    const moving = looked.rows.filter(({ refusal }) => refusal === null)
    expect(moving.length).toBeGreaterThan(3)
    // One of them has no date; nothing is changed until it is left out.
    expect(looked.rows.length).toBe(moving.length + 1)
    expect(on.beatbook([...bulk, ...dates])).toMatchObject({
      code: 7,
      err: expect.stringMatching(/1 of \d+ actions cannot be[\s\S]*--skip/),
    })
    const done = json('bulk', [...bulk, ...dates, '--skip'])
    expect(done.saved).toBe(true)
    const [first] = moving
    expect(json('action', ['action', `charter/${first?.ref}`]).timescale.latest).toBe(
      first?.after.timescale?.latest,
    )
    expect(on.beatbook(['undo', '--command', done.commandId ?? '']).code).toBe(0)
    expect(json('action', ['action', `charter/${first?.ref}`]).timescale.latest).toBe(
      first?.before.timescale?.latest,
    )
    for (const [args, words] of [
      [['--where', 'level:purple', '--level', 'green'], /“purple” is none of/],
      [['--shift', 'soon', '--reason', 'x'], /“soon” after --shift/],
      [['--withdraw', '--restore', '--reason', 'x'], /not both/],
      [['--where', 'nobody-has-these-words', '--level', 'green'], /No action matches/],
    ] as const)
      expect(on.beatbook(['bulk', 'charter', ...args]).err).toMatch(words)
  })

  test('a view is saved, lists as it lays out, and is removed; what it cannot mean is said', () => {
    const where = ['--where', 'level:red,amber due<2027-04-01']
    const saved = json('view save', [
      ...['view', 'save', 'Soon and late', '--plan', 'charter', ...where],
      ...['--sort', '-level, due', '--group', 'owner', '--columns', 'ref,action,owners,due', '--shared'],
    ])
    expect(saved).toMatchObject({ name: 'Soon and late', removed: false })
    const [view] = json('views', ['views', 'charter']).views
    expect(view).toMatchObject({
      id: saved.id,
      planCode: 'charter',
      shared: true,
      own: true,
      view: {
        filter: { levels: ['red', 'amber'], dueBy: '2027-03-31' },
        group: 'owner',
        sorts: [
          { by: 'level', descending: true },
          { by: 'timescale', descending: false },
        ],
      },
    })
    expect(on.beatbook(['views']).out).toMatch(
      /charter +Soon and late +level:red,amber due<=2027-03-31 · By .* · grouped by owner/,
    )
    const shown = enveloped('actions', ['actions', 'charter', '--view', 'soon'])
    const narrowed = json('actions', ['actions', 'charter', ...where]).actions
    expect(shown.page).toEqual({ returned: narrowed.length, total: narrowed.length, next: null })
    const refs = (actions: readonly { ref: string }[]) => actions.map(({ ref }) => ref).sort()
    expect(refs(shown.data.actions)).toEqual(refs(narrowed))
    const owners = shown.data.actions.map((action) => action.owners[0]?.name ?? '')
    expect(new Set(owners).size).toBe(owners.filter((owner, at) => owner !== owners[at - 1]).length)
    expect(on.beatbook(['actions', 'charter', '--view', 'soon']).out).toMatch(
      /^\S.*\nADDRESS +ACTION +OWNERS +TIMESCALE\ncharter\/\d+ /,
    )
    const alone = json('actions', ['actions', 'charter', '--view', 'soon', '--where', 'level:red']).actions
    expect(alone.every(({ level }) => level === 'red')).toBe(true)
    for (const [args, code, words] of [
      [['actions', 'charter', '--view', 'nothing'], 5, /no view “nothing”.*“Soon and late”/s],
      [['actions', 'charter', '--where', 'level:purple'], 2, /“level:purple” after --where/],
      [['view', 'save', 'x', '--sort', 'colour'], 2, /Nothing is ordered by “colour”/],
      [['view', 'save', 'x', '--group', 'colour'], 2, /section, owner, level/],
      [['view', 'save', 'x', '--columns', 'colour'], 2, /No column is called “colour”/],
      [['actions', 'charter', '--view', 'soon', '--next', 'x'], 2, /--all/],
    ] as const) {
      const refused = on.beatbook(args)
      expect([refused.code, refused.err]).toEqual([code, expect.stringMatching(words)])
    }
    const gone = ['view', 'remove', 'Soon and late', '--plan', 'charter']
    expect(json('view remove', gone)).toEqual({ id: saved.id, name: 'Soon and late', removed: true })
    expect(on.beatbook(gone).code).toBe(5)
    expect(json('views', ['views']).views).toEqual([])
  })

  test('an update, its history, and undoing it', () => {
    const before = json('action', ['action', 'charter/32'])
    const made = json('update', [
      'update',
      'charter/32',
      '--text',
      '20 of 21 stations.',
      '--level',
      'amber',
      '--progress',
      '95%',
      '--timescale',
      'by March 2027',
      '--reason',
      'Listed building consent',
    ])
    const after = json('action', ['action', 'charter/32'])
    expect(after).toMatchObject({
      level: 'amber',
      progress: 95,
      redated: before.redated + 1,
      lastUpdate: { text: '20 of 21 stations.' },
    })
    expect(after.timescale).toMatchObject({ kind: 'by', latest: '2027-03-31' })
    expect(json('changes', ['changes', 'charter', '--since', 'today']).changes.at(-1)).toMatchObject({
      command: 'record-update',
      text: '20 of 21 stations.',
    })
    expect(json('history', ['history', 'charter/32']).history[0]).toMatchObject({
      updateId: made['updateId'],
      text: '20 of 21 stations.',
      reason: 'Listed building consent',
    })
    json('undo', ['undo', 'charter/32', '--update', String(made['updateId'])])
    expect(json('action', ['action', 'charter/32'])).toMatchObject({
      level: before.level,
      progress: before.progress,
      timescale: before.timescale,
    })
    expect(
      json('history', ['history', 'charter/32']).history.find(
        (entry) => entry.updateId === made['updateId'] && entry.type === 'update-recorded',
      )?.undone,
    ).not.toBeNull()
  })

  test('undo without a name takes back the last entry, whatever it is', () => {
    json('override', [
      'override',
      'charter/33',
      '--level',
      'red',
      '--until',
      '2027-01-31',
      '--reason',
      'Board',
    ])
    const undone = on.beatbook(['undo', 'charter/33'])
    expect([undone.code, undone.err]).toEqual([0, expect.stringMatching(/^The entry was undone\. .+: .+\n$/)])
    expect(json('history', ['history', 'charter/33']).history).toContainEqual(
      expect.objectContaining({
        type: 'level-overridden',
        undone: expect.objectContaining({ reason: null }),
      }),
    )
  })

  test('withdrawing and restoring', () => {
    json('withdraw', ['withdraw', 'charter/36', '--reason', 'Joined to 35'])
    expect(json('actions', ['actions', 'charter']).actions).toHaveLength(35)
    expect(
      json('actions', ['actions', 'charter', '--withdrawn', 'only']).actions.map((action) => action.ref),
    ).toEqual(['36'])
    json('restore', ['restore', 'charter/36'])
    expect(json('actions', ['actions', 'charter']).actions).toHaveLength(36)
  })

  test('import, and the same document again writes nothing', () => {
    writeFileSync(
      join(on.folder, 'small.csv'),
      'Ref,Action,Owner,Due,RAG\n1,Paint the gate,Estates,Dec 26,A\n2,Oil the hinge,Estates,TBC,G\n',
    )
    expect(json('import --dry-run', ['import', 'small.csv', '--dry-run']).plans).toMatchObject([
      { actions: 2 },
    ])
    const made = json('import', ['import', 'small.csv', '--yes', '--code', 'gate'])
    expect(made).toMatchObject({ unchanged: false, plans: [{ code: 'gate' }] })
    expect(json('actions', ['actions', 'gate']).actions.map((action) => action.text)).toEqual([
      'Paint the gate',
      'Oil the hinge',
    ])
    expect(json('import', ['import', 'small.csv', '--yes'])).toMatchObject({ unchanged: true })
  })

  test('an import is undone and redone, after a look at what it does and what is in the way', () => {
    writeFileSync(
      join(on.folder, 'rail.csv'),
      'Ref,Action,Owner\n1,Paint the rail,Rail Team\n2,Oil the rail,Estates\n',
    )
    json('import', ['import', 'rail.csv', '--yes', '--code', 'rail'])
    const dryRun = (document: string) =>
      json('undo', ['undo', '--import', document, '--dry-run']) as unknown as DataOf<'undo --dry-run'>
    const preview = dryRun('rail')
    expect(preview).toMatchObject({ undone: false, actions: 2, count: 0, owners: ['Rail Team'] })
    const lines = on.beatbook(['undo', '--import', 'rail', '--dry-run']).out
    expect(lines).toContain('is removed, with 2 actions and 1 owner (Rail Team).')
    const update = json('update', ['update', 'rail/1', '--text', 'Painted half of it'])
    const held = on.beatbook(['undo', '--import', 'rail'])
    expect(held).toMatchObject({ code: 7, err: expect.stringContaining('or the others with --rest') })
    expect(held.out).toContain(`rail/1 “Paint the rail”: Record an update`)
    const { error } = JSON.parse(on.beatbook(['undo', '--import', 'rail', '--json']).err)
    expect(error).toMatchObject({
      code: 'import-needed',
      args: { count: 1, rest: 1, dependents: [{ kind: 'action', ref: '1', commandId: update.commandId }] },
      message: expect.stringContaining('or the others with --rest'),
      exit: 7,
    })
    expect(on.beatbook(['undo', '--command', update.commandId]).code).toBe(0)
    const undone = json('undo', ['undo', '--import', 'rail', '--reason', 'The wrong file'])
    expect(on.beatbook(['actions', 'rail']).code).toBe(5)
    expect(dryRun(preview.documentId)).toMatchObject({
      undone: true,
      commandId: undone.commandId,
    })
    expect(on.beatbook(['undo', '--import', 'rail']).err).toContain('The import was redone.')
    expect(json('actions', ['actions', 'rail']).actions).toHaveLength(2)
    expect(on.beatbook(['undo', 'rail/1', '--import', 'rail'])).toMatchObject({ code: 2 })
  })

  test('the original document is written to a new file or standard output', () => {
    const brought = readFileSync(sample('charter-plan-2026.txt'), 'utf8')
    const { documents } = json('document list', ['document', 'list'])
    const charter = documents.find(({ name }) => name === 'charter-plan-2026.txt')
    expect(charter?.original).toMatchObject({ bytes: Buffer.byteLength(brought), format: 'text' })
    const get = ['document', 'get', charter?.id ?? '', '--output']
    const path = join(on.folder, 'back.txt')
    expect(json('document get', [...get, 'back.txt'])).toMatchObject({ file: path })
    expect(readFileSync(path, 'utf8')).toBe(brought)
    expect(on.beatbook([...get, '-'])).toEqual({ code: 0, out: brought, err: '' })
    const over = on.beatbook([...get, 'back.txt'])
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('is there already')])
    expect(readFileSync(path, 'utf8')).toBe(brought)
    const noDocument = '019a0000-0000-7000-8000-000000000000'
    const nowhere = on.beatbook(['document', 'get', noDocument, '--output', 'nowhere.txt'])
    expect([nowhere.code, existsSync(join(on.folder, 'nowhere.txt'))]).toEqual([5, false])
    expect(on.beatbook(['document', 'list']).out).toContain(charter?.id)
  })

  test('a plan is written for other tools, and what was written is read as the same plan', () => {
    const all = json('actions', ['actions', 'charter', '--all']).actions
    for (const format of ['csv', 'md', 'html', 'xlsx'] as const) {
      const file = `out.${format}`
      const written = json('export', ['export', 'charter', '--output', file])
      expect(written).toMatchObject({ plans: ['charter'], format, actions: all.length })
      const bytes = readFileSync(join(on.folder, file))
      expect(bytes.length).toBe(written.bytes)
      if (format !== 'xlsx')
        expect(on.beatbook(['export', 'charter', '--format', format])).toEqual({
          ...{ code: 0, out: bytes.toString('utf8'), err: '' },
        })
      expect(on.beatbook(['export', 'charter', '--output', file])).toMatchObject({ code: 2 })
      const reading = envelopeIn('read', on.beatbook(['read', file, '--json']).out).data
      const read = reading.plans.flatMap(({ sections }) => sections.flatMap(({ actions }) => actions))
      expect(read.map(({ ref, text, level }) => [ref, text, level])).toEqual(
        all.map(({ ref, text, level }) => [ref, text, level]),
      )
    }
    for (const [name, options] of [
      ['plan.xlsx', ['charter']],
      ['all.ods', []],
      ['owners.zip', ['charter', '--format', 'xlsx', '--per-owner']],
    ] as const) {
      const file = join(on.folder, name)
      expect(on.beatbook(['export', ...options, '--output', file])).toMatchObject({ code: 0 })
      expect(readFileSync(file).subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004')
    }
    expect(on.beatbook(['bring', 'plan.xlsx']).out).toContain(
      `Nothing new: ${all.length} rows as in the plan.`,
    )
    const brought = json('bring', ['bring', 'plan.xlsx', '--apply'])
    expect(brought.workbooks).toMatchObject([{ plan: 'charter', commandIds: [], returned: { rows: [] } }])
    const reds = on.beatbook(['export', 'charter', '--format', 'csv', '--where', 'level:red']).out
    expect(reds.trimEnd().split('\r\n')).toHaveLength(all.filter(({ level }) => level === 'red').length + 1)
    expect(on.beatbook(['export', 'charter'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--format'),
    })
    expect(on.beatbook(['export', 'nowhere', '--format', 'csv'])).toMatchObject({ code: 5, out: '' })
  })

  test('a feed is made, listed and ended, and its address is said once', () => {
    const made = json('feed add', ['feed', 'add', '--data', '--plan', 'charter', '--name', 'Board report'])
    expect(made).toMatchObject({ kind: 'data', name: 'Board report' })
    expect(json('feed list', ['feed', 'list']).feeds).toMatchObject([{ id: made.id, name: 'Board report' }])
    expect(JSON.stringify(json('feed list', ['feed', 'list']))).not.toContain('/export/')
    expect(json('feed end', ['feed', 'end', 'Board report'])).toMatchObject({ id: made.id, ended: true })
  })

  test('a plan and an action are set as pages', () => {
    const paper = ['--paper', '--board', 'Policing Board', '--recommendation', 'Note the paper']
    expect(json('export', ['export', 'charter', ...paper, '--output', 'paper.pdf']).format).toBe('pdf')
    expect(readFileSync(join(on.folder, 'paper.pdf')).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(json('export', ['export', 'charter/7', '--output', 'action.docx']).format).toBe('docx')
    expect(on.beatbook(['export', 'charter', ...paper, '--output', 'paper.csv'])).toMatchObject({ code: 2 })
    expect(on.beatbook(['export', ...paper, '--output', 'all.pdf'])).toMatchObject({ code: 2 })
  })

  test('read needs no server and prints one line for each file', () => {
    const { code, out } = on.beatbook(
      ['read', sample('charter-plan-2026.txt'), sample('inspection-log-2025.txt'), '--json'],
      {
        env: { BEATBOOK_URL: 'http://127.0.0.1:1' },
      },
    )
    expect(code).toBe(0)
    const readings = out
      .trim()
      .split('\n')
      .map((line) => envelopeIn('read', line))
    expect(readings.map(({ kind }) => kind)).toEqual(['reading', 'reading'])
    expect(readings.map(({ data }) => data.plans[0]?.kind)).toEqual(['delivery-plan', 'recommendations'])
  })

  test('check needs no server, and ends with 7 when a check of severity error fails', () => {
    const alone = { env: { BEATBOOK_URL: 'http://127.0.0.1:1' } }
    writeFileSync(
      join(on.folder, 'gate.csv'),
      'Ref,Action,Owner,Due\n1,Paint the gate,Estates,Dec 26\n1,Oil the hinge,TBC,Dec 26\n',
    )
    const check = (...args: string[]) =>
      on.beatbook(['check', 'gate.csv', '--as-at', '2026-11-20', ...args], alone)
    const found = (done: ReturnType<typeof check>) =>
      envelopeIn('check', done.out).data.violations.map(
        ({ code, severity, place }) => `${severity} ${code} ${place}`,
      )
    const done = check('--json')
    expect(found(done)).toEqual([
      'warning duplicate-ref action 1, line 3, row 3, column 2',
      'warning owner-to-be-confirmed action 1, line 3, row 3, column 2',
    ])
    expect(done.code).toBe(0)
    const strict = check(
      '--json',
      '--severity',
      'duplicate-ref=error',
      '--severity',
      'owner-to-be-confirmed=off',
    )
    expect(found(strict)).toEqual(['error duplicate-ref action 1, line 3, row 3, column 2'])
    expect(strict.code).toBe(7)
    const words = check('--severity', 'duplicate-ref=error', '--period', '2026-07-01..2026-09-30')
    expect(words.out).toMatch(
      /To put right\n {4}Duplicate ref \(1, duplicate-ref\)\n {6}action 1, line 3, row 3, column 2: The ref “1” stands on another action before it\./,
    )
    expect(words.out).toMatch(/Not checked: level outside the rules \(needs --rules\)\./)
    expect(words.code).toBe(7)
  })

  test('the built-in rules, one of them in sentences, and a check of a file of rules', () => {
    const alone = { env: { BEATBOOK_URL: 'http://127.0.0.1:1' } }
    const given = (...args: string[]) => on.beatbook(['rules', ...args], alone)
    const listed = envelopeIn('rules list', given('list', '--json').out)
    const codes = listed.data.ragRules.map(({ code }) => code)
    expect(listed.notes).toEqual([
      {
        code: 'server-not-asked',
        message: expect.stringContaining('Only the rules that come with Beatbook'),
      },
    ])
    expect(codes).toContain('force-default')
    expect(given('list').out).toContain('inspection-log')
    expect(given('show', 'force-default').out).toMatch(/Red when it is past its deadline\. {2}\(late\)/)
    expect(given('show', 'force-default').out).toMatch(
      /^force-default, version 2: (?:.*\n)*.*\(declared-red\)/,
    )
    const first = given('show', 'force-default', '--at', '1').out
    expect(first).toMatch(/^force-default, version 1: /)
    expect(first).not.toContain('declared-red')
    const shown = given('show', 'force-default', '--json').out
    const ragRules = envelopeIn('rules show', shown).data
    writeFileSync(join(on.folder, 'rules.json'), shown)
    const good = given('check', 'rules.json', '--json')
    expect(envelopeIn('rules check', good.out).data).toMatchObject({
      ok: true,
      faults: [],
      flags: [],
    })
    expect(good.code).toBe(0)
    const [complete, ...others] = ragRules.rules
    writeFileSync(
      join(on.folder, 'odd.json'),
      JSON.stringify({ ...ragRules, rules: [complete, ...others, { ...complete, id: 'again' }] }),
    )
    const odd = given('check', 'odd.json')
    expect(odd.out).toBe(
      'Rule 15, “again” (rules[14]): The rule “again” never decides: the rule “complete” before it takes everything it would.\n',
    )
    expect(odd.code).toBe(0)
    const wrong = {
      ...ragRules,
      rules: [{ id: 'wet', level: 'red', when: { fact: 'rainfall', is: 'more', than: 3 } }, ...others],
    }
    writeFileSync(join(on.folder, 'wrong.json'), JSON.stringify(wrong))
    const refused = given('check', 'wrong.json', '--json')
    expect(envelopeIn('rules check', refused.out).data).toMatchObject({
      ok: false,
      faults: [{ code: 'unknown-fact', path: ['rules', 0, 'when', 'fact'] }],
    })
    expect(refused.code).toBe(7)
    expect(given('check', 'wrong.json').out).toBe(
      'Rule 1, “wet” (rules[0].when.fact): There is no fact “rainfall”. Choose one of the facts listed.\n',
    )
  })

  test('people and their audit: added, asked to choose a password, renamed, demoted, removed', () => {
    writeFileSync(join(on.folder, 'first'), 'handed over on paper\n')
    const added = json('person', [
      'people',
      'add',
      'clerk@ardenvale.example',
      '--name',
      'The clerk',
      '--role',
      'editor',
      '--password-file',
      'first',
    ])
    expect(added).toMatchObject({ role: 'editor', mustChangePassword: true })
    const asClerk = (...args: string[]) => on.beatbook(args, { who: 'clerk' })
    expect(asClerk('login', '--email', 'clerk@ardenvale.example', '--password-file', 'first').err).toContain(
      '“beatbook password”',
    )
    expect(asClerk('plans')).toMatchObject({
      code: 4,
      err: expect.stringContaining('Change it with “beatbook password”.'),
    })
    expect(asClerk('password')).toMatchObject({ code: 2, err: expect.stringContaining('--current-file') })
    expect(asClerk('password', '--current-file', 'password', '--new-file', 'first')).toMatchObject({
      code: 4,
      err: expect.stringContaining('current password'),
    })
    json('password', ['password', '--current-file', 'first', '--new-file', 'password'], 'clerk')
    expect(asClerk('plans').code).toBe(0)
    expect(json('logout', ['logout'], 'clerk')).toEqual({ server: on.url, wasSignedIn: true })
    expect(json('logout', ['logout'], 'clerk').wasSignedIn).toBe(false)
    const again = ['login', '--email', 'clerk@ardenvale.example', '--password-file', 'password']
    expect(json('session', again, 'clerk').person).toMatchObject({ id: added.id, role: 'editor' })
    expect(asClerk('people', 'list').code).toBe(4)

    const renamed = on.beatbook(['people', 'rename', 'the clerk', 'Board\u202e cle\u0007rk'])
    expect([renamed.code, renamed.err]).toEqual([
      0,
      '2 characters that cannot be shown were removed.\nThe clerk is now called Board clerk.\n',
    ])
    expect(json('person', ['people', 'rename', 'Board clerk', 'Board clerk']).name).toBe('Board clerk')
    expect(json('person', ['people', 'role', 'clerk@ardenvale.example', 'reader']).role).toBe('reader')
    expect(
      json('person', ['people', 'password', 'Board clerk', '--password-file', 'first']).mustChangePassword,
    ).toBe(true)
    expect(json('people list', ['people', 'list']).people).toHaveLength(2)
    json('person', ['people', 'remove', 'Board clerk'])
    const kinds = [
      'person-removed',
      'password-given',
      'role-set',
      'person-renamed',
      'password-changed',
      'person-added',
    ]
    expect(json('audit', ['audit', '--person', added.id]).changes.map((change) => change.kind)).toEqual(kinds)
    const one = on.beatbook(['audit', '--most', '1', '--json'])
    const { page, notes, data } = envelopeIn('audit', one.out)
    expect(page).toEqual({ returned: 1, total: null, next: String(data.changes[0]?.position) })
    expect(notes).toEqual([{ code: 'rows-left', message: one.err.trim() }])
    expect(one.err).toBe(
      '1 row; there are more. Use --all for every row, or --next for the rows after these.\n',
    )
    const more = json('audit', ['audit', '--person', added.id, '--next', page.next ?? ''])
    expect(more.changes.map((change) => change.kind)).toEqual(kinds.slice(1))
    expect(on.beatbook(['audit']).out).toContain(
      'Programme office changed the name “The clerk” to “Board clerk”.',
    )
  })

  test('conversations: begun, answered, edited, removed, settled; a mention is unread until it is marked', () => {
    writeFileSync(join(on.folder, 'first'), 'handed over on paper\n')
    const colleague = ['people', 'add', 'desk@ardenvale.example', '--name', 'The desk', '--role', 'editor']
    const { id } = json('person', [...colleague, '--password-file', 'first'])
    on.beatbook(['login', '--email', 'desk@ardenvale.example', '--password-file', 'first'], { who: 'desk' })
    on.beatbook(['password', '--current-file', 'first', '--new-file', 'password'], { who: 'desk' })
    const asDesk = (...args: string[]) => on.beatbook(args, { who: 'desk' })

    expect(on.beatbook(['comments', 'charter/32'])).toMatchObject({ out: '', code: 0 })
    const question = 'Who pays, @The desk and @prevention superintendent?'
    const begun = json('comment add', ['comment', 'add', 'charter/32', question, '--field', 'owner'])
    expect(begun).toMatchObject({
      command: 'begin-conversation',
      conversation: 'charter/32#1',
      mentions: ['The desk', 'Prevention Superintendent'],
    })
    expect(on.beatbook(['comment', 'add', 'charter', 'For the board, @nobody at all']).err).toMatch(
      /^charter#1: The conversation was begun\.\nNobody is called/,
    )
    expect(on.beatbook(['comments', 'charter']).out).toMatch(
      /^charter#1 · open\n {2}1\.1 {2}Programme office, /,
    )

    expect(asDesk('mine').out).toMatch(
      /1 comment mentions you .*\n {2}charter\/32#1 {2}Programme office, .*\n {4}Who pays, @The desk and @Prevention Superintendent\?\n/,
    )
    expect(json('mine', ['mine'], 'desk').mentions).toMatchObject({
      count: 1,
      mentions: [{ address: 'charter/32', number: 1, field: 'owners', to: [{ id }] }],
    })
    expect(asDesk('mine', '--mark-read').err).toBe('1 comment marked as read.\n')
    expect(asDesk('mine', '--mark-read').err).toBe('No comment that mentions you is unread.\n')
    expect(json('mine', ['mine'], 'desk').mentions).toEqual({ count: 0, mentions: [] })

    json('comment answer', ['comment', 'answer', 'charter/32#1', 'The fund'], 'desk')
    expect(on.beatbook(['comment', 'edit', 'charter/32#1.2', 'Mine']).err).toMatch(
      /Only the person who wrote/,
    )
    json('comment edit', ['comment', 'edit', 'charter/32#1.2', 'The new fund'], 'desk')
    const piped = ['comment', 'edit', 'charter/32#1.2', '-']
    expect(asDesk(...piped)).toMatchObject({ code: 2, err: expect.stringMatching(/No words were given/) })
    expect(on.beatbook(piped, { who: 'desk', input: 'The safety fund\n' }).code).toBe(0)
    json('comment settle', ['comment', 'settle', 'charter/32#1'])
    const { conversations } = json('comments', ['comments', 'charter/32'])
    expect(conversations).toMatchObject([
      {
        number: 1,
        settled: { by: { name: 'Programme office' } },
        remarks: [{}, { text: 'The safety fund' }],
      },
    ])
    json('comment reopen', ['comment', 'reopen', 'charter/32#1'])
    json('comment remove', ['comment', 'remove', 'charter/32#1.2'], 'desk')
    expect(on.beatbook(['comments', 'charter/32']).out).toMatch(
      /^charter\/32#1 · about Owners · open\n(?:.*\n){2} {2}1\.2 {2}The desk, .* · removed .*\n {7}\(removed\)\n$/,
    )
    expect(on.beatbook(['comment', 'remove', 'charter/32#1']).err).toMatch(/charter\/32#1\.1 is the first/)
    expect(on.beatbook(['comment', 'remove', 'charter/32#1.99'])).toMatchObject({
      code: 5,
      err: expect.stringMatching(/no comment charter\/32#1\.99/),
    })
    json('person', ['people', 'remove', 'The desk'])
  })

  test('whoami', () => {
    expect(json('session', ['whoami']).person).toMatchObject({
      name: 'Programme office',
      role: 'administrator',
    })
  })
})

describe('the environment of a command', () => {
  test('a full output is reported in one sentence, and a reader that closes early is not an error', () => {
    const env = { ...process.env, BEATBOOK_URL: on.url, XDG_CONFIG_HOME: join(on.folder, 'administrator') }
    const shell = (line: string) => spawnSync('bash', ['-c', line], { encoding: 'utf8', cwd: on.folder, env })
    const beatbook = `"${process.execPath}" "${fileURLToPath(new URL('../bin/beatbook.js', import.meta.url))}"`
    for (const args of ['plans --json', 'plans', 'actions charter --json', '--help'])
      expect(shell(`${beatbook} ${args} > /dev/full`), args).toMatchObject({
        status: 1,
        stderr: 'The output could not be written: there is no space left for it.\n',
      })
    expect(shell(`${beatbook} actions charter --json | true; echo "\${PIPESTATUS[0]}"`)).toMatchObject({
      stdout: '0\n',
      stderr: '',
    })
    expect(shell(`${beatbook} plans > /dev/full 2>&1`).status).toBe(1)
  })

  test.each([
    ['nonsense', /BEATBOOK_URL is “nonsense”, which is no web address/],
    ['localhost:4310', /no web address/],
    ['ftp://127.0.0.1', /no web address/],
    ['evil\u202e\u001b[2J', /“evil⟨202E⟩␛\[2J”/],
  ])('the address %j of a server is refused with a sentence', (url, words) => {
    for (const args of [['plans'], ['whoami'], ['update', 'charter/1', '--text', 'x'], ['login']])
      expect(on.beatbook(args, { env: { BEATBOOK_URL: url } })).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringMatching(words),
      })
  })

  test('an empty BEATBOOK_URL means the default', () => {
    const done = on.beatbook(['whoami', '--json'], { env: { BEATBOOK_URL: '', BEATBOOK_TOKEN: '' } })
    expect(done.err + done.out).toContain('http://127.0.0.1:4310')
  })
})

describe('every failure has its exit code and says what to do', () => {
  const cases: [string, string[], number, RegExp][] = [
    ['a file that is not there', ['read', 'nowhere.docx'], 1, /no file nowhere\.docx/],
    [
      'a person who is not there',
      ['people', 'role', 'nobody@example.org', 'reader'],
      5,
      /Nobody who can sign in is “nobody@example\.org”/,
    ],
    [
      'a role that is none',
      ['people', 'role', 'office@ardenvale.example', 'chief'],
      2,
      /There is no role “chief”/,
    ],
    [
      'the last administrator’s role',
      ['people', 'role', 'office@ardenvale.example', 'reader'],
      7,
      /Nobody would be left to administer/,
    ],
    ['a file that is empty', ['read', 'empty.txt'], 1, /empty\.txt is empty/],
    ['a file that is too large', ['read', 'large.txt'], 1, /large\.txt is too large \(the limit is 50 MB\)/],
    ['a photo called .docx', ['import', 'photo.docx', '--yes'], 1, /photo\.docx/],
    [
      'words after an option that are no day',
      ['actions', '--as-at', 'soon'],
      2,
      /“soon” after --as-at is not a day/,
    ],
    [
      'a day that nobody may give',
      ['trends', 'charter', '--to', '9999-12-31'],
      2,
      /“9999-12-31” after --to is not a day.*between 1900 and 2199/s,
    ],
    [
      'an instant that nobody may give',
      ['plans', '--known-at', '9999-12-31T00:00:00Z'],
      2,
      /not an instant between 1900 and 2199/,
    ],
    ['a file to check that is not there', ['check', 'nowhere.docx'], 1, /no file nowhere\.docx/],
    ['a share above the whole', ['update', 'charter/32', '--progress', '101'], 2, /“101” after --progress/],
    [
      'a check there is not',
      ['check', 'small.csv', '--severity', 'no-colour=error'],
      2,
      /names no check.*|closed-before/,
    ],
    [
      'a period that ends before it begins',
      ['check', 'small.csv', '--period', '2026-09-30..2026-07-01'],
      2,
      /is not a period/,
    ],
    ['RAG rules there are not', ['check', 'small.csv', '--rules', 'rainbow'], 5, /no RAG rules “rainbow”/],
    ['a file of rules that is no JSON', ['rules', 'check', 'small.csv'], 1, /small\.csv is not JSON/],
    ['rules to show that are not there', ['rules', 'show', 'rainbow'], 5, /rules “rainbow”/],
    ['rules without a verb of theirs', ['rules', 'fly'], 2, /unknown command/],
    ['no day to compare with', ['compare', 'charter'], 2, /compared with/],
    ['a forecast that ends before it begins', ['forecast', '--until', '2020-01-01'], 2, /lies before/],
    [
      'a filter of nothing',
      ['trends', 'charter', '--where', 'colour:blue'],
      2,
      /“colour:blue” after --where/,
    ],
    [
      'a filter of a draft',
      ['compare', 'charter', '--draft', 'small.csv', '--where', 'door'],
      2,
      /--where out/,
    ],
    ['a section there is not', ['trends', 'charter', '--section', 'zebra'], 5, /no section “zebra”/],
    [
      'words after --known-at that are no instant',
      ['plans', '--known-at', 'soon'],
      2,
      /“soon” after --known-at/,
    ],
    [
      'a level that the plan’s rules do not have',
      ['override', 'charter/5', '--level', 'purple', '--until', '2099-12-31', '--reason', 'x'],
      7,
      /no level “purple”/,
    ],
    [
      'an override without an end',
      ['override', 'charter/5', '--level', 'amber', '--reason', 'x'],
      2,
      /--until/,
    ],
    ['a plan to check that is not there', ['check', 'nowhere'], 5, /nowhere/],
    [
      'an owner to show that is not there',
      ['owners', 'Nobody of that name'],
      5,
      /no owner “Nobody of that name”/,
    ],
    ['a history of no owner', ['owners', '--history'], 2, /needs an owner/],
    ['an owner there is not', ['mine', '--answer-for', 'Nobody of that name'], 5, /No owner is called/],
    [
      'a conversation there is not',
      ['comment', 'settle', 'charter/32#99'],
      5,
      /no conversation charter\/32#99/,
    ],
    ['a conversation written otherwise', ['comment', 'settle', 'charter/32'], 2, /charter\/32#2/],
    ['a field there is not', ['comment', 'add', 'charter/32', 'Well?', '--field', 'sky'], 2, /called “sky”/],
    ['conversations of nothing', ['comments', 'nowhere/1'], 5, /nowhere\/1/],
    ['rules that come with Beatbook saved again', ['rules', 'save', 'preset.json'], 7, /come with Beatbook/],
    ['an option there is not', ['plans', '--colour'], 2, /unknown option/],
    ['a verb there is not', ['fly'], 2, /There is no command “fly”/],
    ['an action there is not', ['action', 'charter/99'], 5, /charter\/99/],
    ['a plan there is not', ['actions', 'nowhere'], 5, /nowhere/],
    ['nothing said', ['update', 'charter/1'], 7, /Write something/],
    [
      'a timescale without a reason',
      ['update', 'charter/1', '--timescale', 'by June 2027'],
      7,
      /why the timescale changes/,
    ],
    ['a day in the future', ['update', 'charter/1', '--text', 'x', '--on', '2030-01-01'], 7, /future/],
    [
      'a choice there is not',
      ['import', 'small.csv', '--decide', 'undated-update=perhaps'],
      2,
      /No finding to decide|no choice/,
    ],
    ['the screens without a terminal', [], 2, /screens need a terminal/],
  ]
  test.each(cases)('%s', (_, args, code, message) => {
    writeFileSync(join(on.folder, 'empty.txt'), '')
    writeFileSync(join(on.folder, 'large.txt'), '')
    truncateSync(join(on.folder, 'large.txt'), 200 * 1024 * 1024)
    writeFileSync(join(on.folder, 'photo.docx'), Buffer.from('ffd8ffe000104a46494600010100', 'hex'))
    writeFileSync(
      join(on.folder, 'small.csv'),
      'Ref,Action,Owner,Due,RAG\n1,Paint the gate,Estates,Dec 26,A\n2,Oil the hinge,Estates,TBC,G\n',
    )
    writeFileSync(join(on.folder, 'preset.json'), JSON.stringify(forceDefault))
    const done = on.beatbook(args)
    expect(done.err).toMatch(message)
    expect(done.out).toBe('')
    expect(done.code).toBe(code)
  })

  test('a ref in several plans lists its addresses and ends with 2', () => {
    copyFileSync(sample('charter-plan-2026.txt'), join(on.folder, 'other.txt'))
    expect(on.beatbook(['import', 'other.txt', '--yes', '--new', '--code', 'other']).code).toBe(0)
    const done = on.beatbook(['action', '32'])
    expect(done.err).toMatch(/charter\/32.*other\/32/)
    expect(done.code).toBe(2)
  })

  test('signed out is 3, and says how to sign in', () => {
    const done = on.beatbook(['plans'], { who: 'nobody' })
    expect(done.err).toMatch(/beatbook login/)
    expect(done.code).toBe(3)
  })

  test('no server is 1, and says how to start one', () => {
    const done = on.beatbook(['plans'], { env: { BEATBOOK_URL: 'http://127.0.0.1:1' } })
    expect(done.err).toMatch(/No Beatbook server answers/)
    expect(done.code).toBe(1)
  })

  test('wrong passwords are reported, after a few with the time to wait', () => {
    writeFileSync(join(on.folder, 'wrong'), 'not the right one\n')
    const attempt = () =>
      on.beatbook(['login', '--email', 'guessed@ardenvale.example', '--password-file', 'wrong'], {
        who: 'stranger',
      })
    for (let n = 0; n < 5; n++) expect(attempt().code).toBe(3)
    // The delay grows from 2 seconds: on a slow machine the first ones are over before the next attempt
    // begins.
    let refused = attempt()
    for (let n = 0; n < 5 && refused.code === 3; n++) refused = attempt()
    expect(refused.code).toBe(7)
    expect(refused.err).toMatch(/Too many failed attempts. Try again in \d+ second/)
  })

  test('a second set-up is refused', () => {
    const done = on.beatbook(setUpArguments())
    expect(done.err).toMatch(/Set-up is finished/)
    expect(done.code).toBe(7)
  })

  test('a command without a verb of its own is run with options derived from its input', () => {
    const given = ['force', 'name', 'Arden Vale and Bridewell Police', '--from', '1 April 2199']
    const named = json('command', given)
    expect(named).toMatchObject({ command: 'name-force', unchanged: false })
    expect(on.beatbook(['undo', '--command', named.commandId]).code).toBe(0)
    expect(on.beatbook(['undo', '--command', named.commandId]).code).not.toBe(0)
    expect(on.beatbook(given).code).toBe(0)
    const words = ['force', 'settings', '--priorities', 'first', 'second', '--reason', 'As the board asked']
    expect(on.beatbook(words)).toMatchObject({ code: 0, err: 'The settings were changed.\n' })
    expect(json('command', words)).toMatchObject({ command: 'change-settings', unchanged: true })
    const marked = ['force', 'settings', '--marking', 'official-sensitive', '--caveat', 'Board members only']
    expect(on.beatbook(marked).code).toBe(0)
    const marking = () =>
      (json('areas', ['areas']) as unknown as { areas: { settings: object }[] }).areas[0]?.settings
    expect(marking()).toMatchObject({ marking: 'official-sensitive', caveat: 'Board members only' })
    expect(on.beatbook(['force', 'settings', '--marking', 'official', '--caveat', 'none']).code).toBe(0)
    expect(marking()).toMatchObject({ marking: 'official', caveat: null })
    expect(on.beatbook(['force', 'settings', '--marking', 'secret']).code).toBe(2)
    expect(on.beatbook(['force', 'name', 'A', '--from', 'soon'])).toMatchObject({ code: 2 })
    const crest = join(on.folder, 'crest.png')
    writeFileSync(crest, Buffer.from('89504e470d0a1a0a', 'hex'))
    expect(on.beatbook(['force', 'crest', '--file', crest])).toMatchObject({
      code: 0,
      err: 'The crest was saved.\n',
    })
    expect(on.beatbook(['force', 'crest', '--file', 'none']).code).toBe(0)
    expect(json('command', ['force', 'crest', '--file', 'none'])).toMatchObject({ unchanged: true })
    expect(on.beatbook(['force', 'crest', '--file', sample('charter-plan-2026.txt')]).err).toMatch(
      /cannot be the crest: it is not a PNG/,
    )
    expect(on.beatbook(['force', 'crest']).code).toBe(2)
    expect(on.beatbook(['force', 'name']).code).toBe(2)
  })

  test('the force’s own columns are added and set, and lists are filtered and sorted by them', () => {
    expect(on.beatbook(['set', 'charter/1', 'cost=1']).err).toMatch(/no columns of its own.*column add/s)
    expect(on.beatbook(['column', 'add', 'Unit cost', '--kind', 'money'])).toMatchObject({ code: 0 })
    const ward = ['column', 'add', 'Ward', '--kind', 'choice', '--choices', 'North', 'South East']
    expect(on.beatbook(ward)).toMatchObject({ code: 0, err: 'The column was added.\n' })
    expect(on.beatbook(['column', 'add', 'Ward', '--kind', 'text'])).toMatchObject({ code: 7 })
    expect(on.beatbook(['set', 'charter/1', 'unit-cost=£1,250.50', 'ward=south east']).err).toBe(
      'The columns were saved.\n',
    )
    expect(on.beatbook(['set', 'charter/2', 'Unit cost=90', '--on', '1 October 2026']).code).toBe(0)
    expect(on.beatbook(['set', 'charter/2', 'unit-cost=90']).err).toMatch(/Nothing changed/)
    expect(on.beatbook(['set', 'charter/2', 'ward=West']).err).toMatch(
      /not one of the choices.*North or South East/,
    )
    expect(on.beatbook(['set', 'charter/2', 'beat=B1'])).toMatchObject({ code: 2 })
    expect(on.beatbook(['set', 'charter/2', 'ward'])).toMatchObject({ code: 2 })

    expect(on.beatbook(['action', 'charter/1']).out).toMatch(/Unit cost +£1,250\.50/)
    expect(on.beatbook(['history', 'charter/1']).out).toContain('Unit cost £1,250.50')
    const listed = (...given: string[]) =>
      json('actions', ['actions', 'charter', ...given]).actions.map(({ ref }) => ref)
    expect(listed('--column', 'ward=South East')).toEqual(['1'])
    expect(listed('--sort', 'column:unit-cost').slice(0, 2)).toEqual(['2', '1'])
    expect(on.beatbook(['actions', 'charter', '--column', 'unit-cost=90']).out).toContain('UNIT COST')
    expect(on.beatbook(['actions', 'charter', '--sort', 'colour']).err).toMatch(/none of: place, ref/)
    expect(json('set', ['set', 'charter/1', 'ward=none'])).toMatchObject({ address: 'charter/1' })
    expect(listed('--column', 'ward=South East')).toEqual([])
    json('command', ['column', 'change', 'ward', '--title', 'Beat'])
    json('command', ['column', 'remove', 'ward'])
    json('command', ['column', 'add', 'Tally', '--kind', 'number'])
  })

  test('an action is edited: words, ref, section and owners, shown back and undone by one command', () => {
    const edit = ['action', 'edit', 'charter/31']
    const before = json('action', ['action', 'charter/31'])
    const words = [...edit, '--text', 'Hold ten walks', '--ref', '31b', '--reason', 'Board, 3 March']
    const edited = json('action edit', [...words, '--owner', 'Walks Team:accountable', '--owner', 'TBC'])
    expect(edited).toMatchObject({
      command: 'edit-action',
      unchanged: false,
      address: 'charter/31b',
      ref: '31b',
      owners: [{ name: 'Walks Team', duty: 'accountable' }],
    })
    // The old address still finds it, and so does the new one at an earlier date.
    expect(json('action', ['action', 'charter/31']).address).toBe('charter/31b')
    const then = json('action', ['action', 'charter/31b', '--as-at', '2026-11-01'])
    expect(then.address).toBe('charter/31')
    expect(on.beatbook(['history', 'charter/31b']).out).toMatch(
      /Action revised: ref 31b, was 31; re-worded; re-owned: Walks Team \(accountable\), was [^\n]+\n {2}Hold ten walks\n {2}Reason: Board, 3 March/,
    )
    expect(json('action edit', words)).toMatchObject({ unchanged: true })
    expect(on.beatbook([...edit, '--section', 'Nowhere'])).toMatchObject({
      code: 5,
      err: expect.stringMatching(/no section “Nowhere”.*It has: “/s),
    })
    const section = on.beatbook([...edit, '--section', 'prevention', '--on', '1 October 2026'])
    expect(section).toMatchObject({ code: 0 })
    expect(section.err).toMatch(/charter\/31b: Hold ten walks\n {2}section “Prevention”; Walks Team/)
    const [, command = ''] = /undo --command (\S+)”/.exec(section.err) ?? []
    expect(on.beatbook(['undo', '--command', command]).code).toBe(0)
    expect(on.beatbook(['undo', '--command', edited.commandId]).code).toBe(0)
    const after = json('action', ['action', 'charter/31'])
    expect(after).toEqual({ ...before, touched: after.touched })
    const line = { command: 'edit-action', input: { actionId: 'charter/31', ref: '31' } }
    writeFileSync(join(on.folder, 'one.jsonl'), JSON.stringify(line))
    expect(json('apply', ['apply', 'one.jsonl']).lines).toMatchObject([{ line: 1, result: 'unchanged' }])
    expect(on.beatbook(edit)).toMatchObject({ code: 7, err: expect.stringContaining('Nothing was given') })
    expect(on.beatbook([...edit, '--on', '1 January 2199', '--ref', '9'])).toMatchObject({ code: 7 })
    expect(on.beatbook(['action', 'edit'])).toMatchObject({ code: 2 })
    expect(on.beatbook([...edit, '--help']).out).toContain('beatbook action edit charter/32 --ref 40')
  })

  test('a plan is kept by hand: added, edited, filled line by line, its sections renamed and removed', () => {
    const added = json('plan add', ['plan', 'add', 'Dock watch action plan', '--period', '2026/27'])
    expect(added).toMatchObject({ plan: 'dock-watch', kind: 'action-plan', sections: [] })
    expect(on.beatbook(['plan', 'add', 'Another', '--code', 'dock-watch'])).toMatchObject({ code: 7 })
    expect(on.beatbook(['plan', 'add', 'Another', '--code', 'new'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('are commands, so no plan has them as its code'),
    })
    const line = 'Walk the docks weekly @"Dock Team":accountable by Oct 27'
    expect(json('action add', ['action', 'add', 'dock-watch', line])).toMatchObject({
      address: 'dock-watch/1',
      section: 'Actions',
      owners: [{ name: 'Dock Team', duty: 'accountable' }],
      timescale: { said: 'by Oct 27', latest: '2027-10-31' },
    })
    const said = on.beatbook(['action', 'add', 'dock-watch', 'Follow \\@docks', '--timescale', 'ongoing'])
    expect(said.err).toMatch(
      /The action was added\.\ndock-watch\/2: Follow @docks\n {2}section “Actions”; no owner; ongoing/,
    )
    const edit = ['plan', 'edit', 'dock-watch', '--title', 'Dock watch', '--sponsor', 'Head of Policing']
    expect(json('plan edit', [...edit, '--reason', 'Board'])).toMatchObject({
      title: 'Dock watch',
      sponsor: 'Head of Policing',
      period: { said: '2026/27' },
    })
    expect(json('plan edit', edit)).toMatchObject({ unchanged: true })
    expect(json('plan edit', ['plan', 'edit', 'dock-watch', '--sponsor', 'none'])['sponsor']).toBeNull()
    expect(on.beatbook(['plan', 'edit', 'dock-watch', '--period', 'some day'])).toMatchObject({ code: 7 })
    const section = json('section add', ['section', 'add', 'dock-watch', 'At sea', '--ref', 'B'])
    expect(section['sections']).toEqual(['Actions', 'At sea'])
    expect(json('section rename', ['section', 'rename', 'dock-watch', 'B', 'Afloat'])['sections']).toEqual([
      'Actions',
      'Afloat',
    ])
    const moved = json('section move', ['section', 'move', 'dock-watch', 'Afloat', '--before', 'Actions'])
    expect(moved['sections']).toEqual(['Afloat', 'Actions'])
    const merged = json('section merge', ['section', 'merge', 'dock-watch', 'Actions', '--into', 'B'])
    expect(merged['sections']).toEqual(['Afloat'])
    expect(on.beatbook(['undo', '--command', merged.commandId]).code).toBe(0)
    expect(on.beatbook(['undo', '--command', moved.commandId]).code).toBe(0)
    const refs = () => json('actions', ['actions', 'dock-watch']).actions.map(({ ref }) => ref)
    const placed = json('action place', ['action', 'place', 'dock-watch/2', '--before', 'dock-watch/1'])
    expect(placed).toMatchObject({ unchanged: false })
    expect(refs()).toEqual(['2', '1'])
    const parts = ['--part', 'Moor the launch @Fleet', '--part', 'Paint it by Oct 27']
    const split = json('action split', ['action', 'split', 'dock-watch/1', ...parts])
    expect(split).toMatchObject({ address: 'dock-watch/1', unchanged: false })
    expect(refs()).toEqual(['2', '1', '3', '4'])
    const merge = ['action', 'merge', 'dock-watch/1', '--merged', 'dock-watch/3', '--merged', 'dock-watch/4']
    const joined = json('action merge', [...merge, '--reason', 'One job after all'])
    expect(refs()).toEqual(['2', '1'])
    expect(json('history', ['history', 'dock-watch/1']).merged.map(({ address }) => address)).toEqual([
      'dock-watch/3',
      'dock-watch/4',
    ])
    const copied = json('action copy', ['action', 'copy', 'dock-watch/2', '--plan', 'dock-watch'])
    expect(refs()).toEqual(['2', '1', '5'])
    const tags = ['--tag', 'Night time', '--tag', 'ASB', '--success', 'Nobody falls in']
    json('action edit', ['action', 'edit', 'dock-watch/2', ...tags])
    expect(json('actions', ['actions', 'dock-watch', '--tag', 'asb']).actions).toMatchObject([
      { ref: '2', tags: ['Night time', 'ASB'], success: 'Nobody falls in' },
    ])
    json('bulk', ['bulk', 'dock-watch', '--where', 'tag:asb', '--tag', 'Winter', '--untag', 'asb'])
    expect(json('action', ['action', 'dock-watch/2'])).toMatchObject({ tags: ['Night time', 'Winter'] })
    const taken = json('action move', ['action', 'move', 'dock-watch/2', '--plan', 'charter'])
    expect(refs()).toEqual(['1', '5'])
    expect(json('action', ['action', 'dock-watch/2'])).toMatchObject({ planCode: 'charter' })
    expect(on.beatbook(['history', 'dock-watch/2']).out).toContain(
      'moved from the plan dock-watch to charter',
    )
    expect(on.beatbook(['undo', '--command', taken.commandId]).code).toBe(0)
    expect(refs()).toEqual(['2', '1', '5'])
    const begun = json('plan begin', ['plan', 'begin', 'dock-watch', 'Dock watch 2028', '--shift', '1y'])
    expect(begun).toMatchObject({ title: 'Dock watch 2028', sections: ['Actions', 'Afloat'] })
    for (const { commandId } of [begun, copied, joined, split, placed])
      expect(on.beatbook(['undo', '--command', commandId]).code).toBe(0)
    expect(refs()).toEqual(['1', '2'])
    const told = json('plans --history', ['plans', 'dock-watch', '--history'])
    expect(told.history.map(({ type }) => type).slice(-3)).toEqual([
      'section-added',
      'rag-rules-pinned',
      'plan-added',
    ])
    expect(on.beatbook(['plans', 'dock-watch', '--history']).out).toContain('Section “Actions” was added.')
    expect(on.beatbook(['plans', '--history']).code).toBe(2)
    const archived = json('plan archive', ['plan', 'archive', 'dock-watch', '--reason', 'It is over'])
    expect(archived).toMatchObject({ plan: 'dock-watch', unchanged: false })
    expect(json('plans', ['plans', '--archived']).plans.map(({ code }) => code)).toEqual(['dock-watch'])
    expect(on.beatbook(['plan', 'edit', 'dock-watch', '--title', 'Other'])).toMatchObject({
      code: 7,
      err: expect.stringContaining('is archived, so nothing in it is changed'),
    })
    expect(json('plan restore', ['plan', 'restore', 'dock-watch'])).toMatchObject({ unchanged: false })
    expect(on.beatbook(['section', 'remove', 'dock-watch', 'actions'])).toMatchObject({
      code: 7,
      err: expect.stringContaining('“Actions” still has 2 actions'),
    })
    expect(json('section remove', ['section', 'remove', 'dock-watch', 'Afloat'])['sections']).toEqual([
      'Actions',
    ])
    expect(on.beatbook(['section', 'remove', 'dock-watch', 'Afloat'])).toMatchObject({ code: 5 })
    expect(on.beatbook(['undo', '--command', added.commandId])).toMatchObject({ code: 7 })
    expect(json('actions', ['actions', 'dock-watch']).actions.map(({ address }) => address)).toEqual([
      'dock-watch/1',
      'dock-watch/2',
    ])
    expect(on.beatbook(['plan', 'add', '--help']).out).toContain('beatbook plan add "Rural crime strategy"')
  })

  test('a plan begins with what is typed of it, and with a workflow that it keeps', () => {
    const more = [
      '--description',
      'What the pier needs',
      '--update-period',
      'month',
      '--workflow',
      'inspectorate',
    ]
    const given = { description: 'What the pier needs', updatePeriod: 'month', workflow: 'inspectorate' }
    expect(json('plan add', ['plan', 'add', 'Pier', '--code', 'pier', ...more])).toMatchObject(given)
    const quay = json('plan add', ['plan', 'add', 'Quay', '--code', 'quay', ...more])
    expect(on.beatbook(['undo', '--command', quay.commandId]).code).toBe(0)
    expect(on.beatbook(['plans', 'quay']).code).toBe(5)
    expect(on.beatbook(['plan', 'add', 'Other', '--workflow', 'none'])).toMatchObject({ code: 2 })
    const edit = ['plan', 'edit', 'pier', '--description', 'NULL', '--reason', 'It has none']
    expect(json('plan edit', edit)).toMatchObject({ ...given, description: null })
    expect(on.beatbook(['plan', 'edit', 'pier', '--update-period', 'quarter']).err).toContain(
      'updates expected: every three months',
    )
    expect(on.beatbook(['plans', 'pier', '--history']).out).toContain(
      'Description: none.\n  Reason: It has none\n  by ',
    )
  })

  test('what a command makes or moves is named with its new address', () => {
    json('plan add', ['plan', 'add', 'Slip', '--code', 'slip'])
    json('action add', ['action', 'add', 'slip', 'Clear it @Estates'])
    const split = json('action split', [
      'action',
      'split',
      'slip/1',
      '--part',
      'Clean it',
      '--part',
      'Rail it',
    ])
    expect(split).toMatchObject({
      address: 'slip/1',
      count: 2,
      actions: [
        { address: 'slip/2', ref: '2', text: 'Clean it' },
        { address: 'slip/3', ref: '3', text: 'Rail it' },
      ],
    })
    expect(on.beatbook(['action', 'split', 'slip/1', '--part', 'Light it']).err).toContain(
      'New: slip/4: Light it\n',
    )
    expect(
      json('action merge', ['action', 'merge', 'slip/1', '--merged', 'slip/4', '--reason', 'One']),
    ).toMatchObject({
      actions: [{ address: 'slip/4' }],
    })
    const copy = ['action', 'copy', 'slip/1', '--plan', 'pier']
    json('section add', ['section', 'add', 'pier', 'Deck'])
    expect(json('action copy', copy)).toMatchObject({ plan: 'pier', actions: [{ address: 'pier/1' }] })
    expect(on.beatbook(copy).err).toContain('New: pier/2: Clear it\n')
    const moved = json('action move', ['action', 'move', 'slip/2', '--plan', 'pier'])
    expect(moved).toMatchObject({ plan: 'pier', actions: [{ address: 'pier/3', text: 'Clean it' }] })
    expect(json('action place', ['action', 'place', 'pier/3', '--before', 'pier/1'])).toMatchObject({
      actions: [{ address: 'pier/3' }],
    })
    const begun = json('plan begin', ['plan', 'begin', 'slip', 'Slip 2', '--code', 'slip-2'])
    expect(begun).toMatchObject({
      plan: 'slip-2',
      count: 2,
      actions: [{ address: 'slip-2/1' }, { text: 'Rail it' }],
    })
  })

  test('copies have the same owners unless one says no, and only yes or no is taken', () => {
    const ownersOf = (copied: unknown) => {
      const [{ address } = { address: '' }] = (copied as { actions: { address: string }[] }).actions
      return json('action', ['action', address]).owners.map(({ name }) => name)
    }
    const copy = ['action', 'copy', 'slip/1', '--plan', 'slip']
    expect(ownersOf(json('action copy', copy))).toEqual(['Estates'])
    expect(ownersOf(json('action copy', [...copy, '--owners', 'Yes']))).toEqual(['Estates'])
    expect(ownersOf(json('action copy', [...copy, '--owners', 'no']))).toEqual([])
    expect(on.beatbook([...copy, '--owners', 'Estates'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('“Estates” after --owners is neither yes nor no.'),
    })
    expect(on.beatbook([...copy, '--help']).out).toMatch(
      /--owners <yes or no> +whether they have the same\s+owners/,
    )
    const begin = ['plan', 'begin', 'slip', 'Slip 3', '--code', 'slip-3', '--owners', 'no']
    expect(ownersOf(json('plan begin', begin))).toEqual([])
  })

  test('“none” and “null” take a value away', () => {
    const success = () => json('action', ['action', 'slip/1']).success
    for (const nothing of ['null', 'None', 'NULL']) {
      json('action edit', ['action', 'edit', 'slip/1', '--success', 'Nobody slips'])
      json('action edit', ['action', 'edit', 'slip/1', '--success', nothing])
      expect(success()).toBeNull()
    }
    for (const nothing of ['none', 'Null']) {
      json('action edit', ['action', 'edit', 'slip/1', '--owner', 'Estates', '--tag', 'Water'])
      json('action edit', ['action', 'edit', 'slip/1', '--owner', nothing, '--tag', nothing])
      expect(json('action', ['action', 'slip/1'])).toMatchObject({ owners: [], tags: [] })
    }
    expect(on.beatbook(['history', 'slip/1']).out).toContain('success removed, was “Nobody slips”')
    expect(on.beatbook(['action', 'edit', '--help']).out).toMatch(/it\s+worked;\s+“none”\s+takes\s+it\s+away/)
  })

  test('a ref that another action has gives another address, which is said', () => {
    const add = ['action', 'add', 'slip', 'Bolt it', '--ref', '1']
    const sentence = 'Another action has the ref “1”, so this one has the address slip/1~2.'
    const added = enveloped('action add', [...add])
    expect(added).toMatchObject({
      data: { address: 'slip/1~2', ref: '1' },
      notes: [{ code: 'ref-taken', message: sentence }],
    })
    const edited = on.beatbook(['action', 'edit', 'slip/1~2', '--ref', '3'])
    expect(edited.err).toContain('Another action has the ref “3”, so this one has the address slip/3~2.')
    expect(enveloped('action edit', ['action', 'edit', 'slip/3~2', '--ref', '30']).notes).toEqual([])
  })

  test('a cursor that is none is refused', () => {
    for (const list of ['actions', 'changes']) {
      const { code, err } = on.beatbook([list, '--next', 'garbage', '--json'])
      expect(code).toBe(2)
      expect(JSON.parse(err).error).toMatchObject({ code: 'bad-input', args: { path: 'cursor' } })
    }
    expect(on.beatbook(['audit', '--next', 'garbage'])).toMatchObject({ code: 2 })
  })

  test('aggregates with derived queries are listed, and shown with their history', () => {
    const listed = on.beatbook(['areas'])
    expect(listed.code).toBe(0)
    expect(listed.out).toContain('Arden Vale Police')
    const { areas } = json('areas', ['areas']) as unknown as { areas: { id: string }[] }
    const [area] = areas
    expect(on.beatbook(['areas', '--history'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--history needs the id.*“beatbook areas” lists them/s),
    })
    const ahead = on.beatbook(['areas', area?.id ?? '', '--as-at', '2199-04-01', '--json'])
    expect(envelopeIn('areas', ahead.out)).toMatchObject({
      kind: 'area',
      asAt: '2199-04-01',
      data: { name: 'Arden Vale and Bridewell Police' },
    })
    const { history: events } = json('areas', ['areas', area?.id ?? '', '--history']) as unknown as {
      history: { type: string; commandId: string }[]
    }
    const named = events.findLast(({ type }) => type === 'area-named')
    expect(on.beatbook(['areas', area?.id ?? '', '--history']).out).toMatch(
      new RegExp(
        `: Area named\n  From: 2199-04-01\n  Name: Arden Vale and Bridewell Police\n  by Programme office, recorded .*\n  command ${named?.commandId}\n`,
      ),
    )
    expect(named?.commandId).toMatch(/^[0-9a-f-]{36}$/)
    expect(on.beatbook(['areas', '01a00000-0000-7000-8000-000000000001']).code).not.toBe(0)
  })

  test('accepting a clock that is not behind is reported as unnecessary', () => {
    expect(json('clock accept', ['clock', 'accept', '--reason', 'The battery was replaced'])).toMatchObject({
      unchanged: true,
    })
    expect(on.beatbook(['clock', 'accept']).code).toBe(2)
  })

  test('the token is in a file that only its owner can read', () => {
    expect(statSync(join(on.folder, 'administrator/beatbook/tokens.json')).mode & 0o077).toBe(0)
  })

  test('open findings are listed with the options that decide them', () => {
    writeFileSync(
      join(on.folder, 'undecided.txt'),
      'Gate action plan\n\nRef\tAction\tOwner\tDate\tRAG\tUpdate\n1\tPaint the gate\tEstates\tDec 26\tA\tPaint is ordered.\n2\tOil the hinge\tEstates\tDec 26\tA\t040526 – Oil is ordered.\n',
    )
    const asked = on.beatbook(['import', 'undecided.txt'])
    expect(asked.code).toBe(2)
    expect(asked.err).toMatch(/--decide undated-update@1=.*another-date:DATE.*leave-undated/)
    const decided = on.beatbook([
      'import',
      'undecided.txt',
      '--yes',
      '--decide',
      'undated-update@1=another-date:2026-05-05',
      '--code',
      'gate-2',
      '--new',
      '--json',
    ])
    expect(decided.code).toBe(0)
    expect(
      json('history', ['history', 'gate-2/1']).history.find((entry) => entry.text === 'Paint is ordered.'),
    ).toMatchObject({
      on: '2026-05-05',
      dated: true,
    })
  })
})

test('every command with --json was run above, and its output keeps to the schema that it publishes', () => {
  expect(verbs.length).toBeGreaterThan(45)
  // What is watched has to change meanwhile: scripts.test.ts.
  expect(verbs.filter((verb) => !checked.has(verb))).toEqual(['watch'])
})
