// @vitest-environment happy-dom

import { aDraft, anAction, aPlan, aSection } from '@beatbook/testkit'
import { cleanup, fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aServer, openPage } from '../../testing/page.tsx'
import ActionPage from '../action/ActionPage.tsx'

const imported = aDraft({
  plans: [
    aPlan({
      title: 'Stations',
      sections: [
        aSection({
          actions: [
            anAction({
              owners: [
                { name: 'Dock Team', duty: 'responsible' },
                { name: 'Estates Team', duty: 'responsible' },
              ],
            }),
          ],
        }),
      ],
    }),
  ],
})

let server: Awaited<ReturnType<typeof aServer>>
beforeEach(async () => {
  server = await aServer(imported)
  openPage(ActionPage, '/plans/:code/:ref', `/plans/${server.code}/1`)
})
afterEach(async () => {
  cleanup()
  await server.close()
})

const begin = async (): Promise<HTMLTextAreaElement> => {
  fireEvent.click(await screen.findByRole('button', { name: 'Ask or comment' }))
  return screen.findByLabelText<HTMLTextAreaElement>('Your question or comment')
}
const type = (box: HTMLTextAreaElement, text: string) => {
  box.value = text
  box.setSelectionRange(text.length, text.length)
  fireEvent.input(box)
}

test('a comment is typed with a mention chosen by the keyboard, and sent by Ctrl-Enter', async () => {
  const box = await begin()
  type(box, 'Please look, @est')
  const list = await screen.findByRole('listbox', { name: 'People and owners' })
  await within(list).findByRole('option', { name: 'Estates Team Owner', selected: true })
  expect(box.getAttribute('aria-activedescendant')).toBe(within(list).getByRole('option').id)
  fireEvent.keyDown(box, { key: 'Enter' })
  expect(box.value).toBe('Please look, @Estates Team ')
  expect(screen.queryByRole('listbox')).toBeNull()
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true })
  const conversation = await screen.findByRole('article', { name: 'Conversation 1' })
  const link = await within(conversation).findByRole('link', { name: '@Estates Team' })
  expect(link.getAttribute('href')).toMatch(/^\/owners\//)
  await screen.findByText('1 open')
  await screen.findByText('The conversation was begun.')
})

test('until the names for what is typed have come, those of before are offered only where they fit', async () => {
  const box = await begin()
  type(box, 'Please look, @')
  const list = () => within(screen.getByRole('listbox', { name: 'People and owners' })).getAllByRole('option')
  await waitFor(() => expect(list().length).toBeGreaterThan(1))
  const { fetch } = globalThis
  globalThis.fetch = () => new Promise(() => {})
  type(box, 'Please look, @est')
  expect(list().map(({ textContent }) => textContent)).toEqual(['Estates TeamOwner'])
  fireEvent.keyDown(box, { key: 'Enter' })
  globalThis.fetch = fetch
  expect(box.value).toBe('Please look, @Estates Team ')
})

test('an answer, an edit, a removal and settling show at once, with their marks', async () => {
  const box = await begin()
  type(box, 'Who pays?')
  fireEvent.change(screen.getByLabelText('About'), { target: { value: 'owners' } })
  fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  const conversation = await screen.findByRole('article', { name: 'Conversation 1: Owners' })
  const inside = within(conversation)
  fireEvent.click(inside.getByRole('button', { name: /^Answer/ }))
  type(await inside.findByLabelText<HTMLTextAreaElement>('Your answer'), 'The fund')
  fireEvent.click(inside.getByRole('button', { name: 'Send' }))
  await inside.findByText('The fund')
  fireEvent.click(inside.getByRole('button', { name: 'Edit your comment 2' }))
  type(await inside.findByLabelText<HTMLTextAreaElement>('Your comment'), 'The safety fund')
  fireEvent.click(inside.getByRole('button', { name: 'Save' }))
  await inside.findByText('The safety fund')
  await inside.findByText(/edited/)
  fireEvent.click(inside.getByRole('button', { name: 'Remove your comment 2' }))
  await inside.findByText(/^Removed/)
  expect(inside.queryByText('The safety fund')).toBeNull()
  fireEvent.click(inside.getByRole('button', { name: /^Settle/ }))
  await screen.findByText('1 settled', { selector: '.sub' })
  await screen.findByText(/^Settled by/)
})

test('words that could not be sent stay in the form, with what went wrong', async () => {
  const box = await begin()
  type(box, 'Who pays?')
  const { fetch } = globalThis
  globalThis.fetch = async () => {
    throw new TypeError('no network')
  }
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true })
  await screen.findByRole('alert')
  expect(box.value).toBe('Who pays?')
  globalThis.fetch = fetch
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true })
  await screen.findByRole('article', { name: 'Conversation 1' })
  await waitFor(() => expect(screen.queryByLabelText('Your question or comment')).toBeNull())
})

test('a fact is asked about by its link', async () => {
  const link = await screen.findByRole('link', { name: 'Ask about this: Owners' })
  expect(link.getAttribute('href')).toBe('#ask-owners')
})
