import { anAction, aPlan, aSection, aSubjectOf } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { eachAction } from './each-action.ts'

const subject = (refOrigin: 'read' | 'generated') =>
  aSubjectOf({ plans: [aPlan({ sections: [aSection({ actions: [anAction({ ref: '7', refOrigin })] })] })] })

test('what is found in an action names its ref where the document gave one, and none otherwise', () => {
  const argsOf = (refOrigin: 'read' | 'generated') =>
    eachAction(subject(refOrigin), () => [{ args: {} }]).map(({ args }) => args)
  expect(argsOf('read')).toEqual([{ ref: '7' }])
  expect(argsOf('generated')).toEqual([{}])
})

test('what is found in an action has the place of the action, and of the update where it is one', () => {
  const found = (update?: string) =>
    eachAction(subject('read'), () => [{ args: {}, ...(update === undefined ? {} : { update }) }])
  const where = { plan: 'plan-1', section: 'section-1', action: 'action-7' }
  expect(found()).toStrictEqual([{ args: { ref: '7' }, where, quote: null }])
  expect(found('update-1')).toStrictEqual([
    { args: { ref: '7' }, where: { ...where, update: 'update-1' }, quote: null },
  ])
})
