import * as fc from 'fast-check'
import { someDay } from './arbitrary-drafts.ts'

/** As much of a JSON Schema as zod writes for the arguments of refusals and violations. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
}

/**
 * Values that fit a JSON Schema: texts may be empty and hold anything, days are those of a draft, instants are on them, what is
 * optional is there or not. Throws for a shape it does not know.
 */
export const someJson = (schema: JsonSchema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(someJson))
  if (typeof schema.type === 'object')
    return fc.oneof(...schema.type.map((type) => someJson({ ...schema, type })))
  switch (schema.type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, field]) => [name, someJson(field)] as const,
      )
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] })
    }
    case 'array':
      return fc.array(someJson(schema.items ?? {}), { minLength: 1, maxLength: 4 })
    case 'string':
      if (schema.format === 'date-time') return someDay().map((day) => `${day}T09:30:00.000Z`)
      return schema.format === 'date' ? someDay() : fc.string({ unit: 'grapheme' })
    case 'number':
    case 'integer':
      return fc.nat()
    case 'null':
      return fc.constant(null)
    default:
      throw new Error(`No values are known for ${JSON.stringify(schema)}`)
  }
}
