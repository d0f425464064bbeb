import { FORM_DAYS, MOST_FORMS } from '@beatbook/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forms, freshStore, serverForms } from '../testing.ts'

describe.each([forms[0], ...forms.slice(2), ...serverForms])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  beforeEach(async () => {
    store = await freshStore(form)
  })
  afterEach(() => store.close())
  const at = (minutes: number) =>
    new Date(Date.parse('2026-11-20T09:00:00Z') + minutes * 60_000).toISOString()
  const typed = (text: string, minutes = 0) => ({ values: { text }, keptAt: at(minutes) })

  test('what a person typed is kept for them alone, replaced by what they type next, and forgotten', async () => {
    await store.forms.keep('ada', 'edit-action/a', typed('Fit'))
    await store.forms.keep('ada', 'edit-action/a', typed('Fit doorbells', 1))
    await store.forms.keep('ada', 'edit-action/b', typed('Other', 2))
    expect(await store.forms.get('ada', 'edit-action/a')).toEqual(typed('Fit doorbells', 1))
    expect(await store.forms.get('ben', 'edit-action/a')).toBeNull()
    expect((await store.forms.list('ada')).map(({ key }) => key)).toEqual(['edit-action/b', 'edit-action/a'])
    expect(await store.forms.list('ben')).toEqual([])
    await store.forms.forget('ben', 'edit-action/a')
    await store.forms.forget('ada', 'edit-action/b')
    expect((await store.forms.list('ada')).map(({ key }) => key)).toEqual(['edit-action/a'])
  })

  test('the oldest give way, and what nobody goes on with is forgotten', async () => {
    for (let number = 0; number <= MOST_FORMS; number++)
      await store.forms.keep('ada', `form/${number}`, typed('Some words', number))
    const kept = await store.forms.list('ada')
    expect(kept).toHaveLength(MOST_FORMS)
    expect(kept.some(({ key }) => key === 'form/0')).toBe(false)
    await store.forms.keep('ada', 'form/new', typed('New', FORM_DAYS * 24 * 60 + MOST_FORMS))
    expect((await store.forms.list('ada')).map(({ key }) => key)).toEqual(['form/new', `form/${MOST_FORMS}`])
  })
})
