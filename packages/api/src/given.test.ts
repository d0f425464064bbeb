import { hasActing } from '@beatbook/domain'
import { expect, test } from 'vitest'
import type * as z from 'zod'
import { appRouter } from './router.ts'

/**
 * Inputs that are not validated as plain text, and why. A password is never displayed and is compared
 * unchanged. RAG rules are validated with `ragRules` by `checkRagRules`, whose own texts are tested below.
 */
const ownCheck =
  /(?:^|\.)(?:password|currentPassword|newPassword)$|^(?:ragRules\.\w+\.ragRules|commands\.saveRagRules\.ragRules\.\*)$/

/** Texts that would control a terminal or mislead a reader. */
const hostile = [
  'a\u001b]0;owned\u0007',
  '\u009b2J',
  'a\u0000b',
  '\u202egnp.exe',
  '\u2066',
  '\u2028',
  '\u007f',
  '\ufeffa',
  '\ud800',
  'a\r\u001b[2Jb',
]
const farDays = ['9999-12-31', '0001-01-01', '2200-01-01', '9999-12-31T00:00:00Z', '1899-12-31T23:59:59.999Z']

interface Leaf {
  readonly path: string
  readonly schema: z.ZodType
}

/** Every text schema inside a schema, with its path, and every place that accepts anything. */
const leaves = (schema: z.ZodType, path: string, seen: ReadonlySet<unknown> = new Set()): Leaf[] => {
  if (seen.has(schema)) return []
  const within = new Set([...seen, schema])
  const of = (inner: unknown, name = '') =>
    leaves(inner as z.ZodType, name === '' ? path : `${path}.${name}`, within)
  const { def } = schema._zod as unknown as { def: { type: string } & Record<string, unknown> }
  switch (def.type) {
    case 'object':
      return [
        ...Object.entries(def['shape'] as object).flatMap(([name, inner]) => of(inner, name)),
        ...(def['catchall'] === undefined ? [] : of(def['catchall'], '*')),
      ]
    case 'array':
      return of(def['element'])
    case 'record':
      return [...of(def['keyType'], '[key]'), ...of(def['valueType'])]
    case 'union':
      return (def['options'] as unknown[]).flatMap((option) => of(option))
    case 'tuple':
      return (def['items'] as unknown[]).flatMap((item) => of(item))
    case 'intersection':
      return [...of(def['left']), ...of(def['right'])]
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return of(def['innerType'])
    case 'lazy':
      return of((def['getter'] as () => unknown)())
    case 'pipe':
      return of(def['in'])
    case 'string':
    case 'template_literal':
      return [{ path, schema }]
    case 'literal':
    case 'enum':
    case 'number':
    case 'int':
    case 'boolean':
    case 'never':
    case 'null':
    case 'undefined':
      return []
    default:
      return [{ path: `${path} (${def.type})`, schema }]
  }
}

const procedures = appRouter._def.procedures as unknown as Readonly<
  Record<string, { readonly _def: { readonly inputs: readonly z.ZodType[] } }>
>
const inputs = Object.entries(procedures).flatMap(([name, { _def }]) =>
  _def.inputs.flatMap((input) => leaves(input, name)),
)
const texts = inputs.filter(({ path }) => !ownCheck.test(path.replace(/ \(\w+\)$/, '')))

test('the input of every procedure is searched', () => {
  expect(inputs.length).toBeGreaterThan(60)
  expect(inputs.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'commands.recordUpdate.text',
      'commands.withdrawAction.reason',
      'drafts.decide.decisions.given',
      'plans.get.plan',
      'people.add.name',
    ]),
  )
})

test.each(texts.map(({ path, schema }) => [path, schema] as const))(
  '%s accepts no control characters, no text of unlimited length, and no day out of range',
  (path, schema) => {
    expect(path, 'takes anything: it needs a schema, or a check of its own').not.toContain('(')
    for (const text of hostile) {
      const read = schema.safeParse(text)
      expect(!read.success || !hasActing(String(read.data)), JSON.stringify(text)).toBe(true)
    }
    expect(schema.safeParse('x'.repeat(100_000)).success).toBe(false)
    const { format } = schema as unknown as { format: string | null }
    if (format === 'date' || format === 'datetime')
      for (const day of farDays) expect(schema.safeParse(day).success, day).toBe(false)
  },
)
