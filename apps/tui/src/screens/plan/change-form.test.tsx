import type { ChangePreviewRow } from '@beatbook/contract'
import { defaultSettings } from '@beatbook/domain'
import { renderToString } from 'ink'
import { describe, expect, test } from 'vitest'
import { aPlanView } from '../../testing/views.ts'
import { lineOf } from '../line.ts'
import {
  type ChangeField,
  type ChangeForm,
  changeFields,
  changeForm,
  changeFormTyped,
  changeInputsOf,
  changeOf,
  hasChange,
  savedRows,
  withChangeInputs,
} from './change-form.ts'
import { ChangeView } from './change-view.tsx'

const ids = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
const settings = {
  ...defaultSettings,
  columns: [{ code: 'ward', title: 'Ward', kind: 'choice' as const, choices: ['North', 'South'] }],
}
const plan = {
  ...aPlanView(),
  sections: [{ id: ids[1] ?? '', ref: null, title: 'Visibility', counts: aPlanView().counts }],
}
const blank = changeForm(plan, settings, ids)
const filled = (lines: Record<string, string>, choices: ChangeForm['choices'] = {}): ChangeForm => ({
  ...blank,
  choices,
  lines: Object.fromEntries(Object.entries(lines).map(([field, text]) => [field, lineOf(text)])),
})
const row = (actionId: string, more: Partial<ChangePreviewRow> = {}): ChangePreviewRow => ({
  actionId,
  ref: '32',
  text: 'Doorbells',
  before: { level: 'amber' },
  after: { level: 'red' },
  seen: {},
  columnsSeen: {},
  refusal: null,
  ...more,
})

describe('what is kept of a change that was not saved', () => {
  test('it stands in a form that is opened again, with other actions too', () => {
    const form = filled(
      { shift: '14d', owners: 'Estates', reason: '' },
      { level: 'red', section: ids[1] ?? '' },
    )
    const inputs = changeInputsOf(form)
    expect(inputs).toEqual({ shift: '14d', owners: 'Estates', level: 'red', section: ids[1] })
    const again = withChangeInputs(changeForm(plan, settings, ids.slice(1)), inputs)
    expect(changeInputsOf(again)).toEqual(inputs)
    expect(again.rows).toEqual(ids.slice(1))
    expect(changeInputsOf(withChangeInputs(blank, {}))).toEqual({})
  })

  test('a section that is gone, a level that the rules no longer have and unknown fields are left out', () => {
    const kept = { shift: '14d', section: 'gone', level: 'purple', promised: 'withdrawn', colour: 'x' }
    expect(changeInputsOf(withChangeInputs(blank, kept))).toEqual({ shift: '14d', promised: 'withdrawn' })
  })

  test('the form says since when it is not saved', () => {
    const form = { ...blank, keptAt: '2026-11-20T12:00:00.000Z' }
    const shown = renderToString(<ChangeView form={form} width={100} height={30} />, { columns: 100 })
    expect(shown).toContain('Change 2 actions of')
    expect(shown).toContain('not saved yet, from 20 November 2026')
  })
})

describe('what is written', () => {
  test('nothing is no change, and is lost by nobody', () => {
    expect(changeOf(blank)).toBeNull()
    expect(hasChange(blank)).toBe(false)
    expect(changeOf(filled({ reason: 'Board' }))).toBeNull()
  })

  test('every field becomes its part of the command', () => {
    const form = filled(
      {
        shift: '14d',
        update: 'Chased',
        owners: 'Estates; Contact Centre',
        columns: 'ward=north',
        progress: '40',
        reason: 'Board',
        on: '31/10/2026',
      },
      { level: 'red', priority: 'none', section: ids[1] ?? '', promised: 'withdrawn' },
    )
    expect(changeOf(form)).toEqual({
      planId: plan.id,
      rows: ids.map((actionId) => ({ actionId })),
      shift: '14d',
      update: 'Chased',
      owners: [{ name: 'Estates' }, { name: 'Contact Centre' }],
      columns: { ward: 'North' },
      progress: 40,
      level: 'red',
      priority: null,
      sectionId: ids[1],
      withdrawn: true,
      reason: 'Board',
      on: '2026-10-31',
    })
  })

  test.each([
    [{ shift: 'soon' }, /14d, -2w, 3m/],
    [{ update: 'x', on: 'whenever' }, /like 31\/10\/2026/],
    [{ progress: 'half' }, /progress|per cent|whole|share/i],
    [{ columns: 'colour=red' }, /“colour” is none/],
  ])('%j does not fit', (lines, words) => {
    expect(changeOf(filled(lines))).toMatch(words)
  })
})

test('keys go through every field, turn choices, and leave what was typed', () => {
  let form = blank
  const seen: ChangeField[] = []
  for (const _ of changeFields) {
    seen.push(form.field)
    form = changeFormTyped(form, '', { tab: true })
  }
  expect(seen).toEqual(changeFields)
  const onLevel = { ...blank, field: 'level' as const }
  const turned = changeFormTyped(onLevel, '', { rightArrow: true })
  expect(turned.choices.level).toBe('red')
  expect(changeFormTyped(turned, '', { leftArrow: true }).choices).toEqual({})
  expect(changeFormTyped({ ...blank, sending: true }, 'x', {})).toMatchObject({ lines: {} })
  expect(changeFormTyped(blank, '2w', {}).lines.shift?.text).toBe('2w')
})

test('only what changes, is not refused and was not changed meanwhile is saved', () => {
  const rows = [
    row('a'),
    row('b', { after: {} }),
    row('c', { refusal: { code: 'plan-archived', args: {} } as never }),
    row('d'),
  ]
  const form = { preview: { asked: '', rows }, left: new Map([['d', 'changed']]) }
  expect(savedRows(form).map(({ actionId }) => actionId)).toEqual(['a'])
})

test.each([
  [80, 20],
  [60, 11],
  [160, 46],
])('on %i columns and %i lines the field and the preview are both in sight', (width, height) => {
  for (const field of changeFields) {
    const form: ChangeForm = {
      ...filled({ update: 'said '.repeat(60) }, { level: 'red' }),
      field,
      preview: { asked: '', rows: ids.map((id) => row(id)) },
      error: 'One action changed while you looked, so nothing was saved. Enter saves the others.',
    }
    const frame = renderToString(<ChangeView form={form} width={width} height={height} />, { columns: width })
    expect(frame).toContain('▌ ')
    expect(frame).toContain('2 actions will change.')
    expect(frame).toMatch(/Enter saves 2/)
    expect(frame.split('\n').length).toBeLessThanOrEqual(height)
    for (const line of frame.split('\n')) expect([...line].length).toBeLessThanOrEqual(width)
  }
})
