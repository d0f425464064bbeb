import { anAction, aPlan, aSection, aSubject, aSubjectOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const text = 'Hold a beat surgery in every ward'

test.each([
  ['the same words', text],
  ['the same words in other letters', 'HOLD a beat surgery\nin every ward.'],
])('%s in one section fail the check', (_, again) => {
  expect(
    check(aSubject({ text }, { text: again, ownerSaid: null, owners: [] }), { today: TODAY }),
  ).toMatchObject([
    { args: { ref: '2', of: '1', ofAction: 'action-1' }, where: { action: 'action-2' }, quote: again },
  ])
})

test.each([
  ['other words', [{ text }, { text: `${text} of Eastvale` }]],
  ['other columns', [{ text }, { text, details: [{ heading: 'Service', text: 'Lost property', from: [] }] }]],
  ['no words', [{ text: '' }, { text: '' }]],
])('%s pass the check', (_, actions) => {
  expect(check(aSubject(...actions), { today: TODAY })).toEqual([])
})

const inTwoSections = (second: Parameters<typeof anAction>[0]) =>
  aSubjectOf({
    plans: [
      aPlan({
        sections: [
          aSection({ actions: [anAction({ text })] }),
          aSection({ key: 'section-2', title: 'Trust', actions: [anAction({ ref: '2', text, ...second })] }),
        ],
      }),
    ],
  })

test('across sections the owner must be the same too', () => {
  expect(check(inTwoSections({}), { today: TODAY })).toHaveLength(1)
  expect(
    check(inTwoSections({ owners: [{ name: 'Prevention Hub', duty: 'responsible' }] }), { today: TODAY }),
  ).toEqual([])
})

test('the first action is named by its ref where the document gave it one', () => {
  const argsOf = (refOrigin: 'read' | 'generated') => {
    const actions = ['1', '2'].map((ref) => anAction({ ref, refOrigin, text }))
    return check(aSubjectOf({ plans: [aPlan({ sections: [aSection({ actions })] })] }), { today: TODAY }).map(
      ({ args }) => args,
    )
  }
  expect(argsOf('read')).toEqual([{ ref: '2', ofAction: 'action-1', of: '1' }])
  expect(argsOf('generated')).toEqual([{ ofAction: 'action-1' }])
})
