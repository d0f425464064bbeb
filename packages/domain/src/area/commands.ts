import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { settings } from './settings.ts'

/** The name of an area: one line of 1 to 200 characters. */
export const areaName = givenLine(200).min(1)

/** Says what the force is called. `seen` is the version of the name the person saw. */
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

/** Changes what the force settles for all its plans. `seen` carries the versions the person saw. */
export const changeSettings = defineCommand({
  name: 'change-settings',
  input: settings.partial().extend({
    commandId: id,
    reason: givenText(MOST_WORDS).optional().describe('Why they change.'),
    seen: z.object({ priorities: z.int().optional() }).default({}),
  }),
  capability: 'administer',
  cli: 'force settings',
  on: 'anywhere',
})
