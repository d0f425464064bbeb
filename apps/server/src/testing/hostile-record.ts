import { randomUUIDv7 } from 'node:crypto'
import { readDocument } from '@beatbook/documents'
import type { CommandName, commands, Draft } from '@beatbook/domain'
import { readSampleDocument } from '@beatbook/sample'
import { openStore } from '@beatbook/store'
import type * as z from 'zod'

/**
 * A text that would set a terminal's title, clear its screen, colour it by C1 controls and reverse the
 * direction of what follows.
 */
const hostile =
  'Evil\u001b]0;owned\u0007\u001b[2J\u001b]52;c;aGk=\u0007\u009b31m\u009d8;;x\u009c\u0000\u202egnp.exe\u2066\u2028\r\ufeff\u007fend'

/** The fields of a draft that contain text of a document. */
const textFields = new Set([
  'name',
  'text',
  'title',
  'said',
  'dated',
  'sponsor',
  'ownerSaid',
  'levelSaid',
  'stageSaid',
  'heading',
  'labelHeading',
  'label',
  'ref',
  'anchor',
  'every',
])

const poisoned = (value: unknown, field = ''): unknown => {
  if (typeof value === 'string') return textFields.has(field) ? `${value} ${hostile}` : value
  if (Array.isArray(value)) return value.map((each) => poisoned(each, field))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poisoned(inner, name)]))
}

/**
 * Creates a record at `url` as from before texts were cleaned: a plan `evil` with control characters in every
 * text, with updates, one undone, an action withdrawn, an override and a link, all bypassing the schemas that
 * would clean them.
 */
const makeHostileRecord = async (url: string): Promise<void> => {
  const now = () => new Date().toISOString()
  const today = () => now().slice(0, 10)
  const store = await openStore({ url, now, today, thread: false })
  const run = async <N extends CommandName>(name: N, input: z.output<(typeof commands)[N]['input']>) => {
    const done = await store.commands.run(name, input, { actor: 'somebody', now: now(), today: today() })
    if (!done.ok) throw new Error(`${name}: ${JSON.stringify(done.error)}`)
  }
  const read = await readDocument('charter.txt', new Uint8Array(readSampleDocument('charter-plan-2026.txt')))
  if (!read.ok) throw new Error(read.error.code)
  const draftId = randomUUIDv7()
  const draft = poisoned(read.value) as Draft
  await store.drafts.put({ id: draftId, author: 'somebody', now: now(), draft })
  const [plan] = draft.plans
  await run('accept-draft', {
    commandId: randomUUIDv7(),
    draftId,
    as: [{ plan: plan?.key ?? '', as: 'new', code: 'evil', title: hostile }],
  })
  const at = async (address: string) => {
    const found = await store.actions.get(address)
    if (!found.ok) throw new Error(`no ${address}`)
    return found.value
  }
  const { rows } = await store.actions.list({
    plan: 'evil',
    sort: 'place',
    descending: false,
    limit: 5,
    withdrawn: 'without',
  })
  const [first, second, third] = rows
  if (!first || !second || !third) throw new Error('the plan has too few actions')
  const update = async (address: string, given: object) => {
    const [commandId, updateId] = [randomUUIDv7(), randomUUIDv7()]
    const { id: actionId, touched: seen } = await at(address)
    await run('record-update', {
      commandId,
      actionId,
      updateId,
      text: hostile,
      reason: hostile,
      seen,
      ...given,
    })
    return { commandId }
  }
  await update(first.address, { level: 'red' })
  const back = await update(first.address, { level: 'amber', timescale: 'by June 2027' })
  await run('undo-command', { commandId: randomUUIDv7(), undoes: back.commandId, reason: hostile })
  await update(second.address, { stage: 'in-progress', level: 'green' })
  await run('override-level', {
    commandId: randomUUIDv7(),
    actionId: second.id,
    level: 'amber',
    until: '2099-12-31',
    reason: hostile,
  })
  await run('add-link', {
    commandId: randomUUIDv7(),
    actionId: first.id,
    kind: 'depends-on',
    to: second.id,
    reason: hostile,
  })
  await run('withdraw-action', {
    commandId: randomUUIDv7(),
    actionId: third.id,
    reason: hostile,
    seen: { withdrawn: (await at(third.address)).touched.withdrawn },
  })
  await store.close()
}

// As a program, with the URL of a database as argument: the terminal's tests use it.
const [, program, url] = process.argv
if (program === import.meta.filename && url !== undefined) await makeHostileRecord(url)
