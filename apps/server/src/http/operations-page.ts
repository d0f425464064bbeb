/** A JSON Schema, as far as the page shows it. */
interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly description?: string
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** An OpenAPI operation, as far as the page shows it. */
interface Operation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly parameters?: readonly {
    readonly name: string
    readonly required: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
}

interface Field {
  readonly name: string
  readonly required: boolean
  readonly schema: Schema
}

/** The operations of an OpenAPI document as a Markdown page, for people. */
export const operationsPage = (document: object): string => {
  const { paths } = document as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const byTag = [...Map.groupBy(all, ({ operation }) => operation.tags[0] ?? '')].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  return [
    '# The operations',
    '',
    'Generated from the API; a test fails while it is stale. How to call them is on [its own page](rest.md), and `/openapi.json` has the same with every schema, answers included.',
    ...byTag.flatMap(([tag, operations]) => [
      '',
      `## ${tag}`,
      ...operations.flatMap(({ path, method, operation }) => [
        '',
        `### ${method} ${path}`,
        '',
        `${operation.summary} ${operation.description}`.trim(),
        ...listOf(fieldsOf(operation)),
      ]),
    ]),
    '',
  ].join('\n')
}

const fieldsOf = ({ parameters, requestBody }: Operation): Field[] => {
  if (parameters !== undefined) return [...parameters]
  const schema = requestBody?.content['application/json'].schema
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    required: (schema?.required ?? []).includes(name),
    schema: property,
  }))
}

const listOf = (fields: readonly Field[]): string[] =>
  fields.length === 0
    ? []
    : [
        '',
        ...fields.map(({ name, required, schema }) =>
          [
            `- \`${name}\``,
            ` (${typeWords(schema)}${required ? ', required' : ''})`,
            schema.description === undefined ? '' : `: ${schema.description}`,
          ].join(''),
        ),
      ]

/** The most codes that are listed. */
const MOST_CODES = 12

const typeWords = (schema: Schema): string => {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeWords))].join(' or ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum !== undefined) {
    const codes = schema.enum.slice(0, MOST_CODES).map((code) => `\`${String(code)}\``)
    return schema.enum.length > MOST_CODES ? `${codes.join(', ')} …` : codes.join(', ')
  }
  if (schema.type === 'array')
    return `list of ${schema.items === undefined ? 'anything' : typeWords(schema.items)}`
  if (schema.format === 'date') return 'day'
  if (schema.format === 'uuid') return 'id'
  return schema.type === undefined ? 'anything' : [schema.type].flat().join(' or ')
}
