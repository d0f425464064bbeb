import { expect, test } from 'vitest'
import * as z from 'zod'
import { personCommands } from '../person/commands.ts'
import { allAggregates } from './aggregates.ts'
import { type CommandName, commands, homeOfCommand } from './commands.ts'

type Shape = z.core.JSONSchema.BaseSchema
const bounds = ['minLength', 'maxLength', 'minimum', 'maximum'] as const

/**
 * The limits on lengths and numbers in a JSON Schema, each with its place; those of every integer are left
 * out.
 */
const boundsOf = (shape: Shape, where = ''): string[] => {
  const own = bounds.filter(
    (bound) => typeof shape[bound] === 'number' && Math.abs(shape[bound]) !== Number.MAX_SAFE_INTEGER,
  )
  const below: (readonly [string, unknown])[] = [
    ...Object.entries(shape.properties ?? {}).map(
      ([name, part]) => [where === '' ? name : `${where}.${name}`, part] as const,
    ),
    ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].map((part) => [where, part] as const),
    [`${where}[]`, shape.items],
    [`${where}.*`, shape.additionalProperties],
    [`${where} key`, shape.propertyNames],
  ]
  return [
    ...own.map((bound) => `${where} ${bound} ${shape[bound]}`),
    ...below.flatMap(([at, part]) =>
      typeof part === 'object' && part !== null ? boundsOf(part as Shape, at) : [],
    ),
  ]
}
const boundsOfInput = (input: z.ZodType) => [
  ...new Set(boundsOf(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape)),
]

// Forms and other people's programs depend on these: changing one changes the interface.
test('the input of a command is limited in length and range', () => {
  const limits = Object.entries(commands).map(([name, { input }]) => [name, boundsOfInput(input)])
  expect(Object.fromEntries(limits)).toEqual({
    'accept-draft': [
      'as[].plan maxLength 200',
      'as[].title minLength 1',
      'as[].title maxLength 500',
      'as[].rows[].row maxLength 500',
    ],
    'record-update': [
      'text maxLength 20000',
      'progress minimum 0',
      'progress maximum 100',
      'priority minLength 1',
      'priority maxLength 40',
      'timescale minLength 1',
      'timescale maxLength 500',
      'reason maxLength 20000',
      'attachments[].url maxLength 2000',
      'attachments[].title minLength 1',
      'attachments[].title maxLength 200',
    ],
    'undo-command': ['reason maxLength 20000'],
    'withdraw-action': ['reason minLength 1', 'reason maxLength 20000'],
    'restore-action': ['reason maxLength 20000'],
    'override-level': [
      'level minLength 1',
      'level maxLength 40',
      'reason minLength 1',
      'reason maxLength 20000',
    ],
    'add-plan': [
      'title minLength 1',
      'title maxLength 500',
      'sponsor minLength 1',
      'sponsor maxLength 200',
      'period minLength 1',
      'period maxLength 200',
      'description maxLength 20000',
    ],
    'edit-plan': [
      'title minLength 1',
      'title maxLength 500',
      'sponsor minLength 1',
      'sponsor maxLength 200',
      'period minLength 1',
      'period maxLength 200',
      'description maxLength 20000',
      'reason maxLength 20000',
      'seen.code maxLength 20000',
      'seen.description maxLength 20000',
      'seen.title maxLength 20000',
      'seen.sponsor maxLength 20000',
      'seen.period maxLength 20000',
    ],
    'archive-plan': ['reason maxLength 20000'],
    'restore-plan': ['reason maxLength 20000'],
    'move-section': ['reason maxLength 20000'],
    'merge-sections': ['reason maxLength 20000'],
    'begin-from-plan': [
      'title minLength 1',
      'title maxLength 500',
      'sponsor minLength 1',
      'sponsor maxLength 200',
      'period minLength 1',
      'period maxLength 200',
      'description maxLength 20000',
      'shift maxLength 20',
    ],
    'copy-actions': [],
    'move-actions': ['reason maxLength 20000'],
    'merge-actions': [
      'text minLength 1',
      'text maxLength 20000',
      'reason minLength 1',
      'reason maxLength 20000',
    ],
    'place-actions': ['reason maxLength 20000'],
    'split-action': [
      'parts[].words minLength 1',
      'parts[].words maxLength 20000',
      'parts[].ref minLength 1',
      'parts[].ref maxLength 60',
      'text minLength 1',
      'text maxLength 20000',
      'reason maxLength 20000',
    ],
    'add-section': [
      'title minLength 1',
      'title maxLength 500',
      'ref minLength 1',
      'ref maxLength 60',
      'reason maxLength 20000',
    ],
    'rename-section': [
      'title minLength 1',
      'title maxLength 500',
      'reason maxLength 20000',
      'seen.title maxLength 20000',
    ],
    'remove-section': ['reason maxLength 20000'],
    'add-action': [
      'words minLength 1',
      'words maxLength 20000',
      'owners[].name minLength 1',
      'owners[].name maxLength 200',
      'timescale minLength 1',
      'timescale maxLength 500',
      'success maxLength 20000',
      'tags[] minLength 1',
      'tags[] maxLength 40',
      'ref minLength 1',
      'ref maxLength 60',
    ],
    'edit-action': [
      'text minLength 1',
      'text maxLength 20000',
      'ref minLength 1',
      'ref maxLength 60',
      'owners[].name minLength 1',
      'owners[].name maxLength 200',
      'success maxLength 20000',
      'tags[] minLength 1',
      'tags[] maxLength 40',
      'reason maxLength 20000',
    ],
    'rename-party': [
      'name minLength 1',
      'name maxLength 200',
      'reason maxLength 20000',
      'seen.name maxLength 20000',
    ],
    'edit-party': [
      'addAliases[] minLength 1',
      'addAliases[] maxLength 200',
      'removeAliases[] minLength 1',
      'removeAliases[] maxLength 200',
      'reason maxLength 20000',
    ],
    'split-owner': ['into[] minLength 1', 'into[] maxLength 200', 'reason maxLength 20000'],
    'hand-over': ['reason maxLength 20000'],
    'merge-parties': ['reason maxLength 20000'],
    'begin-holding': ['holder.name minLength 1', 'holder.name maxLength 200', 'reason maxLength 20000'],
    'change-holding': ['reason maxLength 20000'],
    'end-holding': ['reason maxLength 20000'],
    'remove-holding': ['reason maxLength 20000'],
    'set-account': ['reason maxLength 20000'],
    'mark-left': ['reason maxLength 20000'],
    'set-successor': ['reason maxLength 20000'],
    'begin-conversation': [
      'field minLength 1',
      'field maxLength 60',
      'text minLength 1',
      'text maxLength 5000',
    ],
    'answer-conversation': ['text minLength 1', 'text maxLength 5000'],
    'edit-remark': ['text minLength 1', 'text maxLength 5000'],
    'remove-remark': [],
    'settle-conversation': [],
    'reopen-conversation': [],
    'lift-override': ['reason maxLength 20000'],
    'add-attachment': [
      'url maxLength 2000',
      'title minLength 1',
      'title maxLength 200',
      'reason maxLength 20000',
    ],
    'change-attachment': ['title minLength 1', 'title maxLength 200', 'reason maxLength 20000'],
    'remove-attachment': ['reason maxLength 20000'],
    'add-link': ['reason maxLength 20000'],
    'remove-link': ['reason maxLength 20000'],
    'pin-rag-rules': ['code minLength 1', 'code maxLength 60', 'version minimum 1', 'seen.code maxLength 60'],
    'set-severities': ['seen key maxLength 60'],
    'save-rag-rules': ['ragRules.code maxLength 60', 'ragRules.version minimum 0'],
    'accept-clock': ['reason maxLength 20000'],
    'name-force': ['name minLength 1', 'name maxLength 200'],
    'change-actions': [
      'rows[].update maxLength 20000',
      'rows[].progress minimum 0',
      'rows[].progress maximum 100',
      'rows[].priority minLength 1',
      'rows[].priority maxLength 40',
      'rows[].timescale minLength 1',
      'rows[].timescale maxLength 500',
      'rows[].shift maxLength 20',
      'rows[].text minLength 1',
      'rows[].text maxLength 20000',
      'rows[].ref minLength 1',
      'rows[].ref maxLength 60',
      'rows[].owners[].name minLength 1',
      'rows[].owners[].name maxLength 200',
      'rows[].success maxLength 20000',
      'rows[].tags[] minLength 1',
      'rows[].tags[] maxLength 40',
      'rows[].addTags[] minLength 1',
      'rows[].addTags[] maxLength 40',
      'rows[].removeTags[] minLength 1',
      'rows[].removeTags[] maxLength 40',
      'rows[].columns.* maxLength 2000',
      'rows[].columns key maxLength 40',
      'rows[].columnsSeen key maxLength 40',
      'update maxLength 20000',
      'progress minimum 0',
      'progress maximum 100',
      'priority minLength 1',
      'priority maxLength 40',
      'timescale minLength 1',
      'timescale maxLength 500',
      'shift maxLength 20',
      'text minLength 1',
      'text maxLength 20000',
      'ref minLength 1',
      'ref maxLength 60',
      'owners[].name minLength 1',
      'owners[].name maxLength 200',
      'success maxLength 20000',
      'tags[] minLength 1',
      'tags[] maxLength 40',
      'addTags[] minLength 1',
      'addTags[] maxLength 40',
      'removeTags[] minLength 1',
      'removeTags[] maxLength 40',
      'columns.* maxLength 2000',
      'columns key maxLength 40',
      'reason maxLength 20000',
    ],
    'set-columns': [
      'values.* maxLength 2000',
      'values key maxLength 40',
      'reason maxLength 20000',
      'seen key maxLength 40',
    ],
    'add-column': [
      'title minLength 1',
      'title maxLength 60',
      'choices[] minLength 1',
      'choices[] maxLength 60',
      'code maxLength 40',
      'reason maxLength 20000',
    ],
    'change-column': [
      'code maxLength 40',
      'title minLength 1',
      'title maxLength 60',
      'choices[] minLength 1',
      'choices[] maxLength 60',
      'place minimum 1',
      'place maximum 40',
      'reason maxLength 20000',
    ],
    'remove-column': ['code maxLength 40', 'reason maxLength 20000'],
    'set-crest': ['reason maxLength 20000'],
    'change-settings': ['priorities[] minLength 1', 'priorities[] maxLength 40', 'reason maxLength 20000'],
  })
})

test('the name of a person has 1 to 200 characters in every command that has one', () => {
  const named = Object.entries(personCommands).filter(([, input]) => boundsOfInput(input).length > 0)
  expect(named.map(([name]) => name)).toEqual(['set-up', 'add-person', 'rename-person', 'make-feed'])
  for (const [name, input] of named)
    expect(boundsOfInput(input)).toEqual([
      'name minLength 1',
      `name maxLength ${name === 'make-feed' ? 100 : 200}`,
    ])
})

test('every command has the home of its aggregate, and an unknown command name is refused', () => {
  expect(homeOfCommand('record-update')).toBe('plan')
  expect(homeOfCommand('name-force')).toBe('area')
  for (const { home, commands: own } of allAggregates)
    for (const name of Object.keys(own)) expect(homeOfCommand(name as CommandName)).toBe(home)
  expect(() => homeOfCommand('fly' as CommandName)).toThrow('no aggregate has a command “fly”')
})
