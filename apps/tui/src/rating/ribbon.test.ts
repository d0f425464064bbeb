import type { Ribbon } from '@beatbook/contract'
import { describe, expect, test } from 'vitest'
import { drawRibbon, ribbonLines } from './ribbon.ts'

const computed = (
  from: string,
  to: string | null,
  level: string,
  letter: string,
  shape: string,
): Ribbon['computed'][number] => ({
  from,
  to,
  level,
  letter,
  shape,
  word: level,
  rule: level,
  because: [],
  overridden: false,
})
const ribbon: Ribbon = {
  id: '00000000-0000-7000-8000-000000000001',
  address: 'charter/18',
  asAt: '2026-11-21',
  declared: [
    { from: '2026-04-01', to: '2026-08-11', level: 'amber' },
    { from: '2026-08-11', to: null, level: 'green' },
  ],
  computed: [
    computed('2026-04-14', '2026-09-23', 'green', 'G', '●'),
    computed('2026-09-23', '2027-07-01', 'amber', 'A', '▲'),
    computed('2027-07-01', null, 'red', 'R', '■'),
  ],
}

const ribbonText = (drawn: ReturnType<typeof drawRibbon>) => ribbonLines(drawn).map(({ text }) => text)

describe('a ribbon', () => {
  test('is solid up to its date and shaded after it', () => {
    expect(ribbonText(drawRibbon(ribbon, 70)).join('\n')).toMatchInlineSnapshot(`
      "          Apr 2026                                            Jul 2027
      declared  ▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲●●●●●●●●●●●●│●░░●░░●░░●░░●░░●░░●░░●░░●░░●░░
      by rules    ●●●●●●●●●●●●●●●●●●●●▲▲▲▲▲▲▲│▲░░▲░░▲░░▲░░▲░░▲░░▲░░▲░░▲░░■░░"
    `)
  })

  test('can be drawn with letters only', () => {
    expect(ribbonText(drawRibbon(ribbon, 50, true)).join('\n')).toMatchInlineSnapshot(`
      "          Apr 2026                        Jul 2027
      declared  AAAAAAAAAAAGGGGGGGG|G..G..G..G..G..G..G.
      by rules    GGGGGGGGGGGGGAAAA|A..A..A..A..A..A..R."
    `)
  })

  test('fits its width whatever its content', () => {
    for (const width of [30, 40, 60, 133])
      for (const line of ribbonText(drawRibbon(ribbon, width)))
        expect([...line].length).toBeLessThanOrEqual(width)
  })

  test('of an action without any level is empty', () => {
    const drawn = drawRibbon({ ...ribbon, declared: [], computed: [] }, 40)
    expect(
      drawn.rows.map(({ runs }) =>
        runs
          .map(({ text }) => text)
          .join('')
          .trim(),
      ),
    ).toEqual(['│', '│'])
  })
})
