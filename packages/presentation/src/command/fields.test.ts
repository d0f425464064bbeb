import {
  type CommandName,
  changeSettings,
  defineCommand,
  givenDay,
  givenText,
  nameForce,
} from '@beatbook/domain'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { fieldsOf, idCreated, idsMade, idsSent, valueGiven } from './fields.ts'
import { commandOutcome } from './titles.ts'

test('a form has a field for each part of the input that a person fills in', () => {
  expect(fieldsOf(nameForce).map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['name', 'line', true],
    ['from', 'day', false],
  ])
  expect(fieldsOf(changeSettings).map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['priorities', 'list', false],
    ['marking', 'choice', false],
    ['caveat', 'line', false],
    ['reason', 'text', false],
  ])
})

test('the ids a command was sent with are its own and that of what it creates', () => {
  const input = { commandId: 'c', thingId: 't', title: 'A' }
  expect(idsSent({ makes: 'thingId' }, input)).toEqual({ commandId: 'c', thingId: 't' })
  expect(idCreated({ makes: 'thingId' }, input)).toBe('t')
  expect(idsSent({}, input)).toEqual({ commandId: 'c' })
  expect(idCreated({}, input)).toBeUndefined()
})

test('what a command did is said with the id of what it created', () => {
  expect(commandOutcome('put-up-notice-board' as CommandName, { unchanged: false }, '01a')).toBe(
    'Done: put up notice board 01a.',
  )
  expect(commandOutcome('add-column', { unchanged: false }, '01a')).toBe(
    'The column was added. Its id is 01a.',
  )
  expect(commandOutcome('add-column', { unchanged: true }, '01a')).not.toContain('01a')
})

test('each kind of schema has its kind of field', () => {
  const command = defineCommand({
    name: 'try',
    input: z.object({
      commandId: z.string(),
      colour: z.enum(['red', 'green']).describe('Which one.'),
      howMany: z.int(),
      open: z.boolean().optional(),
      on: givenDay.optional(),
      words: givenText(20_000).optional(),
      more: z.object({ a: z.int() }).optional(),
      sponsor: givenText(200).nullable().optional().describe('Who.'),
    }),
    capability: 'edit',
    cli: 'try',
    on: 'anywhere',
  })
  expect(idsMade({ makes: 'thingId' }, () => 'new')).toEqual({ commandId: 'new', thingId: 'new' })
  expect(fieldsOf({ ...command, makes: 'colour' })[0]?.name).toBe('howMany')
  expect(fieldsOf(command)).toEqual([
    {
      name: 'colour',
      label: 'Colour',
      hint: 'Which one.',
      kind: 'choice',
      required: true,
      clearable: false,
      choices: ['red', 'green'],
      most: null,
    },
    {
      name: 'howMany',
      label: 'How many',
      hint: '',
      kind: 'number',
      required: true,
      clearable: false,
      choices: [],
      most: null,
    },
    {
      name: 'open',
      label: 'Open',
      hint: '',
      kind: 'yes-no',
      required: false,
      clearable: false,
      choices: [],
      most: null,
    },
    {
      name: 'on',
      label: 'On',
      hint: '',
      kind: 'day',
      required: false,
      clearable: false,
      choices: [],
      most: null,
    },
    {
      name: 'words',
      label: 'Words',
      hint: '',
      kind: 'text',
      required: false,
      clearable: false,
      choices: [],
      most: 20_000,
    },
    {
      name: 'more',
      label: 'More',
      hint: '',
      kind: 'json',
      required: false,
      clearable: false,
      choices: [],
      most: null,
    },
    {
      name: 'sponsor',
      label: 'Sponsor',
      hint: 'Who.',
      kind: 'line',
      required: false,
      clearable: true,
      choices: [],
      most: 200,
    },
  ])
})

test.each([
  ['line', ' Bridewell ', 'Bridewell'],
  ['line', '  ', undefined],
  ['number', '12', 12],
  ['number', 'twelve', 'twelve'],
  ['yes-no', 'yes', true],
  ['yes-no', 'no', false],
  ['list', 'high\n\n low ', ['high', 'low']],
  ['json', '{"a":1}', { a: 1 }],
  ['json', '{a', '{a'],
] as const)('%s: %j is %j', (kind, written, value) => {
  expect(valueGiven({ kind }, written)).toEqual(value)
})
