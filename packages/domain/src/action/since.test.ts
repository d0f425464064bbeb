import { aDraft, anAction, anUpdate, aPlan, aRecordOf, aSection } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { foldAction } from './action.ts'
import { actionNow, actionSince } from './since.ts'

const history = () => {
  const updates = [
    anUpdate({ key: 'u1', on: '2022-07-01', text: 'First' }),
    anUpdate({ key: 'u2', on: '2022-08-01', text: 'Second' }),
  ]
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction({ updates })] })] })] }),
  )
  return record.history(actionIds[0] ?? '')
}

test('events of the day are among the events, earlier ones in the state', () => {
  const texts = (since: string) => {
    const { state, events } = actionSince(history(), since)
    return [
      state?.updates.map(({ text }) => text),
      events.flatMap((event) => (event.type === 'update-recorded' ? [event.words.text] : [])),
    ]
  }
  expect(texts('2022-07-01')).toEqual([[], ['First', 'Second']])
  expect(texts('2022-07-02')).toEqual([['First'], ['Second']])
  expect(texts('2022-08-01')).toEqual([['First'], ['Second']])
  expect(texts('2022-08-02')).toEqual([['First', 'Second'], []])
})

test('the action today is the same whatever day its events start from', () => {
  const whole = foldAction(history())
  for (const since of [null, '2022-06-29', '2022-07-01', '2022-08-01', '2022-08-02'])
    expect(actionNow(actionSince(history(), since))).toEqual(whole)
  expect(actionSince(history(), null)).toEqual({ since: null, state: null, events: history() })
  expect(actionSince(history(), '2022-06-29').state).toBeNull()
})
