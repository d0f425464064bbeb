import * as z from 'zod'
import { Stop } from './exit.ts'
import type { Wanted } from './format.ts'
import { shapesOfVerb } from './schemas.ts'

type Schema = z.core.JSONSchema.BaseSchema

/**
 * The fields named after `--fields`, checked against the rows that the verb prints. Stops with exit 2 where
 * none of them has such a field.
 */
export const fieldsGiven = (verb: string, given: string): Wanted => {
  const rows = (shapesOfVerb(verb, true) ?? []).map(({ data, rows: list }) => {
    const schema = z.toJSONSchema(data, { unrepresentable: 'any' })
    const whole: Row = { root: schema, at: [schema] }
    return list === null ? whole : below(below(whole, list), null)
  })
  const wanted: Record<string, Wanted | true> = {}
  for (const path of given.split(',').map((each) => each.trim())) {
    if (path === '') continue
    const names = path.split('.')
    checkPath(rows, names)
    add(wanted, names)
  }
  if (Object.keys(wanted).length === 0) throw new Stop('usage', '--fields names no field.')
  return wanted
}

/** A place in a JSON Schema: every schema that a value there may have, and the whole for its references. */
interface Row {
  readonly root: Schema
  readonly at: readonly Schema[]
}

const checkPath = (rows: readonly Row[], names: readonly string[]): void => {
  let places = rows
  for (const [at, name] of names.entries()) {
    const next = places.map((place) => below(place, name)).filter((place) => place.at.length > 0)
    if (next.length === 0) {
      const known = [...new Set(places.flatMap(namesIn))].sort()
      throw new Stop(
        'usage',
        `There is no field “${names.slice(0, at + 1).join('.')}” after --fields.`,
        known.length === 0 ? null : `There are: ${known.join(', ')}.`,
      )
    }
    places = next
  }
}

const add = (wanted: Record<string, Wanted | true>, [name = '', ...more]: readonly string[]): void => {
  const has = wanted[name]
  if (more.length === 0) wanted[name] = true
  else if (has !== true) {
    const of: Record<string, Wanted | true> = { ...has }
    add(of, more)
    wanted[name] = of
  }
}

/** The schemas of a property (`null`: of an entry of a list), whichever of several shapes has it. */
const below = ({ root, at }: Row, name: string | null): Row => ({
  root,
  at: at.flatMap((schema) =>
    plain(root, schema).flatMap((each) => {
      if (name === null) return part(each.items)
      const inList = part(each.items).flatMap((entry) => below({ root, at: [entry] }, name).at)
      return [...part(each.properties?.[name] ?? each.additionalProperties), ...inList]
    }),
  ),
})

const namesIn = ({ root, at }: Row): string[] =>
  at.flatMap((schema) =>
    plain(root, schema).flatMap((each) => [
      ...Object.keys(each.properties ?? {}),
      ...part(each.items).flatMap((entry) => namesIn({ root, at: [entry] })),
    ]),
  )

/** A schema without references and alternatives. */
const plain = (root: Schema, schema: Schema): Schema[] => {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace(/^#\/\$defs\//, '')
    return part(schema.$ref === '#' ? root : root.$defs?.[name]).flatMap((each) => plain(root, each))
  }
  const several = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [schema, ...several.flatMap((each) => part(each).flatMap((one) => plain(root, one)))]
}

const part = (schema: unknown): Schema[] =>
  typeof schema === 'object' && schema !== null ? [schema as Schema] : []
