// @vitest-environment happy-dom

import { aDraft } from '@beatbook/testkit'
import { cleanup, fireEvent } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aServer, openPage } from '../../testing/page.tsx'
import CommandPage from './CommandPage.tsx'

let server: Awaited<ReturnType<typeof aServer>>
beforeEach(async () => {
  server = await aServer(aDraft())
})
afterEach(async () => {
  cleanup()
  await server.close()
})

const sent = () => server.asked.filter((procedure) => procedure === 'commands.withdrawAction').length

test('after a command its fields are empty, and the page says what was done', async () => {
  const { id } = await server.action('1')
  const page = openPage(CommandPage, '/commands/:name', '/commands/withdraw-action')
  const field = async (label: RegExp) => (await page.findByLabelText(label)) as HTMLInputElement
  const save = async () =>
    fireEvent.submit((await page.findByRole('button', { name: 'Save' })).closest('form') as HTMLFormElement)
  fireEvent.input(await field(/^Action id/), { target: { value: id } })
  fireEvent.input(await field(/^Reason/), { target: { value: 'Done elsewhere' } })
  await save()
  expect((await page.findByRole('status')).textContent).toBe('The action was withdrawn.')
  expect((await field(/^Action id/)).value).toBe('')
  expect((await field(/^Reason/)).value).toBe('')
  expect((await server.action('1')).withdrawn).toBe(true)

  await save()
  expect((await page.findAllByText('Fill in “Action id”')).length).toBeGreaterThan(0)
  expect(sent()).toBe(1)
})
