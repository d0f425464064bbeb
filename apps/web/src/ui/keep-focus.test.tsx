// @vitest-environment happy-dom

import { cleanup, fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepFocus } from './keep-focus.ts'

const shown: string[] = []
beforeEach(() => {
  shown.length = 0
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    shown.push(this.textContent ?? '')
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

/** A part of a page with a form that a button opens; saving it says so, and the button stays away while `isBusy`. */
const Part = () => {
  const [open, setOpen] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [said, setSaid] = createSignal('')
  onMount(() => onCleanup(keepFocus()))
  return (
    <section>
      <h2>Sections</h2>
      <div role="status">
        <Show when={said()} keyed>
          {(words) => (
            <p class="done">
              {words}{' '}
              <button type="button" onClick={() => setSaid('The entry was undone.')}>
                Undo
              </button>
            </p>
          )}
        </Show>
      </div>
      <Show
        when={open()}
        fallback={
          <button type="button" onClick={() => setOpen(true)}>
            Rename
          </button>
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault()
            setOpen(false)
            setSaid('It was renamed.')
          }}
        >
          <input aria-label="New title" />
          <button type="button" onClick={() => setOpen(false)}>
            Cancel
          </button>
        </form>
      </Show>
      <button type="button" disabled={busy()} onClick={() => setBusy(true)}>
        Add
      </button>
      <button type="button" onMouseDown={() => setBusy(false)} onMouseUp={() => setBusy(true)}>
        Answer
      </button>
      <Show when={!busy()}>
        <button type="button" onClick={() => setBusy(true)}>
          Remove
        </button>
      </Show>
    </section>
  )
}

const press = (name: string) => {
  const button = screen.getByRole('button', { name })
  button.focus()
  fireEvent.click(button)
}
const isFocused = (words: string) =>
  waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe(words))

test('a form that is left gives the focus to the button that opened it, although that is drawn anew', async () => {
  render(() => <Part />)
  press('Rename')
  screen.getByLabelText('New title').focus()
  press('Cancel')
  await isFocused('Rename')
  expect(shown).toEqual([])
})

test('after a save the message has the focus and is in view, and so has that of its undo', async () => {
  render(() => <Part />)
  press('Rename')
  const input = screen.getByLabelText('New title')
  input.focus()
  fireEvent.submit(input.closest('form') as HTMLFormElement)
  await isFocused('It was renamed. Undo')
  expect(shown).toEqual(['It was renamed. Undo'])
  press('Undo')
  await isFocused('The entry was undone. Undo')
  expect(shown).toHaveLength(2)
})

test('a message comes into view without a movement for whoever wants none', async () => {
  const scroll = vi.mocked(Element.prototype.scrollIntoView)
  for (const [matches, behavior] of [
    [false, 'smooth'],
    [true, 'auto'],
  ] as const) {
    vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches } as MediaQueryList)
    render(() => <Part />)
    press('Rename')
    fireEvent.submit(screen.getByLabelText('New title').closest('form') as HTMLFormElement)
    await waitFor(() => expect(scroll).toHaveBeenLastCalledWith({ block: 'nearest', behavior }))
    cleanup()
  }
})

test('a button that is busy has the focus again afterwards', async () => {
  render(() => <Part />)
  const add = screen.getByRole('button', { name: 'Add' })
  press('Add')
  add.blur()
  fireEvent.mouseDown(screen.getByRole('button', { name: 'Answer' }))
  await isFocused('Add')
})

test('what is removed with nothing said gives the focus to the heading of its part', async () => {
  render(() => <Part />)
  press('Remove')
  await isFocused('Sections')
})

test('whoever presses beside everything has left the focus, which does not come back by itself', async () => {
  render(() => <Part />)
  const remove = screen.getByRole('button', { name: 'Remove' })
  remove.focus()
  fireEvent.pointerDown(document.body)
  remove.blur()
  await new Promise((resolve) => setTimeout(resolve, 5))
  fireEvent.mouseUp(screen.getByRole('button', { name: 'Answer' }))
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull()
  expect(document.activeElement).toBe(document.body)
})
