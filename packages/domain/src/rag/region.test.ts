import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FactName, factOf } from './fact.ts'
import { forceDefault1 } from './presets/force-default.ts'
import { regionsOf } from './region.ts'

const numbers = [
  'daysPastDeadline',
  'daysSinceUpdate',
  'progressRatio',
] as const satisfies readonly FactName[]

test('the regions of a number contain their samples, do not overlap, and leave out no possible value', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...numbers),
      fc.uniqueArray(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 4 }),
      (fact, thresholds) => {
        const rules = thresholds.map((than, at) => ({
          id: `rule-${at}`,
          level: 'amber',
          when: { fact, is: 'more' as const, than },
        }))
        const regions = regionsOf({ ...forceDefault1, rules }).get(fact) ?? []
        const holding = (value: number) =>
          regions.filter((region) =>
            region.kind === 'between'
              ? (region.over === null || value > region.over) &&
                (region.under === null || value < region.under)
              : region.kind === 'one' && region.sample === value,
          )
        for (const region of regions)
          if (typeof region.sample === 'number') expect(holding(region.sample)).toEqual([region])
        const about = factOf(fact)
        const least = about?.type === 'number' ? (about.least ?? -9) : Number.NaN
        for (let value = least; value <= 9; value++) expect(holding(value), `${value}`).toHaveLength(1)
      },
    ),
  )
})
