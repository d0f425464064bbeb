import * as z from 'zod'
import { namedFile } from '../attachment/attachment.ts'
import { type IsoDate, isoDate } from '../calendar/date.ts'
import { id } from '../id.ts'
import { type AreaState, nameOn, namesThrough, unnamedForce } from './area.ts'
import { settings } from './settings.ts'

/** An area as it is on a day. */
export const areaView = z.object({
  id,
  kind: z.enum(['force']),
  name: z.string().describe('What it is called on that day.'),
  since: isoDate.describe('The day it exists from.'),
  parent: id.nullable().describe('The area it is a part of; null for a force.'),
  names: z
    .array(z.object({ name: z.string(), from: isoDate, to: isoDate }))
    .describe('Its names in order, each from a day to a day (excluded).'),
  settings,
  crest: namedFile.nullable().describe('The picture beside its name; null where there is none.'),
  touched: z
    .record(z.string(), z.int())
    .describe('The version of each field: what a command carries as seen.'),
})
export type AreaView = z.infer<typeof areaView>

/** An area as it is published on a day. */
export const areaOn = (area: AreaState, day: IsoDate): AreaView => ({
  ...area,
  name: nameOn(area, day) ?? unnamedForce,
  names: namesThrough(area),
})
