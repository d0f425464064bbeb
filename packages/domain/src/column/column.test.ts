import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnTyped, columnWords } from '../english/column.ts'
import { codeOfColumn } from './code.ts'
import {
  type Column,
  type ColumnKind,
  type ColumnValue,
  columnChoices,
  columnCode,
  columnKinds,
  columnValue,
  valueIn,
} from './column.ts'
import { typedCell } from './typed.ts'

const choices = ['North', 'South East', 'None']
const of = (kind: ColumnKind): Pick<Column, 'kind' | 'choices'> => ({
  kind,
  choices: kind === 'choice' ? choices : [],
})

test.each<[ColumnKind, string, unknown]>([
  ['text', '  Two quotes ', 'Two quotes'],
  ['text', '', null],
  ['text', 'none', null],
  ['number', '1,250', 1250],
  ['number', '-3.5', -3.5],
  ['number', '−3', -3],
  ['number', '12k', 12_000],
  ['number', '£12', '£12'],
  ['number', 'twelve', 'twelve'],
  ['money', '£1,250.50', 1250.5],
  ['money', '1250', 1250],
  ['money', '£1.2m', 1_200_000],
  ['money', '£1.2bn', 1_200_000_000],
  ['money', '2k', 2_000],
  ['money', '-£5', -5],
  ['money', '£-5', -5],
  ['money', '.5', 0.5],
  ['money', '1.1.1', '1.1.1'],
  ['date', '31/10/26', '2026-10-31'],
  ['date', '31 October 2026', '2026-10-31'],
  ['date', '2026-10-31', '2026-10-31'],
  ['date', 'October 2026', 'October 2026'],
  ['choice', 'south east', 'South East'],
  ['choice', 'West', 'West'],
  ['choice', 'none', 'None'],
  ['yes-no', 'Yes', true],
  ['yes-no', 'n', false],
  ['yes-no', 'perhaps', 'perhaps'],
])('a %s is read from %j', (kind, typed, given) => {
  expect(typedCell(of(kind), typed)).toEqual(given)
})

test.each<[ColumnKind, string | number | boolean]>([
  ['text', 12],
  ['text', ''],
  ['number', '12'],
  ['number', Number.POSITIVE_INFINITY],
  ['money', 0.005],
  ['money', 1e13],
  ['date', '2026-02-30'],
  ['date', '1066-10-14'],
  ['choice', true],
  ['yes-no', 'yes'],
])('a %s does not accept %j', (kind, given) => {
  expect(valueIn({ kind }, given)).toBeNull()
})

const someGiven: Readonly<Record<ColumnKind, fc.Arbitrary<string | number | boolean>>> = {
  text: fc.constantFrom('Two quotes', 'a\nb', '12'),
  number: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  money: fc.integer({ min: -1e11, max: 1e11 }).map((pence) => pence / 100),
  date: fc.constantFrom('1900-01-01', '2026-10-31', '2199-12-31'),
  choice: fc.constantFrom(...choices),
  'yes-no': fc.boolean(),
}

test.each([...columnKinds])('a %s is read as the same value when it is typed again', (kind) => {
  fc.assert(
    fc.property(someGiven[kind], (given) => {
      const value = valueIn(of(kind), given)
      expect(columnValue.parse(value)).toEqual(value)
      if (value === null) throw new Error('no value')
      if (kind === 'number') expect(Number(columnTyped(value))).toBe(value.value)
      else expect(typedCell(of(kind), columnTyped(value))).toEqual(value.value)
    }),
  )
})

test('values are formatted as people write them', () => {
  const words = (kind: ColumnKind, given: string | number | boolean) => columnWords(valueIn({ kind }, given))
  expect([
    words('money', 1250),
    words('money', 1250.5),
    words('money', -12),
    words('number', 72830.25),
    words('date', '2026-10-31'),
    words('yes-no', false),
    columnWords(null),
  ]).toEqual(['£1,250', '£1,250.50', '−£12', '72,830.25', '31 October 2026', 'no', ''])
})

test('minus zero is zero', () => {
  expect(valueIn({ kind: 'number' }, -0)?.value).toBe(0)
})

test('no column has the name of a property of every object', () => {
  expect(columnCode.safeParse('constructor').success).toBe(false)
  expect(codeOfColumn('Constructor', new Set())).toBe('constructor-2')
})

test('every title has a code that no column has', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 8 }), (titles) => {
      const taken = new Set<string>()
      for (const title of [...titles, ...titles]) {
        const code = codeOfColumn(title, taken)
        expect(columnCode.safeParse(code).error).toBeUndefined()
        expect(taken.has(code)).toBe(false)
        taken.add(code)
      }
    }),
  )
})

test.each<[ColumnValue | null | undefined, string, string]>([
  [{ kind: 'date', value: '2026-10-31' }, '31 October 2026', '2026-10-31'],
  [{ kind: 'money', value: 1250 }, '£1,250', '1250'],
  [{ kind: 'money', value: 1250.5 }, '£1,250.50', '1250.5'],
  [{ kind: 'money', value: -5 }, '−£5', '-5'],
  [{ kind: 'money', value: -0.5 }, '−£0.50', '-0.5'],
  [{ kind: 'money', value: 0 }, '£0', '0'],
  [{ kind: 'number', value: 1250.25 }, '1,250.25', '1250.25'],
  [{ kind: 'text', value: 'Two quotes' }, 'Two quotes', 'Two quotes'],
  [{ kind: 'choice', value: 'North' }, 'North', 'North'],
  [{ kind: 'yes-no', value: true }, 'yes', 'yes'],
  [{ kind: 'yes-no', value: false }, 'no', 'no'],
  [undefined, '', ''],
])('%j is read as “%s” and typed as “%s”', (value, words, typed) => {
  expect(columnWords(value)).toBe(words)
  expect(columnTyped(value ?? undefined)).toBe(typed)
})

test('a column has at most fifty choices, each once', () => {
  const words = (count: number) => Array.from({ length: count }, (_, at) => `Ward ${at}`)
  const fits = (given: string[]) => columnChoices.safeParse(given).success
  expect([fits([]), fits(words(50)), fits(words(51))]).toEqual([true, true, false])
  expect(fits(['North', 'north'])).toBe(false)
})
