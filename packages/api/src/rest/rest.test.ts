import { expect, test } from 'vitest'
import { openApi } from './openapi.ts'
import { operationAt, operations, questionInput } from './operations.ts'

test('every operation has a unique path and a summary', () => {
  const addresses = operations().map(({ method, path }) => `${method} ${path}`)
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const { procedure, meta } of operations())
    if (!procedure.startsWith('commands.'))
      expect([procedure, meta.summary?.endsWith('.')]).toEqual([procedure, true])
})

test.each([
  ['GET', '/plans', 'plans.list', {}],
  ['GET', '/plans/charter', 'plans.get', { plan: 'charter' }],
  ['GET', '/plans/charter/compare', 'plans.compare', { plan: 'charter' }],
  ['GET', '/actions', 'actions.list', {}],
  ['GET', '/actions/charter/20~2', 'actions.get', { address: 'charter/20~2' }],
  ['GET', '/actions/charter/3%2F4/history', 'actions.history', { address: 'charter/3/4' }],
  ['GET', '/drafts/one/difference', 'drafts.difference', { id: 'one' }],
  ['GET', '/areas/one/history', 'areas.history', { id: 'one' }],
  ['GET', '/people/audit', 'people.audit', {}],
  ['POST', '/commands/record-update', 'commands.recordUpdate', {}],
  ['POST', '/rag-rules/what-if', 'ragRules.whatIf', {}],
])('%s %s is %s', (method, path, procedure, given) => {
  expect(operationAt(method, path)).toMatchObject({ operation: { procedure }, given })
})

test.each([
  ['POST', '/plans'],
  ['GET', '/commands/record-update'],
  ['GET', '/plans/'],
  ['GET', '/plans/%E0%A4'],
  ['GET', '/nothing/here'],
  ['GET', ''],
  ['GET', '/live/changes'],
])('%s %s is no operation', (method, path) => {
  expect(operationAt(method, path)).toBeNull()
})

test('the answer of a command is described with the ids it was sent with', () => {
  const { paths } = openApi('1.0.0', (name) => name) as {
    paths: Record<string, { post: { responses: { 200: { content: Record<string, { schema: object }> } } } }>
  }
  const schemaOf = (path: string) =>
    paths[`/api/v1${path}`]?.post.responses[200].content['application/json']?.schema
  const { makes } = operationAt('POST', '/commands/name-force')?.operation ?? {}
  expect(makes).toEqual(['commandId'])
  expect(schemaOf('/commands/name-force')).toMatchObject({
    properties: { position: {}, commandId: { type: 'string', format: 'uuid' } },
    required: expect.arrayContaining(['position', 'commandId']),
  })
  expect(schemaOf('/rag-rules/what-if')).not.toMatchObject({ properties: { commandId: {} } })
})

test('query parameters are parsed by the types in the schema', () => {
  const found = operationAt('GET', '/actions')
  if (found === null) throw new Error('there is no list of actions')
  const search = new URLSearchParams('limit=20&plan=charter&text=12&asAt=2026-03-31&limit=30')
  expect(questionInput(found.operation, {}, search)).toEqual({
    limit: 30,
    plan: 'charter',
    text: '12',
    asAt: '2026-03-31',
  })
  expect(questionInput(found.operation, {}, new URLSearchParams('limit=many'))).toEqual({ limit: 'many' })
})

test('the document describes every operation and every path parameter', () => {
  const { paths } = openApi('1.0.0', (name) => name) as {
    paths: Record<
      string,
      Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>
    >
  }
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )
  expect(described.map(({ operationId }) => operationId).sort()).toEqual(
    operations()
      .map(({ procedure }) => procedure)
      .sort(),
  )
  for (const { path, parameters = [] } of described)
    expect(parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`)).toEqual(
      path.match(/\{\w+\}/g) ?? [],
    )
})
