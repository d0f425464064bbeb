import { aDraft, anAction, aPlan, aRecordOf, aSection } from '@beatbook/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Pending } from '../stream/event.ts'
import { type ActionState, foldAction } from './action.ts'
import type { ActionEvent } from './events.ts'

const text = fc.string({ maxLength: 8 })
const facts = fc.record(
  {
    sectionId: fc.uuid(),
    ref: text,
    slug: text,
    order: fc.nat(9),
    owners: fc.array(
      fc.record({
        partyId: fc.uuid(),
        duty: fc.constantFrom('responsible' as const, 'accountable' as const),
      }),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: [] },
)
const words = fc.record(
  {
    text,
    ownerSaid: fc.option(text),
    details: fc.array(fc.record({ heading: text, text }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)
/** The fields of a state that are checked for stale edits, by the event's field that changes each. */
const watched = { text: 'text', owners: 'owners', sectionId: 'section', ref: 'ref' } as const

test('a revision changes the fields it has, updates the versions of those that are watched, and leaves all others', () => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction()] })] })] }),
  )
  const [id = ''] = actionIds
  const before = foldAction(record.history(id)) as ActionState
  fc.assert(
    fc.property(facts, words, (changed, said) => {
      const event: Pending<ActionEvent> = {
        type: 'action-revised',
        v: 1,
        id: 'revised',
        stream: { kind: 'action', id },
        effectiveOn: '2026-11-19',
        facts: { ...changed, from: null },
        words: { ...said, reason: null },
      }
      const position = record.events.length + 10
      const stamp = { position, recordedAt: '2026-11-20T12:00:00.000Z', actor: 'ada', commandId: 'c' }
      const touched = Object.entries(watched).flatMap(([field, as]) =>
        field in changed || field in said ? [[as, position]] : [],
      )
      expect(foldAction([...record.history(id), { ...event, ...stamp }])).toEqual({
        ...before,
        ...changed,
        ...said,
        ...('ref' in changed ? { refOrigin: 'given' } : {}),
        describedOn: '2026-11-19',
        touched: { ...before.touched, ...Object.fromEntries(touched) },
      })
    }),
  )
})
