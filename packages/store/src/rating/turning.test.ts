import {
  type ActionEvent,
  type ActionState,
  addDays,
  compileRagRules,
  evolveAction,
  factsOfStates,
  type IsoDate,
  type ReadAt,
  type Recorded,
  ragPresets,
  ragTimeline,
  readTimescale,
  turnsBetween,
} from '@beatbook/domain'
import { anUpdate, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { versionsOf } from '../stream/versions.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, forms, freshStore, harbour } from '../testing.ts'

const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
const UNTIL = '2028-06-30'

const someStep = fc.record(
  {
    say: fc.constantFrom(
      'update' as const,
      'update' as const,
      'update' as const,
      'override' as const,
      'lift' as const,
      'withdraw' as const,
      'restore' as const,
      'undo' as const,
      'pin' as const,
    ),
    which: fc.nat(1),
    nth: fc.nat(12),
    daysAgo: fc.constantFrom(0, 0, 1, 40, 120, 250),
    text: fc.constantFrom('', 'No change', 'Two held'),
    level: fc.constantFrom('red' as const, 'amber' as const, 'green' as const),
    stage: fc.constantFrom('in-progress' as const, 'complete' as const),
    timescale: fc.constantFrom('by May 2026', 'by 31 January 2027', 'by 30 June 2027', 'ongoing'),
  },
  { requiredKeys: ['say', 'which', 'nth', 'daysAgo', 'text'] },
)
type Step = typeof someStep extends fc.Arbitrary<infer T> ? T : never

interface Pinned {
  readonly from: IsoDate
  readonly version: number
  /** The instant from which it is known. */
  readonly known: number
}

/** Gives the steps to a store; returns the commands recorded and the pins of the plan, each with its instant. */
const play = async (store: Store, ids: readonly string[], planId: string, steps: readonly Step[]) => {
  const given: string[] = []
  const pins: Pinned[] = [{ from: '2026-03-01', version: 2, known: 0 }]
  for (const [index, { say, which, nth, daysAgo, ...fields }] of steps.entries()) {
    const on = addDays(TODAY, -daysAgo)
    const actionId = ids[which] ?? ''
    const commandId = anId()
    const base = { commandId, actionId }
    const who = by('ada', index + 1)
    const { commands } = store
    const version = 1 + (nth % 2)
    const answer = await {
      update: () =>
        commands.run(
          'record-update',
          anUpdateOf(actionId, { ...base, ...fields, on, reason: 'As agreed' }),
          who,
        ),
      override: () =>
        commands.run(
          'override-level',
          { ...base, level: fields.level ?? 'amber', until: '2027-02-28', reason: 'Board' },
          who,
        ),
      lift: () => commands.run('lift-override', base, who),
      withdraw: () => commands.run('withdraw-action', { ...base, on, reason: 'Merged', seen: {} }, who),
      restore: () => commands.run('restore-action', { ...base, on, seen: {} }, who),
      undo: () =>
        commands.run(
          'undo-command',
          { commandId, undoes: given[nth % Math.max(1, given.length)] ?? anId() },
          who,
        ),
      pin: () => commands.run('pin-rag-rules', { commandId, planId, code: 'force-default', version }, who),
    }[say]()
    if (!answer.ok || answer.value.unchanged) continue
    if (say === 'pin') pins.push({ from: TODAY, version, known: index + 1 })
    else if (say !== 'undo') given.push(commandId)
  }
  return pins
}

/** The turns of one action after a date, evaluated from its events as seen then. */
const expectedOf = (events: readonly Recorded<ActionEvent>[], pins: readonly Pinned[], asAt: IsoDate) => {
  const states = versionsOf<ActionState, ActionEvent>(
    events.filter((event) => event.effectiveOn <= asAt),
    evolveAction,
  )
  const facts = factsOfStates(states)
  if (facts === null) return []
  const known = pins
    .filter(({ from }) => from <= asAt)
    .flatMap(({ from, version }) => {
      const rules = ragPresets.find((each) => each.code === 'force-default' && each.version === version)
      return rules === undefined ? [] : [{ from, ragRules: compileRagRules(rules) }]
    })
  return turnsBetween(ragTimeline(facts, known, states.at(-1)?.state.overrides), asAt, UNTIL).flatMap(
    ({ on, was, becomes }) => (was === null ? [] : [`${on} ${was} ${becomes.level}`]),
  )
}

test('whatever was recorded, every turn is listed once as at any date, as known at any instant', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { maxLength: 10 }), async (steps) => {
      const store = await freshStore(forms[0])
      try {
        await accept(
          store,
          harbour(
            {
              ref: '1',
              owners,
              timescale: readTimescale('by 31 March 2026').timescale,
              updates: [anUpdate({ on: '2026-03-01' })],
            },
            { ref: '2', owners, timescale: readTimescale('by 31 January 2027').timescale, level: 'amber' },
          ),
        )
        const actions = [await actionAt(store, 'harbour/1'), await actionAt(store, 'harbour/2')]
        const ids = actions.map(({ id }) => id)
        const pins = await play(store, ids, actions[0]?.planId ?? '', steps)
        const instants = [undefined, 0, Math.ceil(steps.length / 2)]
        for (const known of instants)
          for (const asAt of [
            undefined,
            TODAY,
            ...[1, 40, 121, 250].map((ago) => addDays(TODAY, -ago)),
            '2027-03-01',
          ]) {
            const when: ReadAt = {
              ...(asAt === undefined ? {} : { asAt }),
              ...(known === undefined ? {} : { knownAt: at(known) }),
            }
            const listed = await store.rating.turning({ until: UNTIL, ...when })
            const turns = listed.map(
              ({ id, on, was, becomes }) => `${id} ${on} ${was.level} ${becomes.level}`,
            )
            const expected: string[] = []
            for (const id of ids) {
              const past = await store.actions.events(`harbour/${ids.indexOf(id) + 1}`, {
                ...(known === undefined ? {} : { knownAt: at(known) }),
              })
              if (!past.ok || !past.value.whole) throw new Error('it has no events')
              const seen = pins.filter((pin) => known === undefined || pin.known <= known)
              for (const turn of expectedOf(past.value.events, seen, asAt ?? TODAY))
                expected.push(`${id} ${turn}`)
            }
            expect([when, turns.toSorted()]).toEqual([when, expected.toSorted()])
            expect(new Set(listed.map(({ id, on }) => `${id} ${on}`)).size).toBe(listed.length)
            expect(listed.map(({ on }) => on)).toEqual(listed.map(({ on }) => on).toSorted())
            const reds = await store.rating.turningTo({ until: UNTIL, level: 'red', limit: 1, ...when })
            expect(reds.count).toBe(listed.filter(({ becomes }) => becomes.level === 'red').length)
          }
      } finally {
        await store.close()
      }
    }),
    { numRuns: 25 },
  )
})
