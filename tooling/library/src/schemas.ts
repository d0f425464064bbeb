import * as z from 'zod'

/**
 * A JSON Schema (draft 2020-12) for every public shape, by its file's name: each zod schema that the
 * package's index exports has its own name (`draftAction` is `draft-action.json`), each command's input the
 * command's. Shapes refer to each other by file. A field with a default is optional: the schemas describe
 * accepted input. Throws for a shape that JSON cannot express, and for two of one name.
 */
export const jsonSchemasOf = (face: Readonly<Record<string, unknown>>): Map<string, object> => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of publicShapes(face)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: (id) => `${id}.json` })
  return new Map(Object.entries(schemas).map(([id, schema]) => [`${id}.json`, schema]))
}

/** The zod schemas that a package's index exports, by the names of their files. */
export const publicShapes = (face: Readonly<Record<string, unknown>>): Map<string, z.ZodType> => {
  const shapes = new Map<string, z.ZodType>()
  for (const [name, exported] of Object.entries(face)) {
    const [id, shape] = isCommand(exported) ? [exported.name, exported.input] : [hyphened(name), exported]
    if (!(shape instanceof z.ZodType)) continue
    if (shapes.has(id)) throw new Error(`Two public shapes are called ${id}`)
    shapes.set(id, shape)
  }
  return shapes
}

const isCommand = (exported: unknown): exported is { name: string; input: z.ZodType } =>
  typeof exported === 'object' &&
  exported !== null &&
  'name' in exported &&
  typeof exported.name === 'string' &&
  'input' in exported

const hyphened = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
