import { type Refusal, refusalCodes } from '@beatbook/domain'
import type * as z from 'zod'
import { httpStatus } from '../errors.ts'
import type { ProcedureObject } from '../procedures.ts'
import { jsonSchema, type Operation, operations, propertiesOf, restRoot } from './operations.ts'

/**
 * The operations as an OpenAPI 3.1 document. `titleOf` returns a command's title; other operations have their
 * own summary.
 */
export const openApi = (version: string, titleOf: (command: string) => string): object => {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations()) {
    const path = `${restRoot}${operation.path}`
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(operation, titleOf) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Beatbook',
      version,
      description:
        'Everything the screens can ask and do. Send a token as “Authorization: Bearer …”. A command that is sent twice with the same commandId happens once; without one it gets an id of its own. The answer of a command has its commandId and the id of what it created.',
    },
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: { Refusal: refusalSchema },
      responses: Object.fromEntries(statuses.map((status) => [`Refused${status}`, refusedWith(status)])),
    },
  }
}

const described = (operation: Operation, titleOf: (command: string) => string): object => {
  const [tag = ''] = operation.path.split('/').slice(1)
  const command = operation.procedure.startsWith('commands.') ? operation.path.split('/').at(-1) : undefined
  const { needs, on, summary } = operation.meta
  return {
    operationId: operation.procedure,
    tags: [tag],
    summary: command === undefined ? (summary ?? '') : `${titleOf(command)}.`,
    description: [whoMay[needs ?? 'anybody'], ...(on === undefined ? [] : [onWhat[on]])].join(' '),
    ...(operation.method === 'GET'
      ? { parameters: parametersOf(operation) }
      : operation.input === null
        ? {}
        : {
            requestBody: { required: true, content: { 'application/json': { schema: bodyOf(operation) } } },
          }),
    responses: {
      200: {
        description: 'What was asked for, or what was done.',
        content: { 'application/json': { schema: answerOf(operation) } },
      },
      ...Object.fromEntries(
        statuses.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]),
      ),
    },
  }
}

const whoMay: Readonly<Record<string, string>> = {
  anybody: 'Anybody, signed in or not.',
  'signed-in': 'Whoever is signed in.',
  read: 'Whoever may read.',
  edit: 'Whoever may edit.',
  administer: 'Administrators.',
}

const onWhat: Readonly<Record<ProcedureObject, string>> = {
  force: 'On the force as a whole.',
  plan: 'On the plan it names or makes, or that of the action it names.',
  document: 'On the plans the document went into.',
  homes: 'On what the caller may read, and nothing else.',
  own: 'On what is the caller’s own.',
}

const parametersOf = ({ path, input }: Operation): object[] => {
  if (input === null) return []
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const asked = propertiesOf(input)
  return [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...[...asked].flatMap(([name, schemas]) =>
      inPath.includes(name) || (name === 'address' && inPath.includes('ref'))
        ? []
        : [
            {
              name,
              in: 'query',
              required: input.anyOf === undefined && (input.required ?? []).includes(name),
              schema: schemas.length === 1 ? schemas[0] : { anyOf: schemas },
            },
          ],
    ),
  ]
}

/** Ids of what a command creates are optional: then the server generates them. */
const bodyOf = ({ input, makes }: Operation): object => {
  const { required, ...rest } = input ?? {}
  return required === undefined
    ? rest
    : { ...rest, required: required.filter((name) => !makes.includes(name)) }
}

/** The procedure's answer; that of a command also has its id and the id of what it creates. */
const answerOf = ({ meta: { answers }, input, makes }: Operation): object => {
  if (answers === undefined) return {}
  const schema = jsonSchema(answers, 'output')
  if (makes.length === 0) return schema
  const ids = Object.fromEntries(makes.map((name) => [name, input?.properties?.[name] ?? {}]))
  return {
    ...schema,
    properties: { ...schema.properties, ...ids },
    required: [...(schema.required ?? []), ...makes],
  }
}

const refusalSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'args'],
      properties: {
        code: { type: 'string', enum: [...refusalCodes] },
        args: { type: 'object', description: 'What the sentence of this refusal needs.' },
      },
    },
  },
} satisfies z.core.JSONSchema.BaseSchema

const statuses = [...new Set(refusalCodes.map((code: Refusal['code']) => httpStatus(code)))].sort()

const refusedWith = (status: number): object => ({
  description: `Refused: ${refusalCodes.filter((code) => httpStatus(code) === status).join(', ')}.`,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
})
