import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { columnChoices, columnCode, columnKinds, columnTitle, MOST_COLUMNS } from '../column/column.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { settings } from './settings.ts'

/** The name of an area: one line of 1 to 200 characters. */
export const areaName = givenLine(200).min(1)

/** Names the force. `seen` is the version of the name the person saw. */
export const nameForce = defineCommand({
  name: 'name-force',
  input: z.object({
    commandId: id,
    name: areaName.describe('The name of the force.'),
    from: givenDay
      .optional()
      .describe('The day the name starts. It can be in the future; leave it empty for today.'),
    seen: z.object({ name: z.int().optional() }).default({}),
  }),
  capability: 'administer',
  cli: 'force name NAME',
  on: 'anywhere',
})

/**
 * Changes the force's settings for all its plans, except its columns. `seen` has the versions the person saw.
 */
export const changeSettings = defineCommand({
  name: 'change-settings',
  input: settings
    .omit({ columns: true })
    .partial()
    .extend({
      commandId: id,
      reason: givenText(MOST_WORDS).optional().describe('Why they change.'),
      seen: z
        .object({
          priorities: z.int().optional(),
          marking: z.int().optional(),
          caveat: z.int().optional(),
        })
        .default({}),
    }),
  capability: 'administer',
  cli: 'force settings',
  on: 'anywhere',
})

/** Sets the force's crest from today, or removes it. `seen` is the version of the crest the person saw. */
export const setCrest = defineCommand({
  name: 'set-crest',
  input: z.object({
    commandId: id,
    uploadId: id.nullable().describe('The id of the uploaded picture; null for no crest.'),
    reason: givenText(MOST_WORDS).optional().describe('Why it changes.'),
    seen: z.object({ crest: z.int().optional() }).default({}),
  }),
  capability: 'administer',
  cli: 'force crest',
  on: 'anywhere',
})

const seenColumns = z.object({ columns: z.int().optional() }).default({})
const reason = givenText(MOST_WORDS).optional().describe('Why the columns change.')
const choices = columnChoices
  .optional()
  .describe('What a column of choices offers, in the order of the list.')

/** Adds a column to all the force's actions. Its code and kind never change. */
export const addColumn = defineCommand({
  name: 'add-column',
  input: z.object({
    commandId: id,
    title: columnTitle.describe('What stands over the column.'),
    kind: z.enum(columnKinds).describe('What its values are. This cannot be changed later.'),
    choices,
    code: columnCode
      .optional()
      .describe('The name for programs, in small letters with hyphens. Leave it empty to have it made.'),
    reason,
    seen: seenColumns,
  }),
  capability: 'administer',
  cli: 'column add TITLE',
  on: 'anywhere',
})

/** Changes a column's title, choices or position (1 is the first). */
export const changeColumn = defineCommand({
  name: 'change-column',
  input: z.object({
    commandId: id,
    code: columnCode.describe('The name of the column for programs.'),
    title: columnTitle.optional().describe('What stands over the column.'),
    choices,
    place: z.int().min(1).max(MOST_COLUMNS).optional().describe('Its place among the columns, from 1.'),
    reason,
    seen: seenColumns,
  }),
  capability: 'administer',
  cli: 'column change CODE',
  on: 'anywhere',
})

/** Removes a column from lists and forms. Its values remain in the record and in histories. */
export const removeColumn = defineCommand({
  name: 'remove-column',
  input: z.object({
    commandId: id,
    code: columnCode.describe('The name of the column for programs.'),
    reason,
    seen: seenColumns,
  }),
  capability: 'administer',
  cli: 'column remove CODE',
  on: 'anywhere',
})
