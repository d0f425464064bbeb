import { type CommandDefinition, type CommandName, commands } from '@beatbook/domain'
import * as z from 'zod'
import { procedureName } from '../command/procedure-name.ts'
import type { ProcedureMeta } from '../procedures.ts'
import { appRouter } from '../router.ts'

type Shape = z.core.JSONSchema.BaseSchema

/**
 * A procedure as an HTTP operation: a query is a GET, everything else (and a query with a large input) a POST
 * with a JSON body.
 */
export interface Operation {
  /** The procedure, `plans.get`. */
  readonly procedure: string
  readonly method: 'GET' | 'POST'
  /** Its path under `/api/v1`, with the names of its parameters: `/plans/{plan}`. */
  readonly path: string
  readonly meta: ProcedureMeta
  /** The JSON Schema of the input; `null` where there is none. */
  readonly input: Shape | null
  /** The ids in the input that the server generates where they are omitted. */
  readonly makes: readonly string[]
}

/** The path under which the operations are. */
export const restRoot = '/api/v1'

/**
 * All procedures as operations, except streams. A list is `/plans`. A query about one object has it in its
 * path: `get` is `/plans/{plan}`, others follow it, `/plans/{plan}/compare`. A command has its own name,
 * `/commands/record-update`.
 */
export const operations = (): readonly Operation[] => {
  made ??= Object.entries(appRouter._def.procedures as unknown as Record<string, Described>)
    .filter(([, { _def }]) => _def.type !== 'subscription')
    .map(([procedure, { _def }]) => {
      const input = inputOf(_def.inputs)
      const method = _def.type === 'query' && !carriesMuch(input) ? 'GET' : 'POST'
      return {
        procedure,
        method,
        path: pathOf(procedure, method, input),
        meta: _def.meta ?? {},
        input,
        makes: madeBy(procedure),
      }
    })
  return made
}

const madeBy = (procedure: string): readonly string[] => {
  const name = commandNames.find((each) => `commands.${procedureName(each)}` === procedure)
  if (name === undefined) return []
  const { makes } = commands[name] as CommandDefinition
  return makes === undefined ? ['commandId'] : ['commandId', makes]
}
const commandNames = Object.keys(commands) as CommandName[]

interface Described {
  readonly _def: {
    readonly type: 'query' | 'mutation' | 'subscription'
    readonly inputs: readonly unknown[]
    readonly meta?: ProcedureMeta
  }
}

// Computed once: the router never changes while the process runs.
let made: Operation[] | undefined

const inputOf = (inputs: readonly unknown[]): Shape | null => {
  const schema = inputs.at(-1)
  return schema === undefined ? null : jsonSchema(schema as z.ZodType, 'input')
}

/** A zod schema as JSON Schema, of an input or an output. */
export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Shape => {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Shape
  return shape
}

/** Whether a query requires an object as input (RAG rules), which is too long for a URL. */
const carriesMuch = (input: Shape | null): boolean =>
  (input?.required ?? []).some((name) => {
    const property = input?.properties?.[name]
    return typeof property === 'object' && typesOf(property as Shape).every((type) => type === 'object')
  })

/** The path parameters that identify one object, by their name in the input. */
const keys: Readonly<Record<string, string>> = {
  id: '{id}',
  plan: '{plan}',
  code: '{code}',
  address: '{plan}/{ref}',
}

const pathOf = (procedure: string, method: 'GET' | 'POST', input: Shape | null): string => {
  const [router = '', name = ''] = procedure.split('.')
  const base = `/${kebab(router)}`
  if (method === 'POST') return `${base}/${kebab(name)}`
  if (name === 'list') return base
  const key = Object.keys(keys).find((each) => input !== null && isRequired(input, each))
  if (key === undefined) return `${base}/${kebab(name)}`
  return name === 'get' ? `${base}/${keys[key]}` : `${base}/${keys[key]}/${kebab(name)}`
}

const isRequired = (shape: Shape, key: string): boolean =>
  shape.anyOf === undefined
    ? (shape.required ?? []).includes(key)
    : shape.anyOf.every((each) => isRequired(each as Shape, key))

/** `recordUpdate` as `record-update`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The operation at a path under `/api/v1`, with its path parameters; `null` where there is none. */
export const operationAt = (
  method: string,
  path: string,
): { readonly operation: Operation; readonly given: Readonly<Record<string, string>> } | null => {
  const parts = path.split('/').slice(1)
  const found = operations().flatMap((operation) => {
    if (operation.method !== method) return []
    const given = matched(operation.path.split('/').slice(1), parts)
    return given === null ? [] : [{ operation, given }]
  })
  // Fewer parameters is the better match: `/people/audit` is not a person.
  found.sort((a, b) => Object.keys(a.given).length - Object.keys(b.given).length)
  const [best] = found
  if (best === undefined) return null
  const { plan, ref, ...rest } = best.given
  const given = ref === undefined ? best.given : { ...rest, address: `${plan}/${ref}` }
  return { operation: best.operation, given }
}

const matched = (template: readonly string[], parts: readonly string[]): Record<string, string> | null => {
  if (template.length !== parts.length) return null
  const given: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    const wanted = template[at] ?? ''
    if (wanted.startsWith('{')) {
      const value = decoded(part)
      if (value === null || value === '') return null
      given[wanted.slice(1, -1)] = value
    } else if (wanted !== part) return null
  }
  return given
}

const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

/**
 * The input of a query: its path and query parameters. Values are parsed by the type in the schema: numbers
 * and `true` or `false`, a list from a repeated name, anything nested as JSON. What cannot be parsed stays a
 * string, and the schema refuses it.
 */
export const questionInput = (
  { input }: Operation,
  given: Readonly<Record<string, string>>,
  search: URLSearchParams,
): unknown => {
  if (input === null) return undefined
  const wanted = propertiesOf(input)
  const asked: Record<string, unknown> = { ...given }
  for (const name of new Set(search.keys()))
    asked[name] = valueGiven(wanted.get(name) ?? [], search.getAll(name))
  return asked
}

/** The schemas of each property, over all alternatives of the input. */
export const propertiesOf = (shape: Shape): ReadonlyMap<string, readonly Shape[]> => {
  const found = new Map<string, Shape[]>()
  for (const each of shape.anyOf === undefined ? [shape] : (shape.anyOf as Shape[]))
    for (const [name, property] of Object.entries(each.properties ?? {}))
      found.set(name, [...(found.get(name) ?? []), property as Shape])
  return found
}

const valueGiven = (schemas: readonly Shape[], given: readonly string[]): unknown => {
  const types = new Set(schemas.flatMap((schema) => typesOf(schema)))
  if (types.has('array')) return given.map((each) => plainValue(new Set(schemas.flatMap(itemTypes)), each))
  return plainValue(types, given.at(-1) ?? '')
}

const plainValue = (types: ReadonlySet<string>, given: string): unknown => {
  if (types.has('string')) return given
  if ((types.has('integer') || types.has('number')) && given.trim() !== '' && !Number.isNaN(Number(given)))
    return Number(given)
  if (types.has('boolean') && (given === 'true' || given === 'false')) return given === 'true'
  if (types.has('object'))
    try {
      return JSON.parse(given)
    } catch {
      return given
    }
  return given
}

const typesOf = (schema: Shape): string[] => [
  ...(schema.type === undefined ? [] : [schema.type].flat()),
  ...(schema.enum === undefined && schema.const === undefined ? [] : ['string']),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => typesOf(each as Shape)),
]

const itemTypes = (schema: Shape): string[] => [
  ...(typeof schema.items === 'object' && schema.items !== null ? typesOf(schema.items as Shape) : []),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) => itemTypes(each as Shape)),
]
