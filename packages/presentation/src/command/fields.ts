import type { CommandDefinition } from '@beatbook/domain'
import * as z from 'zod'

type Shape = z.core.JSONSchema.BaseSchema

/** The kind of input of a field. */
export type FieldKind = 'line' | 'text' | 'day' | 'number' | 'choice' | 'yes-no' | 'list' | 'json'

/** One field of a command's form, derived from the schema of its input. */
export interface Field {
  /** Its name in the input. */
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly kind: FieldKind
  readonly required: boolean
  /** Whether `null` clears its value. */
  readonly clearable: boolean
  /** The choices, if it is a choice; otherwise empty. */
  readonly choices: readonly string[]
  /** The maximum length in characters; `null` where there is none. */
  readonly most: number | null
}

/**
 * The fields that a person fills in to send a command, in the order of its input: all except the command's
 * own id, the id of what it creates (`idsMade` generates both) and the versions that were seen.
 */
export const fieldsOf = ({ input, makes }: Pick<CommandDefinition, 'input' | 'makes'>): readonly Field[] => {
  const shape = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Shape
  return Object.entries(shape.properties ?? {}).flatMap(([name, property]) =>
    name === 'commandId' || name === 'seen' || name === makes || typeof property !== 'object'
      ? []
      : [fieldOf(name, property as Shape, (shape.required ?? []).includes(name))],
  )
}

/** The ids that the sender of a command generates: its own, and that of what it creates. */
export const idsMade = (
  { makes }: Pick<CommandDefinition, 'makes'>,
  newId: () => string,
): Readonly<Record<string, string>> => ({
  commandId: newId(),
  ...(makes === undefined ? {} : { [makes]: newId() }),
})

/** The ids that a command was sent with, of those that `idsMade` generates. */
export const idsSent = (
  { makes }: Pick<CommandDefinition, 'makes'>,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> => ({
  commandId: String(input.commandId),
  ...(makes === undefined ? {} : { [makes]: String(input[makes]) }),
})

/** The id of what a command creates; `undefined` where it creates nothing with an id. */
export const idCreated = (
  { makes }: Pick<CommandDefinition, 'makes'>,
  input: Readonly<Record<string, unknown>>,
): string | undefined => (makes === undefined ? undefined : String(input[makes]))

const fieldOf = (name: string, whole: Shape, required: boolean): Field => {
  const parts = (whole.anyOf ?? []) as Shape[]
  const clearable = parts.some(({ type }) => type === 'null')
  const valued = parts.filter(({ type }) => type !== 'null')
  const shape = clearable && valued.length === 1 ? (valued[0] ?? whole) : whole
  return {
    name,
    label: labelOf(name),
    hint: whole.description ?? shape.description ?? '',
    kind: kindOf(shape),
    required,
    clearable,
    choices: (shape.enum ?? []).map(String),
    most: shape.maxLength ?? null,
  }
}

const kindOf = (shape: Shape): FieldKind => {
  if (shape.enum !== undefined) return 'choice'
  if (shape.type === 'integer' || shape.type === 'number') return 'number'
  if (shape.type === 'boolean') return 'yes-no'
  if (shape.type === 'array' && (shape.items as Shape | undefined)?.type === 'string') return 'list'
  if (shape.type !== 'string') return 'json'
  if (shape.format === 'date') return 'day'
  return (shape.maxLength ?? 0) > LINE ? 'text' : 'line'
}

/** Up to this many characters are a single line; longer fields get several. */
const LINE = 500

/** `ragRulesId` as “Rag rules id”. */
export const labelOf = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/**
 * Converts the text of a field into the value for the command; `undefined` where it is empty. `list` has one
 * entry per line. Invalid input stays text, which the command's schema refuses.
 */
export const valueGiven = (field: Pick<Field, 'kind'>, written: string): unknown => {
  const text = written.trim()
  if (text === '') return undefined
  switch (field.kind) {
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text)
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : text
    case 'list':
      return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
    case 'json':
      try {
        return JSON.parse(text)
      } catch {
        return text
      }
    default:
      return text
  }
}
