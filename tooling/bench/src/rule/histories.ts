import { type Facts, type FactTimelines, factsOn } from '@beatbook/domain/rag'
import { randomFrom } from '../random.ts'

/** The day for which the rules are evaluated. */
export const TODAY = '2026-11-21'

/**
 * The histories of `actions` fictional actions, the same in every run: a deadline or a start, an owner or
 * none, some updates and stages.
 */
export const generateHistories = (actions: number): FactTimelines[] => {
  const random = randomFrom(actions)
  const from = '2025-04-01'
  return Array.from({ length: actions }, () => {
    const starts = random() < 0.2
    const due = dayAfter(from, Math.floor(random() * 900))
    const updates = [
      from,
      ...Array.from({ length: Math.floor(random() * 5) }, () => dayAfter(from, Math.floor(random() * 590))),
    ].sort()
    const begun = updates[1] ?? null
    const done = random() < 0.15 ? updates.at(-1) : null
    return {
      from,
      gone: [],
      facts: {
        daysPastDeadline: [starts ? { from, value: null } : { from, since: due }],
        daysSinceStartDue: [starts ? { from, since: due } : { from, value: null }],
        daysSinceUpdate: updates.map((day) => ({ from: day, since: day })),
        stage: [
          { from, value: 'not-started' },
          ...(begun === null ? [] : [{ from: begun, value: 'in-progress' }]),
          ...(done === null || done === undefined ? [] : [{ from: done, value: 'complete' }]),
        ],
        ownerKnown: [{ from, value: random() < 0.9 }],
        timescaleKind: [{ from, value: starts ? 'from' : 'by' }],
      },
    }
  })
}

/** The current facts of each history. */
export const factsToday = (histories: readonly FactTimelines[]): Facts[] =>
  histories.map((history) => factsOn(history, TODAY))

/** The ISO date `days` after another. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
