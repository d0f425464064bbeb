import { readFileSync } from 'node:fs'
import {
  actionEvent,
  areaEvent,
  conversationEvent,
  partyEvent,
  personEvent,
  planEvent,
  type Recorded,
  ragRulesEvent,
  recordEvent,
  type StreamKind,
  streamKinds,
  upcastStream,
  upcasts,
} from '@beatbook/domain'
import { expect, test } from 'vitest'
import type * as z from 'zod'

// Events are permanent: a shape that was ever recorded can always be read. `events.json` has one stream of
// each kind, as recorded. New shapes are added to it; its contents are never changed.

const streams = JSON.parse(readFileSync(new URL('events.json', import.meta.url), 'utf8')) as Readonly<
  Record<StreamKind, readonly Recorded[]>
>

/** The schemas of today's events. */
const written: Readonly<Record<StreamKind, Shapes>> = {
  plan: planEvent,
  action: actionEvent,
  party: partyEvent,
  'rag-rules': ragRulesEvent,
  person: personEvent,
  record: recordEvent,
  area: areaEvent,
  conversation: conversationEvent,
}
type Shapes = z.ZodType & {
  readonly options: readonly {
    readonly shape: { readonly type: z.ZodLiteral<string>; readonly v: z.ZodLiteral<number> }
  }[]
}

const kinds = streamKinds

test.each(kinds)('every event of a %s that was ever recorded has a current shape', (kind) => {
  for (const { type, v, facts, words } of upcastStream(streams[kind]))
    expect(written[kind].parse({ type, v, facts, words })).toEqual({ type, v, facts, words })
})

test.each(kinds)('every shape of a %s that was ever written is included', (kind) => {
  const frozen = new Set(streams[kind].map(({ type, v }) => `${type} ${v}`))
  const today = written[kind].options.map(({ shape }) => `${shape.type.value} ${shape.v.value}`)
  const before = upcasts.filter((each) => each.kind === kind).map(({ type, v }) => `${type} ${v}`)
  expect([...frozen]).toEqual(expect.arrayContaining([...today, ...before]))
})

test.each(kinds)('the fields of an event of a %s outside its shape are as recorded', (kind) => {
  const beside = ({ type: _, v: __, facts: ___, words: ____, ...rest }: Recorded) => rest
  expect(upcastStream(streams[kind]).map(beside)).toEqual(streams[kind].map(beside))
})
