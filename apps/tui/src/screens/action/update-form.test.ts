import { actionSince, type DraftAction, foldAction, forceDefault, type RagRules } from '@beatbook/domain'
import { aDraft, anAction, aPlan, aRecordOf, aSection, countedIds, TODAY } from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import { anActionView } from '../../testing/views.ts'
import { lineOf } from '../line.ts'
import { complaint, hasWords, promptsOf, updateForm, updateFormTyped } from './update-form.ts'

/** The form on an action of a record, in a plan with the given rules. */
const formOn = (given: Partial<DraftAction> = {}, ragRules: RagRules = forceDefault) => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction(given)] })] })] }),
  )
  const [id = ''] = actionIds
  const history = record.history(id)
  const state = foldAction(history)
  if (state === null) throw new Error('there is no action')
  const { stage, level, touched } = state
  const ids = { commandId: countedIds(1)(), updateId: countedIds(2)() }
  return updateForm(
    anActionView({ id, stage, level, touched }),
    { past: actionSince(history, TODAY), ragRules },
    ids,
  )
}
const form = formOn()

describe('the form of an update', () => {
  test('Tab goes round the fields and Shift-Tab back', () => {
    const next = updateFormTyped(form, '', { tab: true })
    expect(next.field).toBe('stage')
    expect(updateFormTyped(next, '', { tab: true, shift: true }).field).toBe('words')
    expect(updateFormTyped(form, '', { upArrow: true }).field).toBe('progress')
  })

  test('arrows change the stage through the plan’s workflow and back to unchanged', () => {
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
    [
      'a timescale nobody understands',
      { timescale: lineOf('purple elephants'), reason: lineOf('x') },
      /not understood/,
    ],
    ['words alone', { words: lineOf('Done.') }, null],
    ['a share of the work alone', { progress: lineOf('40%') }, null],
    ['a share above the whole', { progress: lineOf('140') }, /whole number from 0 to 100/],
    ['a level that asks for no reason', { level: 'green' as const }, null],
    ['a level that asks for one', { level: 'red' as const }, /risk or issue/],
    ['a level that asks for one, with it', { level: 'red' as const, reason: lineOf('No crane') }, null],
    [
      'a new timescale with its reason',
      { timescale: lineOf('by June 2028'), reason: lineOf('Supplier is late') },
      null,
    ],
  ])('%s', (_, change, expected) => {
    const said = complaint({ ...form, ...change }, TODAY)
    if (expected === null) expect(said).toBeNull()
    else expect(said).toMatch(expected)
  })

  test.each([
    [null, /What happened/, /^stays by/],
    ['green', /What happened/, /^stays by/],
    ['amber', /risk or issue/, /^stays by/],
    ['red', /risk or issue/, /Does the date move\? Now by/],
  ] as const)('declaring %s asks for what it needs', (level, words, timescale) => {
    const asked = promptsOf({ ...form, level })
    expect(asked.words).toMatch(words)
    expect(asked.timescale).toMatch(timescale)
  })

  test('reopening a complete action requires a reason', () => {
    expect(complaint({ ...formOn({ stage: 'complete' }), stage: 'in-progress' }, TODAY)).toMatch(
      /opened again/,
    )
  })

  test('the plan’s rules decide which level asks for a reason and for the next date', () => {
    const levels = forceDefault.levels.map((level) => ({
      ...level,
      reasonDue: level.code === 'green',
      asksNextDate: level.code === 'amber',
    }))
    const own = formOn({}, { ...forceDefault, code: 'own', levels })
    expect(complaint({ ...own, level: 'red' }, TODAY)).toBeNull()
    expect(complaint({ ...own, level: 'green' }, TODAY)).toMatch(/risk or issue/)
    expect(promptsOf({ ...own, level: 'red' })).toMatchObject({
      words: 'What happened?',
      timescale: expect.stringMatching(/^stays by/),
    })
    expect(promptsOf({ ...own, level: 'green' }).words).toBe('What is the risk or issue?')
    expect(promptsOf({ ...own, level: 'amber' }).timescale).toMatch(/^Does the date move/)
  })

  test('if the rules or the events are not known only the server decides', () => {
    expect(
      complaint({ ...form, level: 'red', known: { ...form.known, ragRules: undefined } }, TODAY),
    ).toBeNull()
    expect(complaint({ ...form, known: { ...form.known, past: undefined } }, TODAY)).toBeNull()
  })

  test('it does not change while it is being sent', () => {
    const sending = { ...form, sending: true }
    expect(updateFormTyped(sending, 'x', {})).toBe(sending)
  })

  test('knows whether leaving would lose input', () => {
    expect(hasWords(form)).toBe(false)
    expect(hasWords({ ...form, reason: lineOf('x') })).toBe(true)
  })
})
