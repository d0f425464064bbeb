import { hash } from 'node:crypto'
import { countedIds } from '@beatbook/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftKeeper } from '../draft/keeper.ts'
import { anId, anUpdateOf, at, by, harbour } from '../testing.ts'
import { writeInThread } from '../thread/in-thread.ts'
import { canonical } from './canonical.ts'

test('equal values have the same canonical form, whatever the order of their fields', () => {
  expect(canonical({ b: [{ d: 1, c: 'x' }], a: null, gone: undefined })).toBe(
    '{"a":null,"b":[{"c":"x","d":1}]}',
  )
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonical(turned)).toBe(canonical(value))
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('facts contain no free text, only the salted digest of the words', async () => {
  const side = await writeInThread({ location: { in: 'memory' }, newId: countedIds(4), onChange: () => {} })
  const draftId = anId()
  await draftKeeper(side.db, side.submit).put({
    id: draftId,
    author: 'ada',
    now: at(0),
    draft: harbour({ ref: '1', text: 'Walk the quay' }, { ref: '2' }),
  })
  await side.submit({
    write: 'command',
    command: { name: 'accept-draft', input: { commandId: anId(), draftId, as: [] } },
    context: by('ada'),
  })
  const events = await side.db.selectFrom('event').selectAll().orderBy('position').execute()
  expect(events.map((event) => event.position)).toEqual(events.map((_, index) => index + 1))
  expect(new Set(events.map((event) => event.salt)).size).toBe(events.length)
  for (const event of events) {
    expect(event.facts).not.toContain('Walk the quay')
    expect(JSON.parse(event.facts).$words).toBe(hash('sha256', event.salt + event.words))
  }
  expect(events.some((event) => event.words.includes('Walk the quay'))).toBe(true)
  await side.close()
})

test('the events of a stream are numbered from 1 in any order of arrival, and each number is used once', async () => {
  const side = await writeInThread({ location: { in: 'memory' }, newId: countedIds(5), onChange: () => {} })
  const draftId = anId()
  await draftKeeper(side.db, side.submit).put({
    id: draftId,
    author: 'ada',
    now: at(0),
    draft: harbour({ ref: '1', text: 'Walk the quay' }, { ref: '2' }),
  })
  await side.submit({
    write: 'command',
    command: { name: 'accept-draft', input: { commandId: anId(), draftId, as: [] } },
    context: by('ada'),
  })
  const actions = await side.db.selectFrom('action_version').select('action_id as id').distinct().execute()
  for (const text of ['One', 'Two', 'Three'])
    for (const { id } of actions)
      await side.submit({
        write: 'command',
        command: { name: 'record-update', input: anUpdateOf(id, { text }) },
        context: by('ada'),
      })
  const events = await side.db.selectFrom('event').selectAll().orderBy('position').execute()
  const streams = Map.groupBy(events, (event) => `${event.stream_kind} ${event.stream_id}`)
  for (const stream of streams.values())
    expect(stream.map((event) => event.stream_version)).toEqual(stream.map((_, index) => index + 1))
  expect(
    [...streams.values()].map(({ length }) => length).toSorted((a, b) => b - a)[0],
  ).toBeGreaterThanOrEqual(4)

  const [first] = events
  if (first === undefined) throw new Error('no event')
  const again = { ...first, position: events.length + 1, id: anId() }
  await expect(side.db.insertInto('event').values(again).execute()).rejects.toThrow(/UNIQUE/)
  await side.close()
})
