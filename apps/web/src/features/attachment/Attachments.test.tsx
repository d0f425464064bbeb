// @vitest-environment happy-dom

import { commandTitle } from '@beatbook/presentation'
import { aDraft, anAction, anUpdate, aPlan, aSection } from '@beatbook/testkit'
import { cleanup, fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aServer, openPage } from '../../testing/page.tsx'
import ActionPage from '../action/ActionPage.tsx'

const page = 'https://www.arden.example/register'
const actions = [anAction({ updates: [anUpdate({ on: '2026-03-01', text: 'Surveyed' })] })]
let server: Awaited<ReturnType<typeof aServer>>
beforeEach(async () => {
  server = await aServer(aDraft({ plans: [aPlan({ sections: [aSection({ actions })] })] }))
})
afterEach(async () => {
  cleanup()
  await server.close()
})

const open = () => openPage(ActionPage, '/plans/:code/:ref', `/plans/${server.code}/1`)
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const type = async (label: string, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } })
const section = () => screen.findByRole('region', { name: 'Files and links' })
const attach = async (given: { title?: string; evidence?: boolean } = {}) => {
  await press(commandTitle('add-attachment'))
  await type('Or a web address', page)
  await press('Add the web address')
  if (given.title) await type('Title (may stay empty)', given.title)
  if (given.evidence) fireEvent.click(await screen.findByLabelText('Evidence that something was done'))
  await press('Attach')
  await screen.findByText('It was attached.')
}

test('a web address is attached as evidence, and undone', async () => {
  open()
  expect(await within(await section()).findByText('None yet.')).toBeTruthy()
  await attach({ title: 'Register', evidence: true })
  const evidence = await screen.findByRole('list', { name: 'Evidence' })
  const link = within(evidence).getByRole('link', { name: /^Register/ })
  expect(link.getAttribute('href')).toBe(page)
  expect(link.getAttribute('rel')).toBe('noopener noreferrer')
  expect(within(evidence).getByText('Evidence of 20 November 2026')).toBeTruthy()
  expect((await server.action('1')).attachments).toMatchObject([{ title: 'Register', url: page }])
  expect(await screen.findByText('Link attached: “Register”, evidence of 20 November 2026')).toBeTruthy()
  fireEvent.click(await within(await section()).findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('None yet.')).toBeTruthy()
  expect((await server.action('1')).attachments).toEqual([])
})

test('what is no web address, and nothing at all, is said at once', async () => {
  open()
  await press(commandTitle('add-attachment'))
  await press('Attach')
  expect(await screen.findByText('Choose a file or add a web address first')).toBeTruthy()
  await type('Or a web address', 'javascript:alert(1)')
  await press('Add the web address')
  expect(await screen.findByText(/Write the whole address of a web page/)).toBeTruthy()
  expect((await server.action('1')).attachments).toEqual([])
})

test('a link is renamed, marked with a day, and removed with a reason', async () => {
  open()
  await attach()
  await press(`Edit “${page}”`)
  await type('Title', 'Minutes')
  fireEvent.click(await screen.findByLabelText('Evidence that something was done'))
  await type('Done on', '31 February 2026')
  await press('Save')
  expect(await screen.findByText(/Write the day of the evidence like/)).toBeTruthy()
  await type('Done on', '1 July 2026')
  await press('Save')
  expect(await screen.findByText('The file or link was saved.')).toBeTruthy()
  expect((await server.action('1')).attachments).toMatchObject([{ title: 'Minutes', evidence: '2026-07-01' }])
  await press('Remove “Minutes”')
  await type('Why (may stay empty)', 'The wrong meeting')
  await press('Remove it')
  expect(await screen.findByText('The file or link was removed.')).toBeTruthy()
  expect(await screen.findByText('Link removed: “Minutes”')).toBeTruthy()
  expect((await server.action('1')).attachments).toEqual([])
})

test('an update brings its links, which stand below its words and go with it', async () => {
  open()
  await press('Record an update')
  await type('What happened', 'All fitted')
  await type('Or a web address', page)
  await press('Add the web address')
  await press('Record')
  await screen.findByText(/The update was recorded/)
  const list = await screen.findByRole('list', { name: 'Files and links of this update' })
  expect(within(list).getByRole('link', { name: new RegExp(page) })).toBeTruthy()
  expect(screen.queryByText(/Link attached/)).toBeNull()
  const { attachments } = await server.action('1')
  expect(attachments).toMatchObject([{ url: page, updateId: expect.any(String) }])
  const entry = list.closest('li') as HTMLElement
  fireEvent.click(await within(entry).findByRole('button', { name: /^Undo/ }))
  await press('Undo it')
  await waitFor(async () => expect((await server.action('1')).attachments).toEqual([]))
})

test('complete work without evidence says so', async () => {
  await server.update('1', { text: 'Done', stage: 'complete' })
  open()
  expect(await within(await section()).findByText('Complete, with no evidence attached.')).toBeTruthy()
})
