import {
  aDraft,
  anAction,
  aPlan,
  aRecordOf,
  aSection,
  play,
  type Step,
  someDay,
  someSteps,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byEffect } from '../stream/event.ts'
import { isUndo, standing } from '../stream/standing.ts'
import { type ActionState, evolveAction, foldAction } from './action.ts'
import { changeIn, historyOf } from './history.ts'
import { refusalToFollow } from './one-event.ts'

/** A new imported action and the result of `steps`. */
const played = (steps: readonly Step[]) => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction({ level: 'amber' })] })] })] }),
  )
  const [id = ''] = actionIds
  const refusals = play(record, id, steps)
  return { record, id, refusals, history: record.history(id) }
}

/** A state without the versions that stale edits are checked against. */
const withoutVersions = (state: ActionState | null) => state && { ...state, touched: null }

test('a history folds to the same state in any order of arrival', () => {
  fc.assert(
    fc.property(
      someSteps().chain((steps) =>
        fc.tuple(fc.constant(steps), fc.array(fc.nat(), { minLength: 20, maxLength: 20 })),
      ),
      ([steps, shuffle]) => {
        const { history } = played(steps)
        const shuffled = history
          .map((event, at) => ({ event, at: shuffle[at % shuffle.length] ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ event }) => event)
        expect(foldAction(shuffled)).toEqual(foldAction(history))
      },
    ),
  )
})

test('every event that was allowed still follows in the folded order', () => {
  fc.assert(
    fc.property(someSteps(), (steps) => {
      let state: ActionState | null = null
      for (const event of standing(played(steps).history)) {
        expect(refusalToFollow(state, event)).toBeNull()
        state = evolveAction(state, event)
      }
    }),
  )
})

test('the state at a date is the fold of the events effective by then', () => {
  fc.assert(
    fc.property(someSteps(), someDay(), (steps, day) => {
      const { history } = played(steps)
      expect(foldAction(history, day)).toEqual(
        foldAction(history.filter((event) => event.effectiveOn <= day)),
      )
    }),
  )
})

test('an undone update leaves the action as if it had never been recorded', () => {
  fc.assert(
    fc.property(someSteps(), (steps) => {
      const { record, id, history } = played(steps)
      const undone = new Set(history.flatMap((event) => (isUndo(event) ? event.facts.eventIds : [])))
      const unsaid = record.history(id).filter((event) => !undone.has(event.id) && !isUndo(event))
      expect(withoutVersions(foldAction(unsaid))).toEqual(withoutVersions(foldAction(history)))
    }),
  )
})

test('a history has every event once, in order, and ends in the current state', () => {
  fc.assert(
    fc.property(someSteps(), (steps) => {
      const { history } = played(steps)
      const entries = historyOf(history, { actor: () => 'Plan Office', document: () => null })
      expect(entries.map((entry) => entry.eventId)).toEqual(
        [...history].sort(byEffect).map((event) => event.id),
      )
      const standing = entries.filter((entry) => entry.undone === null)
      const state = foldAction(history)
      for (const field of ['stage', 'level', 'progress'] as const)
        expect(standing.flatMap((entry) => changeIn(entry, field) ?? []).at(-1)?.to ?? null).toBe(
          state?.[field],
        )
    }),
  )
})

test('the tested sequences include allowed and refused ones', () => {
  const seen = new Set(fc.sample(someSteps(), 300).flatMap((steps) => played(steps).refusals))
  expect([...seen]).toEqual(
    expect.arrayContaining([
      null,
      'contradicts-later',
      'before-it-exists',
      'already-undone',
      'withdrawn',
      'not-withdrawn',
      'reason-needed',
    ]),
  )
})
