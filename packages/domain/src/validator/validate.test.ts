import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { forceDefault } from '../rag/presets/force-default.ts'
import { validatorCodes } from '../severity/codes.ts'
import { severitiesByCode } from '../severity/severity.ts'
import { validators } from './index.ts'
import { skippedValidators, validate } from './validate.ts'
import { violation } from './violation.ts'

const subject = aSubject({ ref: '20' }, { ref: '20', level: 'blue', owners: [], ownerSaid: null })
const levels = [{ code: 'red' as const, reasonDue: true }]
const codes = (given: Parameters<typeof validate>[1]) =>
  validate(subject, given).map(({ code, severity }) => `${severity} ${code}`)

test('failed checks are sorted by severity, the most severe first', () => {
  expect(codes({ today: TODAY, levels })).toEqual([
    'error level-outside-rules',
    'warning duplicate-ref',
    'warning no-owner',
  ])
})

test('a check without the input it needs does not run, and is named', () => {
  expect(codes({ today: TODAY })).toEqual(['warning duplicate-ref', 'warning no-owner'])
  expect(skippedValidators({ today: TODAY, levels })).toEqual([
    { code: 'no-update-in-period', needs: 'period' },
  ])
})

test('a plan sets the severity of a check, and can turn it off', () => {
  expect(codes({ today: TODAY, severities: { 'duplicate-ref': 'off', 'no-owner': 'error' } })).toEqual([
    'error no-owner',
  ])
})

test('the levels of RAG rules are used unchanged', () => {
  const found = validate(aSubject({ level: 'amber' }, { level: 'blue' }), {
    today: TODAY,
    levels: forceDefault.levels,
  })
  expect(found.map(({ code, args }) => `${'level' in args ? args.level : ''} ${code}`)).toEqual([
    'blue level-outside-rules',
    'amber level-without-reason',
  ])
})

test.each([{ 'no-such-check': 'error' }, { 'no-owner': 'fatal' }])(
  'severities %j are refused',
  (severities) => {
    expect(severitiesByCode.safeParse(severities).success).toBe(false)
  },
)

test('every severity of every check is accepted, and every violation matches its schema', () => {
  for (const code of validatorCodes)
    expect(severitiesByCode.parse({ [code]: 'off' })).toEqual({ [code]: 'off' })
  for (const found of validate(subject, { today: TODAY, levels }))
    expect(violation.parse(found)).toEqual(found)
})

test('there is a validator for every code, in the same order', () => {
  expect(Object.keys(validators)).toEqual([...validatorCodes])
})
