// @vitest-environment happy-dom

import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { createSignal } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DayField } from './DayField.tsx'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-30T12:00:00Z') })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const given: (string | null)[] = []
const [value, setValue] = createSignal('2026-06-30')
const shown = () => {
  given.length = 0
  setValue('2026-06-30')
  const { container } = render(() => (
    <form>
      <DayField id="from" label="From" value={value()} most="2026-11-30" onDay={(day) => given.push(day)} />
    </form>
  ))
  const form = container.querySelector('form') as HTMLFormElement
  const input = container.querySelector('#from') as HTMLInputElement
  return {
    form,
    input,
    type: (words: string) => {
      fireEvent.input(input, { target: { value: words } })
      fireEvent.change(input)
    },
    sends: () => new FormData(form).get('from'),
    error: () => container.querySelector('.govuk-error-message')?.textContent ?? null,
  }
}

test('a day is shown in words, and sent as a date', () => {
  const field = shown()
  expect([field.input.value, field.sends()]).toEqual(['30 June 2026', '2026-06-30'])
})

test.each([
  ['31/10/2026', '31 October 2026', '2026-10-31'],
  ['2026-03-01', '1 March 2026', '2026-03-01'],
  ['yesterday', '29 November 2026', '2026-11-29'],
  ['last month end', '31 October 2026', '2026-10-31'],
  ['', '', null],
])('“%s” is read as %s', (words, says, day) => {
  const field = shown()
  field.type(words)
  expect(field.input.value).toBe(says)
  expect(field.sends()).toBe(day ?? '')
  expect(given).toEqual([day])
  expect(field.error()).toBeNull()
})

test.each([
  ['soon', 'Error: Write a day like 31/10/2026, yesterday or “last month end”'],
  ['31/10/2226', 'Error: Write a day like 31/10/2026, yesterday or “last month end”'],
  ['1/12/2026', 'Error: Give 30 November 2026 or an earlier day'],
])('“%s” is refused with a sentence, stays, and stops the form', (words, sentence) => {
  const field = shown()
  field.type(words)
  expect([field.error(), field.input.value, given]).toEqual([sentence, words, []])
  expect(field.input.checkValidity()).toBe(false)
  field.type('1/11/2026')
  expect([field.error(), field.input.checkValidity()]).toEqual([null, true])
})

test('another value from outside and a reset of the form show their day', async () => {
  const field = shown()
  setValue('2026-09-01')
  expect(field.input.value).toBe('1 September 2026')
  field.type('soon')
  field.form.reset()
  await vi.runAllTimersAsync()
  expect([field.input.value, field.error(), field.sends()]).toEqual(['1 September 2026', null, '2026-09-01'])
})
