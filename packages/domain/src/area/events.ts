import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { storedFile } from '../document/original.ts'
import { id } from '../id.ts'
import { commandUndone } from '../stream/undone.ts'
import { settings } from './settings.ts'

/** An area exists from this day: a force, or a part of one (`parent`). */
export const areaAdded = z.object({
  type: z.literal('area-added'),
  v: z.literal(1),
  facts: z.object({ kind: z.enum(['force']), parent: id.nullable() }),
  words: z.object({}),
})

/** An area has a name from a day (inclusive) to a day (exclusive), which may be in the future. */
export const areaNamed = z.object({
  type: z.literal('area-named'),
  v: z.literal(1),
  facts: z.object({ from: isoDate, to: isoDate }),
  words: z.object({ name: z.string() }),
})

/** These settings of a force change from this day; absent ones are unchanged. */
export const settingsChanged = z.object({
  type: z.literal('settings-changed'),
  v: z.literal(1),
  facts: z.object({ settings: settings.partial() }),
  words: z.object({ reason: z.string().nullable() }),
})

/** A force has another crest from this day, or none (`file` is null). */
export const crestSet = z.object({
  type: z.literal('crest-set'),
  v: z.literal(1),
  facts: z.object({ file: storedFile.nullable() }),
  words: z.object({ name: z.string().nullable(), reason: z.string().nullable() }),
})

export const areaEvent = z.discriminatedUnion('type', [
  areaAdded,
  areaNamed,
  settingsChanged,
  crestSet,
  commandUndone,
])
export type AreaEvent = z.infer<typeof areaEvent>
