// @vitest-environment happy-dom

import { commandDone, commandTitle } from '@beatbook/presentation'
import { aDraft, anAction, anUpdate, aPlan, aSection } from '@beatbook/testkit'
import { cleanup, fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { queryClient } from '../../query-client.ts'
import { aServer, openPage } from '../../testing/page.tsx'
import { eventsQuery } from '../command/action.ts'
import ActionPage from './ActionPage.tsx'

/** A document of 1 June 2026 in which action 1 is in progress, with an update of 1 March. */
const imported = aDraft({
  plans: [
    aPlan({
      title: 'Stations',
      documentDate: { on: '2026-06-01', because: 'stated', said: null },
      sections: [
        aSection({
          actions: [
            anAction({
              level: 'amber',
              stage: 'in-progress',
              updates: [anUpdate({ on: '2026-03-01', text: 'Surveyed' })],
            }),
            anAction({ ref: '2', text: 'Publish the hours' }),
          ],
        }),
      ],
    }),
  ],
})

let server: Awaited<ReturnType<typeof aServer>>
beforeEach(async () => {
  server = await aServer(imported)
})
afterEach(async () => {
  cleanup()
  await server.close()
})

type Fields = Readonly<Record<string, string>>

/** The page of action 1, and functions that use it as a person would. */
const open = async () => {
  const page = openPage(ActionPage, '/plans/:code/:ref', `/plans/${server.code}/1`)
  const button = (name: string | RegExp) => page.findByRole('button', { name })
  const fill = async (fields: Fields) => {
    for (const [label, value] of Object.entries(fields)) {
      const field = await page.findByLabelText(label)
      const typed = field.tagName === 'SELECT' ? fireEvent.change : fireEvent.input
      typed(field, { target: { value } })
    }
  }
  return {
    page,
    fill,
    press: async (name: string | RegExp) => fireEvent.click(await button(name)),
    begin: async () => fireEvent.click(await button('Record an update')),
    record: async () => fireEvent.submit((await button('Record')).closest('form') as HTMLFormElement),
    history: () =>
      [...page.container.querySelectorAll('.timeline > li:not(.turn)')].map(
        (entry) => entry.textContent ?? '',
      ),
    problems: () => page.container.querySelector('.govuk-error-summary')?.textContent ?? '',
  }
}

test('what a document re-opened can be completed at an earlier day: the page accepts it as the server does', async () => {
  const { page, begin, fill, record, history } = await open()
  await begin()
  await fill({ 'What happened': 'All fitted', Stage: 'complete', 'True from': '1 May 2026' })
  await record()
  await page.findByText('The update was recorded.')
  expect(history().find((entry) => entry.includes('All fitted'))).toMatch(/1 May 2026.*Complete/)
})

test('the page refuses by the domain’s rules without asking the server', async () => {
  const { begin, fill, record, problems } = await open()
  await begin()
  await fill({ 'What happened': 'Fitted', 'True from': '1 February 2026' })
  await record()
  await waitFor(() => expect(problems()).not.toBe(''))
  expect(server.asked).not.toContain('commands.recordUpdate')
})

test('an update is shown at once and stays when it is recorded', async () => {
  const { page, begin, fill, record, history } = await open()
  await begin()
  await fill({ 'What happened': 'Two are fitted', 'Declared level': 'green' })
  const release = server.hold('commands.recordUpdate')
  await record()
  await waitFor(() => expect(history()[0]).toMatch(/The editor.*Declared Green, was Amber.*Two are fitted/))
  expect((await server.action('1')).level).toBe('amber')
  release()
  await page.findByText('The update was recorded.')
  expect(history()[0]).toContain('Two are fitted')
  expect((await server.action('1')).level).toBe('green')
})

test('what the server refuses is rolled back, with what changed meanwhile, and can then be recorded anyway', async () => {
  const { page, begin, fill, record, history, problems } = await open()
  await begin()
  await fill({ 'What happened': 'Two are fitted', 'Declared level': 'green' })
  await server.update('1', { level: 'red', text: 'No crane' })
  const release = server.hold('commands.recordUpdate')
  await record()
  await waitFor(() => expect(history()[0]).toContain('Two are fitted'))
  release()
  await waitFor(() => expect(problems()).toContain('changed'))
  expect(history()[0]).toContain('No crane')
  expect(history().join()).not.toContain('Two are fitted')
  expect(page.getByLabelText('Declared level')).toHaveProperty('value', 'green')

  await record()
  await page.findByText('The update was recorded.')
  expect(history()[0]).toMatch(/Declared Green, was Red.*Two are fitted/)
})

test('a change received from another tab is shown, and is stale for a form opened before it', async () => {
  const { followChanges } = await import('../session/live.ts')
  // Another tab is the leader: it holds the lock and broadcasts changes.
  Object.defineProperty(navigator, 'locks', {
    configurable: true,
    value: { request: () => new Promise(() => {}) },
  })
  const stop = followChanges()
  const leader = new BroadcastChannel('beatbook-live')
  const { page, begin, fill, record, history, problems } = await open()
  await begin()
  await fill({ 'What happened': 'Two are fitted', 'Declared level': 'green' })
  const focused = page.getAllByRole('button', { name: /^Undo the entry “Update”/ }).at(-1)
  focused?.focus()
  await server.update('1', { level: 'red', text: 'No crane' })
  leader.postMessage({
    kind: 'change',
    change: { position: 99, plans: [], actions: ['any'], others: [], everything: false },
  })
  await waitFor(() => expect(history()[0]).toContain('No crane'))
  expect(document.activeElement).toBe(focused)

  await record()
  await waitFor(() => expect(problems()).toContain('changed'))
  expect(server.asked).not.toContain('commands.recordUpdate')
  await record()
  await page.findByText('The update was recorded.')
  leader.close()
  stop()
})

test('red asks whether the date moves, and if so for the new date and the reason', async () => {
  const { page, begin, fill, record, problems } = await open()
  await begin()
  await fill({ 'Declared level': 'red', 'What happened': 'No crane' })
  await page.findByText('Does the date move?')
  await record()
  expect(problems()).toContain('Say whether the date moves')
  fireEvent.click(page.getByLabelText('Yes'))
  await record()
  expect(problems()).toContain('Write the date it moves to')
  await fill({ 'New timescale': 'by June 2027' })
  await record()
  await waitFor(() => expect(problems()).toMatch(/why/i))
  await fill({ 'What is the issue, and why does the date move?': 'The crane is booked' })
  await record()
  await page.findByText('The update was recorded.')
  expect((await server.action('1')).timescale.latest).toBe('2027-06-30')

  await begin()
  await fill({ 'Declared level': 'green' })
  expect(page.queryByText('Does the date move?')).toBeNull()
})

test('if fields of the events are left out, the server provides the history and alone decides', async () => {
  const { since, names } = { since: null, names: { actors: {}, plans: {}, documents: [] } }
  const key = eventsQuery(`${server.code}/1`, {}).queryKey
  queryClient.setQueryData(key, { whole: false, since, events: [], names })
  const { begin, fill, record, history, problems } = await open()
  await waitFor(() => expect(history().join()).toContain('Surveyed'))
  await begin()
  await fill({ 'What happened': 'Fitted', 'True from': '1 February 2026' })
  await record()
  await waitFor(() => expect(problems()).not.toBe(''))
  expect(server.asked).toContain('commands.recordUpdate')
  expect(history().join()).not.toContain('Fitted')
})

test('commands on overrides, links and updates take effect on the page at once', async () => {
  await server.depend('1', '2')
  const { page, press, fill, history } = await open()
  const part = (title: string) => page.getByRole('heading', { name: title }).parentElement?.textContent
  /**
   * Waits until the page shows something while the server has not answered a command, and then releases the
   * answer.
   */
  const atOnce = async (procedure: string, shown: () => void, done: () => void) => {
    const release = server.hold(procedure)
    done()
    await waitFor(shown)
    await waitFor(() => expect(server.asked).toContain(procedure))
    release()
    await waitFor(() => expect(part('History')).not.toBeUndefined())
  }

  await press(commandTitle('override-level'))
  await fill({ Level: 'amber', 'Until the end of': '31 March 2027', Reason: 'The board agreed' })
  const replace = (await page.findByRole('button', { name: 'Replace' })).closest('form') as HTMLFormElement
  await atOnce(
    'commands.overrideLevel',
    () => expect(part('In place of the rules')).toContain('31 March 2027'),
    () => fireEvent.submit(replace),
  )
  await page.findByText(commandDone('override-level'))

  const lift = await page.findByRole('button', { name: commandTitle('lift-override') })
  await atOnce(
    'commands.liftOverride',
    () => expect(part('In place of the rules')).toContain('the rules decide'),
    () => fireEvent.click(lift),
  )
  await page.findByText(commandDone('lift-override'))

  const remove = await page.findByRole('button', { name: /^Remove/ })
  await atOnce(
    'commands.removeLink',
    () => expect(part('Links')).toContain('No other action'),
    () => fireEvent.click(remove),
  )
  await page.findByText(commandDone('remove-link'))

  fireEvent.click(
    (await page.findAllByRole('button', { name: /^Undo the entry “Update”/ })).at(-1) as HTMLElement,
  )
  const take = (await screen.findByText('Undo it')).closest('form') as HTMLFormElement
  await atOnce(
    'commands.undoCommand',
    () => expect(history().join()).toContain('Undone by The editor'),
    () => fireEvent.submit(take),
  )
  await page.findByText(commandDone('undo-command'))
})

test('a priority is chosen among the force’s own, appears in the facts and in the history, and is undone', async () => {
  const { page, begin, fill, record, history } = await open()
  const facts = () =>
    [...page.container.querySelectorAll('.facts > div')].map((fact) => fact.textContent ?? '')
  await begin()
  const choices = (await page.findByLabelText('Priority')) as HTMLSelectElement
  expect([...choices.options].map(({ value }) => value)).toEqual(['', 'high', 'medium', 'low'])
  await fill({ Priority: 'high' })
  await record()
  await page.findByText('The update was recorded.')
  expect((await server.action('1')).priority).toBe('high')
  expect(history()[0]).toContain('Priority High')
  expect(facts().some((fact) => fact.startsWith('PriorityHigh'))).toBe(true)
  await begin()
  await fill({ Priority: 'none' })
  await record()
  await waitFor(() => expect(history()[0]).toContain('Priority Not stated, was high'))
  expect(facts().some((fact) => fact.startsWith('Priority'))).toBe(false)
})

test('an update and a withdrawal can be undone beside what says that they were recorded', async () => {
  const { page, press, begin, fill, record } = await open()
  const undo = async (words: string) => {
    const said = await page.findByText(words, { exact: false })
    fireEvent.click(await within(said).findByRole('button', { name: 'Undo' }))
    await page.findByText(commandDone('undo-command'))
  }
  await begin()
  await fill({ 'What happened': 'Two are fitted', 'Declared level': 'green' })
  await record()
  await undo(commandDone('record-update'))
  expect((await server.action('1')).level).toBe('amber')

  await press(commandTitle('withdraw-action'))
  const why = (await screen.findByLabelText('Why')) as HTMLInputElement
  fireEvent.input(why, { target: { value: 'Done elsewhere' } })
  fireEvent.submit(why.closest('form') as HTMLFormElement)
  await page.findByText('The action is withdrawn, so nothing is worked out.')
  await undo(commandDone('withdraw-action'))
  expect((await server.action('1')).withdrawn).toBe(false)
})

test('the form of a link has the focus when it opens, and its button has it when it is left', async () => {
  const { page } = await open()
  const button = await page.findByRole('button', { name: commandTitle('add-link') })
  button.focus()
  fireEvent.click(button)
  const kind = await page.findByLabelText('This action')
  await waitFor(() => expect(document.activeElement).toBe(kind))
  fireEvent.keyDown(kind, { key: 'Escape' })
  await waitFor(() => expect(document.activeElement?.textContent).toBe(commandTitle('add-link')))
})
