// @vitest-environment happy-dom

import { commandDone } from '@beatbook/presentation'
import { aDraft, anAction, aPlan, aSection } from '@beatbook/testkit'
import { createMemoryHistory, MemoryRouter, Route } from '@solidjs/router'
import { cleanup, fireEvent, render, screen, within } from '@solidjs/testing-library'
import { QueryClientProvider } from '@tanstack/solid-query'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { queryClient } from '../../query-client.ts'
import { aServer } from '../../testing/page.tsx'
import { Page } from '../../ui/Page.tsx'
import NewPlanPage from './NewPlanPage.tsx'
import PlanPage from './PlanPage.tsx'

let server: Awaited<ReturnType<typeof aServer>>
beforeEach(async () => {
  const sections = [aSection({ actions: [anAction({})] })]
  server = await aServer(aDraft({ plans: [aPlan({ title: 'Stations', sections })] }))
})
afterEach(async () => {
  cleanup()
  await server.close()
})

const open = (at: string) => {
  const history = createMemoryHistory()
  history.set({ value: at })
  render(() => (
    <QueryClientProvider client={queryClient}>
      <MemoryRouter history={history}>
        <Route path="/plans" component={() => <Page title="Plans">All of them</Page>} />
        <Route path="/plans/new" component={NewPlanPage} />
        <Route path="/plans/:code" component={PlanPage} />
      </MemoryRouter>
    </QueryClientProvider>
  ))
}
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const type = async (label: string, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } })
const submit = async (form: string) => fireEvent.submit(await screen.findByRole('form', { name: form }))

test('a new plan is opened, says that it was added and how actions come into it, and can be undone', async () => {
  open('/plans/new')
  await type('Title', 'Dock watch')
  expect(screen.getByLabelText('Short name (optional)')).toBeTruthy()
  expect(screen.queryByLabelText('Code (optional)')).toBeNull()
  await submit('Add a plan')
  await screen.findByRole('heading', { name: 'Dock watch', level: 1 })
  const said = await screen.findByText(commandDone('add-plan'), { exact: false })
  expect(said.textContent).not.toContain('id')
  const none = await screen.findByText(/This plan has no action yet/)
  expect(within(none).getByRole('link', { name: 'import a document' }).getAttribute('href')).toBe('/import')
  fireEvent.click(within(none).getByRole('link', { name: 'Add an action' }))
  await screen.findByLabelText('What is promised')
  fireEvent.click(within(said).getByRole('button', { name: 'Undo' }))
  await screen.findByRole('heading', { name: 'Plans', level: 1 })
  await screen.findByText(commandDone('undo-command'))
})

test('a plan begun from another one is opened and says so', async () => {
  open(`/plans/new?from=${server.code}#from`)
  await screen.findByText(/^1 action of 1 action/)
  await type('Title', 'Stations again')
  await submit('Begin a plan from another')
  await screen.findByRole('heading', { name: 'Stations again', level: 1 })
  const said = await screen.findByText(commandDone('begin-from-plan'), { exact: false })
  within(said).getByRole('button', { name: 'Undo' })
})

test('an archived plan offers nothing that is refused, and says how it is restored', async () => {
  open(`/plans/${server.code}#edit-plan`)
  await press('Archive a plan')
  await press('Archive')
  await screen.findByText(/nothing in it can be changed until it is restored/)
  expect(screen.queryByRole('button', { name: 'Add an action' })).toBeNull()
  await press('Restore a plan')
  await screen.findByRole('button', { name: 'Add an action' })
})

test('the history says which entry was undone', async () => {
  open(`/plans/${server.code}#edit-plan`)
  await type('Title of a new section', 'On the water')
  await press('Add')
  const said = await screen.findByText(commandDone('add-section'), { exact: false })
  fireEvent.click(within(said).getByRole('button', { name: 'Undo' }))
  await screen.findByText(commandDone('undo-command'))
  const history = (await screen.findByText('History')).closest('details') as HTMLDetailsElement
  history.open = true
  fireEvent(history, new Event('toggle'))
  await screen.findByText('Undone: Section “On the water” was added.')
})

test('what needs attention names both levels as everywhere else', async () => {
  open(`/plans/${server.code}`)
  const attention = (await screen.findByText(/^What changed, what turns/)).closest('details')
  if (attention === null) throw new Error('it is not folded')
  attention.open = true
  fireEvent(attention, new Event('toggle'))
  await screen.findByRole('heading', { name: 'Declared and by the rules disagree' })
})
