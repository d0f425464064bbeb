import * as z from 'zod'
import { givenLine, givenText } from '../words/control.ts'
import { factNames } from './fact.ts'
import { type Condition, type RagRules, ragOperators } from './rules.ts'

const constant = z.union([z.number(), givenText(100), z.boolean()])
const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** A condition: a test, or conditions joined by all, any or not. */
export const ragCondition: z.ZodType<Condition> = z.union([
  z.strictObject({ fact: z.enum(factNames), is: z.enum(ragOperators), than: constant }),
  z.strictObject({
    get all() {
      return z.array(ragCondition).max(40)
    },
  }),
  z.strictObject({
    get any() {
      return z.array(ragCondition).max(40)
    },
  }),
  z.strictObject({
    get not() {
      return ragCondition
    },
  }),
])

/** A level of RAG rules. */
export const ragLevel = z.strictObject({
  code,
  letter: givenLine(3).min(1),
  word: givenLine(40).min(1),
  shape: givenLine(3).min(1),
  meaning: givenText(500),
  reasonDue: z.boolean(),
  asksNextDate: z.boolean(),
})

/** The schema of RAG rules; `checkRagRules` checks each rule against the facts. */
export const ragRules: z.ZodType<RagRules> = z.strictObject({
  code,
  version: z.int().min(1),
  title: givenLine(200).min(1),
  description: givenText(2_000),
  levels: z.array(ragLevel).min(1).max(20),
  rules: z.array(z.strictObject({ id: code, level: code, when: ragCondition })).max(40),
  otherwise: code,
  waitsFor: z.array(givenText(300)).max(10).optional(),
})
