import { anAction, aPlan, aSection, aSubjectOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const sections = (...counts: number[]) =>
  aSubjectOf({
    plans: [
      aPlan({
        sections: counts.map((count, s) =>
          aSection({
            key: `section-${s + 1}`,
            title: `Strand ${s + 1}`,
            actions: Array.from({ length: count }, (_, a) => anAction({ key: `action-${s}-${a}` })),
          }),
        ),
      }),
    ],
  })

test('a section without actions fails the check', () => {
  expect(check(sections(1, 0), { today: TODAY })).toEqual([
    { args: { title: 'Strand 2' }, where: { plan: 'plan-1', section: 'section-2' }, quote: null },
  ])
})

test('a section with an action passes the check', () => {
  expect(check(sections(1, 2), { today: TODAY })).toEqual([])
})
