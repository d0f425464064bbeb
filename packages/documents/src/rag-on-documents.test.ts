import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  addDays,
  compileRagRules,
  decideAcceptDraft,
  evaluate,
  eventsOfAction,
  factsOf,
  factsOn,
  foldAction,
  forceDefault,
  forceDefault1,
  inspectionLog,
  intervalOn,
  type RagRules,
  ragTimeline,
  turnsBetween,
  whatWouldTurn,
} from '@beatbook/domain'
import { describe, expect, test } from 'vitest'
import { readDocument } from './read.ts'

const root = process.env.BEATBOOK_DOCUMENTS ?? join(import.meta.dirname, '../../../../shared/documents')
const present = existsSync(root)
if (!present && process.env.CI !== 'true')
  process.stderr.write(`SKIPPED: no real documents at ${root}; set BEATBOOK_DOCUMENTS to rate them.\n`)

describe.skipIf(!present && process.env.CI !== 'true')('real documents, by the rules', () => {
  test('the recommendation is overdue from 1 November 2018, 64 days on 3 January 2019, and complete on 4 January 2019', async () => {
    const [recommendation] = await rated('hmicfrs-recommendation-2018.txt', inspectionLog)
    if (recommendation === undefined) throw new Error('nothing was read')
    const { intervals, timelines } = recommendation
    expect(intervals.map(({ from, to, rule }) => [from, to, rule])).toEqual([
      ['2018-03-22', '2018-05-08', 'awaiting-review'],
      ['2018-05-08', '2018-11-01', 'being-progressed'],
      ['2018-11-01', '2019-01-04', 'overdue'],
      ['2019-01-04', null, 'complete'],
    ])
    const on3January = evaluate(inspectionLog, factsOn(timelines, '2019-01-03'))
    expect(on3January).toMatchObject({ level: 'red', rule: 'overdue' })
    expect(on3January.rules.find(({ id }) => id === 'overdue')?.when).toEqual({
      fact: 'daysPastDeadline',
      is: 'more',
      than: 0,
      value: 64,
      met: true,
    })
    expect(whatWouldTurn(inspectionLog, factsOn(timelines, '2019-01-03'), 'complete')).toEqual([
      [{ fact: 'stage', from: 'being-progressed', to: { oneOf: ['complete'] } }],
    ])
  })

  test('on 29 June 2022 the charter plan shows no action red for lateness, and none of the eleven declared reds is late', async () => {
    const actions = await rated('charter-delivery-plan-2022.txt', forceDefault)
    expect(actions).toHaveLength(36)
    const today = actions.map(({ intervals, state }) => ({
      declared: state.level,
      rule: intervalOn(intervals, '2022-06-29')?.rule,
    }))
    expect(today.filter(({ rule }) => rule === 'late')).toEqual([])
    expect(today.filter(({ declared }) => declared === 'red')).toHaveLength(11)
  })

  test('if nobody writes, every action of the charter plan with a deadline before 2024 turns red on the day after it', async () => {
    const actions = await rated('charter-delivery-plan-2022.txt', forceDefault1)
    const due = actions.filter(
      ({ state: { timescale, stage } }) =>
        stage !== 'complete' && (timescale.kind === 'by' || timescale.kind === 'between'),
    )
    expect(due.length).toBeGreaterThan(10)
    for (const { intervals, state } of actions) {
      const { kind, latest } = state.timescale
      const reds = turnsBetween(intervals, '2022-06-29', '2023-12-31').filter(
        ({ becomes }) => becomes.level === 'red',
      )
      const deadline = kind === 'by' || kind === 'between' ? latest : null
      const expected = deadline !== null && deadline < '2023-12-31' ? [addDays(deadline, 1)] : []
      expect(reds.map(({ on }) => on)).toEqual(expected)
    }
  })

  test('on 29 June 2022 every red and amber that the charter plan declares is one by the rules, and stays until it is late', async () => {
    const actions = await rated('charter-delivery-plan-2022.txt', forceDefault)
    const declared = actions.filter(({ state }) => state.level === 'red' || state.level === 'amber')
    expect(declared.length).toBeGreaterThan(11)
    for (const { intervals, state } of declared) {
      const today = intervalOn(intervals, '2022-06-29')
      expect([today?.level, today?.rule]).toEqual([state.level, `declared-${state.level}`])
      for (const { becomes } of turnsBetween(intervals, '2022-06-29', '2023-12-31'))
        expect([becomes.level, becomes.rule]).toEqual(['red', 'late'])
    }
  })

  test('if nobody writes, no action of the charter plan is green at the end of 2023', async () => {
    const actions = await rated('charter-delivery-plan-2022.txt', forceDefault)
    expect(actions.filter(({ intervals }) => intervalOn(intervals, '2023-12-31')?.level === 'green')).toEqual(
      [],
    )
  })
})

/** The actions of a document as accepted, rated from their first day on. */
async function rated(name: string, ragRules: RagRules) {
  const read = await readDocument(name, readFileSync(join(root, name)))
  if (!read.ok) throw new Error(read.error.code)
  let count = 0
  const newId = () => `00000000-0000-7000-8000-${String(++count).padStart(12, '0')}`
  const input = {
    draft: read.value,
    decisions: [],
    documentId: newId(),
    as: [],
    parties: new Map(),
    codes: new Set<string>(),
    plans: new Map(),
  }
  const accepted = decideAcceptDraft(input, { today: '2026-11-20', actor: newId(), newId })
  if (!accepted.ok) throw new Error(accepted.error.code)
  const stamp = { recordedAt: '2026-11-20T12:00:00.000Z', actor: newId(), commandId: newId() }
  const record = accepted.value.events.map((event, position) => ({ ...event, ...stamp, position }))
  return record.flatMap((event) => {
    if (event.type !== 'action-added') return []
    const history = eventsOfAction(record, event.stream.id)
    const timelines = factsOf(history)
    const state = foldAction(history)
    if (timelines === null || state === null) return []
    return [
      {
        state,
        timelines,
        intervals: ragTimeline(timelines, [{ from: timelines.from, ragRules: compileRagRules(ragRules) }]),
      },
    ]
  })
}
