import { describe, expect, test } from 'vitest'
import { anActionView } from '../../testing/views.ts'
import { lineOf } from '../line.ts'
import { askedBy, complaint, hasWords, updateForm, updateFormTyped } from './update-form.ts'

const form = updateForm(anActionView())

describe('the form of an update', () => {
  test('Tab goes round the fields and Shift-Tab back', () => {
    const next = updateFormTyped(form, '', { tab: true })
    expect(next.field).toBe('stage')
    expect(updateFormTyped(next, '', { tab: true, shift: true }).field).toBe('words')
    expect(updateFormTyped(form, '', { upArrow: true }).field).toBe('progress')
  })

  test('arrows turn the stage through the plan’s workflow and back to leaving it', () => {
    const stage = { ...form, field: 'stage' as const }
    const turned = ['not-started', 'in-progress', 'complete', null].reduce<(typeof form)[]>(
      (forms) => [...forms, updateFormTyped(forms.at(-1) ?? stage, '', { rightArrow: true })],
      [],
    )
    expect(turned.map((f) => f.stage)).toEqual(['not-started', 'in-progress', 'complete', null])
  })

  test.each([
    ['nothing said', {}, /Write something/],
    ['a new timescale without a reason', { timescale: lineOf('by June 2028') }, /why the timescale/],
    ['a timescale nobody understands', { timescale: lineOf('purple elephants'), reason: lineOf('x') }, /not understood/],
    ['words alone', { words: lineOf('Done.') }, null],
    ['a share of the work alone', { progress: lineOf('40%') }, null],
    ['a share above the whole', { progress: lineOf('140') }, /whole number from 0 to 100/],
    ['a level alone', { level: 'red' as const }, null],
    ['a new timescale with its reason', { timescale: lineOf('by June 2028'), reason: lineOf('Supplier is late') }, null],
  ])('%s', (_, change, expected) => {
    const said = complaint({ ...form, ...change })
    if (expected === null) expect(said).toBeNull()
    else expect(said).toMatch(expected)
  })

  test.each([
    [null, /What happened/, /^stays by/],
    ['green', /What happened/, /^stays by/],
    ['amber', /risk or issue/, /^stays by/],
    ['red', /risk or issue/, /Does the date move\? Now by/],
  ] as const)('declaring %s asks for what it needs', (level, words, timescale) => {
    const asked = askedBy({ ...form, level })
    expect(asked.words).toMatch(words)
    expect(asked.timescale).toMatch(timescale)
  })

  test('opening again what is complete wants a reason', () => {
    expect(complaint({ ...updateForm(anActionView({ stage: 'complete' })), stage: 'in-progress' })).toMatch(/opened again/)
  })

  test('while it is being sent no key changes it', () => {
    const sending = { ...form, sending: true }
    expect(updateFormTyped(sending, 'x', {})).toBe(sending)
  })

  test('knows whether leaving loses anything', () => {
    expect(hasWords(form)).toBe(false)
    expect(hasWords({ ...form, reason: lineOf('x') })).toBe(true)
  })
})
