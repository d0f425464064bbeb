import type { GridLayout, PlanView } from '@beatbook/contract'
import type { Narrowing } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { CheckField, TextField } from '../../ui/Field.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useMay } from '../session/session.ts'
import { refetchViews, viewsQuery } from './queries.ts'
import { sayOfView } from './said.ts'

/** Saves what a grid shows as a view, and removes one’s own. */
export const SaveView = (props: {
  /** The plan of the rows; `null` where they are of several. */
  plan: PlanView | null
  filter: Narrowing
  layout: GridLayout
  onClose: () => void
}) => {
  const may = useMay()
  const views = useQuery(viewsQuery)
  const id = newId()
  sayOfView('')
  const planId = () => props.plan?.id ?? null
  const [failed, setFailed] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const own = () => (views.isSuccess ? views.data : []).filter((view) => view.own && view.planId === planId())
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    try {
      await work()
      setFailed(null)
      await refetchViews()
      return true
    } catch (error) {
      setFailed(problemSentence(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const name = String(form.get('view-name') ?? '').trim()
    if (name === '') return setFailed('Write a name for the view')
    const view = { ...props.layout, filter: props.filter }
    const given = { id, name, planId: planId(), shared: form.get('view-shared') !== null, view }
    if (!(await attempt(() => api.views.save.mutate(given)))) return
    props.onClose()
    sayOfView('The view was saved.')
  }
  return (
    <Modal title="Save this view" onClose={props.onClose}>
      <ErrorSummary errors={failed() === null ? [] : [{ words: failed() ?? '' }]} />
      <form onSubmit={submit} novalidate>
        <p>The filters, order, groups and columns are saved. The view stands below “Plans”.</p>
        <TextField
          id="view-name"
          label="Name"
          hint={own().length > 0 ? 'A view of yours with the same name is replaced.' : undefined}
          maxlength="100"
          autocomplete="off"
        />
        <Show when={may('edit')}>
          <CheckField
            id="view-shared"
            label={
              props.plan === null
                ? 'Share it with everybody'
                : 'Share it with everybody who may read the plan'
            }
          />
        </Show>
        <p class="buttons">
          <button type="submit" class="govuk-button" disabled={busy()}>
            Save
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose()}>
            Cancel
          </button>
        </p>
      </form>
      <Show when={own().length > 0}>
        <h3>{props.plan === null ? 'Your views of all actions' : 'Your views of this plan'}</h3>
        <ul class="plain">
          <For each={own()}>
            {(view) => (
              <li>
                {view.name}
                {view.shared ? ' (shared)' : ''}{' '}
                <button
                  type="button"
                  class="link-button"
                  disabled={busy()}
                  onClick={() => void attempt(() => api.views.remove.mutate({ id: view.id }))}
                >
                  Remove<span class="govuk-visually-hidden"> the view {view.name}</span>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Modal>
  )
}
