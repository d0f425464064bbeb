import { randomUUID } from 'node:crypto'
import type { Random } from '../random.ts'
import { aDay, anInstant, aText, hostile } from './values.ts'

/** The part of JSON Schema that zod generates for the inputs of procedures. */
export interface Shape {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Shape | boolean
  readonly propertyNames?: Shape
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly allOf?: readonly Shape[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

/** Values of the record by input name (`plan`, `actionId`), so that inputs refer to existing data. */
export type Known = Readonly<Record<string, readonly unknown[]>>

/** A value of a schema: valid, except for rules that JSON Schema does not express. `name` is its key. */
export const aValue = (shape: Shape, random: Random, known: Known, name = '', depth = 0): unknown => {
  const there = known[name]
  if (there !== undefined && there.length > 0 && random.chance(0.85)) return random.pick(there)
  if (shape.const !== undefined) return shape.const
  if (shape.enum !== undefined) return random.pick(shape.enum)
  const choices = shape.anyOf ?? shape.oneOf
  if (choices !== undefined) return aValue(random.pick(choices), random, known, name, depth)
  if (shape.allOf !== undefined)
    return Object.assign({}, ...shape.allOf.map((each) => aValue(each, random, known, name, depth)))
  const type =
    typeof shape.type === 'string' || shape.type === undefined ? shape.type : random.pick(shape.type)
  switch (type) {
    case 'object':
      return anObject(shape, random, known, depth)
    case 'array':
      return Array.from({ length: random.between(0, depth > 3 ? 0 : 3) }, () =>
        aValue(shape.items ?? {}, random, known, name, depth + 1),
      )
    case 'string':
      return aString(shape, random)
    case 'integer':
      return random.between(Math.max(shape.minimum ?? 0, -10), Math.min(shape.maximum ?? 100, 1_000))
    case 'number':
      return random.next() * 100
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    default:
      return hostile(random)
  }
}

const anObject = (
  { properties = {}, required = [], additionalProperties, propertyNames }: Shape,
  random: Random,
  known: Known,
  depth: number,
) => {
  const made: Record<string, unknown> = {}
  for (const [key, shape] of Object.entries(properties))
    if (required.includes(key) || random.chance(0.5)) made[key] = aValue(shape, random, known, key, depth + 1)
  if (typeof additionalProperties === 'object' && Object.keys(properties).length === 0)
    for (let more = random.between(0, 2); more > 0; more -= 1)
      made[String(aValue(propertyNames ?? { type: 'string' }, random, known))] = aValue(
        additionalProperties,
        random,
        known,
        '',
        depth + 1,
      )
  return made
}

const aString = ({ format, minLength = 0 }: Shape, random: Random): string => {
  if (format === 'date') return aDay(random)
  if (format === 'date-time') return anInstant(random)
  if (format === 'uuid') return randomUUID()
  if (format === 'email') return `throwaway-${random.between(1, 9_999)}@example.org`
  const text = aText(random)
  return text.length >= minLength ? text : text.padEnd(minLength, 'x')
}

/** The value with one to three hostile changes: a leaf replaced, a key removed, a key added. */
export const spoiled = (value: unknown, random: Random): unknown => {
  let made = structuredClone(value)
  for (let times = random.between(1, 3); times > 0; times -= 1) made = spoiledOnce(made, random)
  return made
}

const spoiledOnce = (value: unknown, random: Random): unknown => {
  if (value === null || typeof value !== 'object' || random.chance(0.15)) return hostile(random)
  const keys = Object.keys(value)
  const holder = value as Record<string, unknown>
  if (keys.length === 0 || random.chance(0.15)) {
    Object.defineProperty(holder, random.pick(['__proto__', 'constructor', 'role', 'actor', 'id', 'x']), {
      value: hostile(random),
      enumerable: true,
      writable: true,
      configurable: true,
    })
    return value
  }
  const key = random.pick(keys)
  if (random.chance(0.15) && !Array.isArray(value)) delete holder[key]
  else
    Object.defineProperty(holder, key, {
      value: spoiledOnce(holder[key], random),
      enumerable: true,
      writable: true,
      configurable: true,
    })
  return value
}
