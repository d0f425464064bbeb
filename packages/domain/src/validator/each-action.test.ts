import { anAction, aPlan, aSection, aSubjectOf } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { eachAction, eachLack } from './each-action.ts'

const subject = (refOrigin: 'read' | 'generated') =>
  aSubjectOf({ plans: [aPlan({ sections: [aSection({ actions: [anAction({ ref: '7', refOrigin })] })] })] })

test('a violation of an action has its ref where the document has one, and none otherwise', () => {
  const argsOf = (refOrigin: 'read' | 'generated') =>
    eachAction(subject(refOrigin), () => [{ args: {} }]).map(({ args }) => args)
  expect(argsOf('read')).toEqual([{ ref: '7' }])
  expect(argsOf('generated')).toEqual([{}])
})

test('a violation of an action has the place of the action, and of the update where it is about one', () => {
  const found = (update?: string) =>
    eachAction(subject('read'), () => [{ args: {}, ...(update === undefined ? {} : { update }) }])
  const where = { plan: 'plan-1', section: 'section-1', action: 'action-7' }
  expect(found()).toStrictEqual([{ args: { ref: '7' }, where, quote: null }])
  expect(found('update-1')).toStrictEqual([
    { args: { ref: '7' }, where: { ...where, update: 'update-1' }, quote: null },
  ])
})

test('what actions lack is reported once for a plan or section where all lack it, else for each action', () => {
  const section = (key: string, ...owners: boolean[]) =>
    aSection({
      key,
      actions: owners.map((has, at) =>
        anAction({ key: `${key}.${at}`, ref: `${key}.${at}`, ...(has ? {} : { owners: [] }) }),
      ),
    })
  const lacking = (...sections: ReturnType<typeof section>[]) =>
    eachLack(
      aSubjectOf({ plans: [aPlan({ sections })] }),
      ({ owners }) => owners.length === 0,
      ({ owners }) => owners.length > 0,
    ).map(({ args, where }) => [args.count ?? args.ref, where.action ?? where.section ?? where.plan])
  expect(lacking(section('a', true), section('b', true))).toEqual([])
  expect(lacking(section('a', false), section('b', false))).toEqual([[2, 'plan-1']])
  expect(lacking(section('a', false))).toEqual([['a.0', 'a.0']])
  expect(lacking(section('a', false, false), section('b', true))).toEqual([[2, 'a']])
  expect(lacking(section('a', false, false), section('b', true, false))).toEqual([
    [2, 'a'],
    ['b.1', 'b.1'],
  ])
  expect(lacking(section('a', false), section('b', true, false, false))).toEqual([
    ['a.0', 'a.0'],
    ['b.1', 'b.1'],
    ['b.2', 'b.2'],
  ])
})
