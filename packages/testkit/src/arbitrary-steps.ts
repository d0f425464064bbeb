import {
  decideEditAction,
  decideRecordUpdate,
  decideRestoreAction,
  decideWithdrawAction,
  foldAction,
  type LevelCode,
  levelCodes,
  type Pending,
  type RefusalCode,
  type StageCode,
  stageCodes,
} from '@beatbook/domain'
import * as fc from 'fast-check'
import { someDay } from './arbitrary-drafts.ts'
import { aContext, TODAY } from './clock.ts'
import { countedIds } from './ids.ts'
import type { TestRecord } from './record.ts'
import { undoOfUpdate } from './undo.ts'

/**
 * One thing a person tries to do to an action. `nth` picks among the updates said so far; `fresh` sends the
 * versions now seen.
 */
export type Step =
  | {
      readonly do: 'update'
      readonly on: string | undefined
      readonly text: string
      readonly stage?: StageCode
      readonly level?: LevelCode | null
      readonly progress?: number
      readonly timescale?: string
      readonly reason?: string
    }
  | { readonly do: 'edit'; readonly on: string | undefined; readonly text: string; readonly ref: string }
  | { readonly do: 'undo'; readonly nth: number }
  | { readonly do: 'withdraw' | 'restore'; readonly on: string | undefined }

/** Sequences of commands, back-dated and same-day ones among them; some are refused. */
export const someSteps = (): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof({ weight: 6, arbitrary: someUpdate }, { weight: 2, arbitrary: someUndo }, someEdit, someEnd),
    { maxLength: 14 },
  )

/**
 * Gives each step to `decide` and records what it allows. The codes of the refusals, `null` for what was
 * allowed, in order.
 */
export const play = (
  record: TestRecord,
  actionId: string,
  steps: readonly Step[],
): (RefusalCode | null)[] => {
  const ids = countedIds(9)
  const context = aContext({ newId: ids })
  const said: string[] = []
  return steps.map((step) => {
    const history = record.history(actionId)
    const command = { commandId: ids(), actionId }
    const seen = foldAction(history)?.touched ?? {}
    const decide = () => {
      switch (step.do) {
        case 'update': {
          const { do: _, ...given } = step
          const updateId = ids()
          said.push(updateId)
          return decideRecordUpdate(history, { ...command, updateId, seen, ...given }, context)
        }
        case 'edit': {
          const { do: _, ...given } = step
          return decideEditAction(history, { ...command, seen, ...given }, nothingKnown, context)
        }
        case 'undo':
          return undoOfUpdate(history, said[step.nth % Math.max(1, said.length)] ?? ids(), context)
        case 'withdraw':
          return decideWithdrawAction(history, { ...command, on: step.on, reason: 'Merged', seen }, context)
        case 'restore':
          return decideRestoreAction(history, { ...command, on: step.on, seen }, context)
      }
    }
    const decided = decide()
    if (!decided.ok) return decided.error.code
    record.append(decided.value as Pending[])
    return null
  })
}

const someOn = fc.option(fc.oneof(someDay(), fc.constant(TODAY)), { nil: undefined })
const someUpdate: fc.Arbitrary<Step> = fc.record(
  {
    do: fc.constant('update' as const),
    on: someOn,
    text: fc.constantFrom('', 'Two held', 'Slipped'),
    stage: fc.constantFrom(...stageCodes),
    level: fc.constantFrom(null, ...levelCodes),
    progress: fc.constantFrom(0, 30, 95, 100),
    timescale: fc.constantFrom('by June 2027', 'TBC', 'ongoing'),
    reason: fc.constantFrom('Funding late'),
  },
  { requiredKeys: ['do', 'on', 'text'] },
)
const someEdit: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('edit' as const),
  on: someOn,
  text: fc.constantFrom('Two doorbells', 'Three doorbells'),
  ref: fc.constantFrom('1', '7'),
})
const nothingKnown = {
  parties: { byName: new Map(), ids: new Set<string>() },
  slugs: new Set<string>(),
  plan: [],
}
const someUndo: fc.Arbitrary<Step> = fc.record({ do: fc.constant('undo' as const), nth: fc.nat({ max: 8 }) })
const someEnd: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('withdraw' as const, 'restore' as const),
  on: someOn,
})
