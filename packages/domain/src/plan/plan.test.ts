import { accepted, aDraft, aRecord } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { foldAction } from '../action/action.ts'

/** The plan and the action of a draft, with an area in their first events where one is given. */
const begunIn = (areaId?: string | null) => {
  const record = aRecord()
  const events = accepted(aDraft()).events.map((event) =>
    (event.type === 'plan-added' || event.type === 'action-added') && areaId !== undefined
      ? { ...event, facts: { ...event.facts, areaId } }
      : event,
  )
  record.append(events as typeof events & Parameters<typeof record.append>[0])
  const streamOf = (type: string) => record.events.find((event) => event.type === type)?.stream.id ?? ''
  return [record.plan(streamOf('plan-added')), foldAction(record.history(streamOf('action-added')))]
}

test('a plan and an action have the area of their first event, or the force’s and the plan’s without one', () => {
  const area = '00000000-0000-7000-8000-0000000000a1'
  expect(begunIn().map((state) => state?.areaId)).toEqual([null, null])
  expect(begunIn(null).map((state) => state?.areaId)).toEqual([null, null])
  expect(begunIn(area).map((state) => state?.areaId)).toEqual([area, area])
})
