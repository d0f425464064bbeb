import * as fc from 'fast-check'
import { renderToString } from 'ink'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { type FormField, FormFields, wrapped } from './form-view.tsx'
import { lineOf } from './line.ts'

const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '警'), maxLength: 200 })

test('a broken line keeps every letter, fits, and has its cursor once', () => {
  fc.assert(
    fc.property(words, fc.nat(200), fc.integer({ min: 2, max: 40 }), (text, at, width) => {
      const cursor = Math.min(at, [...text].length)
      const lines = wrapped({ text, cursor }, width)
      expect(lines.map(({ letters }) => letters.join('')).join('')).toBe(text)
      for (const { letters } of lines) expect(stringWidth(letters.join(''))).toBeLessThanOrEqual(width)
      expect(lines.filter((line) => line.cursor !== null)).toHaveLength(1)
      const before = lines.slice(
        0,
        lines.findIndex((line) => line.cursor !== null),
      )
      const here = lines[before.length]?.cursor ?? 0
      expect(before.reduce((sum, { letters }) => sum + letters.length, 0) + here).toBe(cursor)
    }),
  )
})

describe('a form taller than the screen', () => {
  const fields: FormField[] = [
    { key: 'words', label: 'Words', value: { line: lineOf('said '.repeat(700)), placeholder: '' } },
    ...['Stage', 'Level', 'Priority', 'Reason'].map((label) => ({
      key: label,
      label,
      value: { line: lineOf(), placeholder: `no ${label}` },
    })),
  ]
  const frame = (focus: string, height: number) =>
    renderToString(<FormFields fields={fields} focus={focus} width={56} height={height} />, { columns: 56 })

  test.each(['Stage', 'Level', 'Priority', 'Reason'])('shows the field %s where the cursor is', (focus) => {
    for (const height of [1, 5, 12]) {
      const shown = frame(focus, height)
      expect(shown).toContain(`▌ ${focus}`)
      expect(shown.split('\n').length).toBeLessThanOrEqual(height)
      for (const line of shown.split('\n')) expect([...line].length).toBeLessThanOrEqual(56)
    }
  })

  test('shows the end of a long text, where the cursor is', () => {
    expect(frame('words', 5).split('\n')).toHaveLength(5)
    expect(frame('words', 5)).toContain('↑')
    expect(frame('words', 5)).not.toContain('▌ Words')
  })
})
