import {
  aDraft,
  anAction,
  anUpdate,
  aPlan,
  aRecordOf,
  aSection,
  play,
  type Step,
  someSteps,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldAction } from '../action/action.ts'
import { daysBetween } from '../calendar/day-number.ts'
import type { DraftAction } from '../index.ts'
import { factsOn } from '../rag/fact-timeline.ts'
import { factsOf } from './facts-of.ts'
import { completionOf, declarationOf } from './said.ts'

const historyOf = (action: Partial<DraftAction>, steps: readonly Step[]) => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction(action)] })] })] }),
  )
  const id = actionIds[0] ?? ''
  play(record, id, steps)
  return record.history(id)
}
const after = (steps: readonly Step[], action: Partial<DraftAction> = { level: null, stage: null }) => {
  const state = foldAction(historyOf(action, steps))
  if (state === null) throw new Error('it never began')
  return state
}
const on = (day: string, text: string, said: Partial<Extract<Step, { do: 'update' }>> = {}): Step => ({
  ...said,
  do: 'update',
  on: day,
  text,
})
const none = { text: null, reason: null }

test('the words of a declared level are those of the day given with them', () => {
  const since = '2026-04-14'
  const first = on(since, 'On track', { level: 'green' })
  expect(declarationOf(after([]))).toBeNull()
  expect(declarationOf(after([first]))).toEqual({
    level: 'green',
    since,
    again: null,
    saidOn: since,
    text: 'On track',
    reason: null,
  })
  const again = on('2026-07-29', 'Signed by 61 of 64', { level: 'green' })
  expect(declarationOf(after([first, again]))).toMatchObject({
    since,
    again: '2026-07-29',
    saidOn: '2026-07-29',
    text: 'Signed by 61 of 64',
  })
  const silent = on('2026-08-20', '', { level: 'green' })
  expect(declarationOf(after([first, again, silent]))).toMatchObject({
    since,
    again: '2026-08-20',
    saidOn: '2026-07-29',
    text: 'Signed by 61 of 64',
  })
})

test('words that declare no level are not those of the declaration, and a reason is', () => {
  const red = on('2026-04-14', '', { level: 'red', reason: 'No venue' })
  const other = on('2026-05-01', 'Venue found')
  expect(declarationOf(after([red, other]))).toEqual({
    level: 'red',
    since: '2026-04-14',
    again: null,
    saidOn: '2026-04-14',
    text: null,
    reason: 'No venue',
  })
})

test('another level between begins a declaration anew, unless it was set back on the same day', () => {
  const red = (day: string) => on(day, '', { level: 'red' })
  const amber = (day: string) => on(day, '', { level: 'amber' })
  expect(declarationOf(after([red('2026-04-14'), amber('2026-05-01'), red('2026-06-01')]))).toMatchObject({
    since: '2026-06-01',
    again: null,
    ...none,
  })
  expect(declarationOf(after([red('2026-04-14'), amber('2026-05-01'), red('2026-05-01')]))).toMatchObject({
    since: '2026-04-14',
    again: '2026-05-01',
  })
})

test('completion has its day and the first words it was said with', () => {
  expect(completionOf(after([on('2026-05-01', 'Held')]))).toBeNull()
  const done = on('2026-05-01', '', { stage: 'complete' })
  expect(completionOf(after([done]))).toEqual({ since: '2026-05-01', saidOn: '2026-05-01', ...none })
  const again = on('2026-06-01', 'All 12 held', { stage: 'complete' })
  expect(completionOf(after([done, again]))).toEqual({
    since: '2026-05-01',
    saidOn: '2026-06-01',
    text: 'All 12 held',
    reason: null,
  })
  const opened = on('2026-06-01', 'Half did not come', { stage: 'in-progress', reason: 'Counted' })
  expect(completionOf(after([done, opened]))).toBeNull()
  const last = on('2026-07-01', 'Held again', { stage: 'complete' })
  expect(completionOf(after([done, opened, last]))).toMatchObject({ since: '2026-07-01', text: 'Held again' })
})

test('for any history a declaration began as many days ago as the fact says, and its words are of that run', () => {
  fc.assert(
    fc.property(someSteps(), (steps) => {
      const history = historyOf({ updates: [anUpdate()] }, steps)
      const timelines = factsOf(history)
      for (const day of new Set(history.map((event) => event.effectiveOn))) {
        const state = foldAction(history, day)
        if (state === null || timelines === null) continue
        const declared = declarationOf(state)
        const { declaredSince } = factsOn(timelines, day)
        expect(declared === null ? null : daysBetween(declared.since, day)).toBe(declaredSince)
        if (declared === null) continue
        expect(
          declared.saidOn >= declared.since && declared.saidOn <= (declared.again ?? declared.since),
        ).toBe(true)
        if (declared.text !== null)
          expect(
            state.updates.some(
              ({ on, text, level }) =>
                on === declared.saidOn && text === declared.text && level === declared.level,
            ),
          ).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})
