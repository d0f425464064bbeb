import { type Person, type Role, roles } from '@beatbook/domain'
import { roleWords } from '@beatbook/presentation'
import { queryOptions, useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api, problemSentence } from '../../api.ts'
import { queryClient } from '../../query-client.ts'
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { useMay, useSession } from '../session/session.ts'
import { AddPerson } from './AddPerson.tsx'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))
const peopleQuery = () => queryOptions({ queryKey: ['people'], queryFn: () => api.people.list.query() })
const roleNames = Object.keys(roles) as Role[]

/** Who can sign in, and what each may do. */
export default function PeoplePage() {
  const may = useMay()
  return (
    <Show
      when={may('administer')}
      fallback={
        <Page title="People">
          <p>Only administrators add people and give roles. Ask one of them.</p>
        </Page>
      }
    >
      <People />
    </Show>
  )
}

const People = () => {
  const session = useSession()
  const people = useQuery(peopleQuery)
  const [errors, setErrors] = createSignal<FormError[]>([])
  const [said, setSaid] = createSignal('')
  const [leaving, setLeaving] = createSignal<Person | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['people'] })

  const setRole = async (person: Person, role: Role, select: HTMLSelectElement) => {
    try {
      await api.people.setRole.mutate({ id: person.id, role })
      setErrors([])
      setSaid(`${person.name} is now ${roleWords(role).title.toLowerCase()}.`)
    } catch (error) {
      select.value = person.role
      setErrors([{ field: `role-${person.id}`, words: problemSentence(error) }])
    }
    await refresh()
  }
  const remove = async (person: Person): Promise<string | null> => {
    try {
      await api.people.remove.mutate({ id: person.id })
    } catch (error) {
      return problemSentence(error)
    }
    setSaid(`${person.name} can no longer sign in.`)
    setLeaving(null)
    await refresh()
    return null
  }

  return (
    <Page title="People">
      <ErrorSummary errors={errors()} />
      <p role="status" class="done-line">
        {said()}
      </p>
      <Loaded query={people} what="people">
        {(data) => (
          <ScrollRegion label="People">
            <table>
              <caption class="govuk-visually-hidden">Who can sign in</caption>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">E-mail address</th>
                  <th scope="col">Role</th>
                  <th scope="col">
                    <span class="govuk-visually-hidden">Remove</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={data()}>
                  {(person) => (
                    <tr>
                      <th scope="row">
                        {person.name}
                        {person.id === session.data?.person?.id ? ' (you)' : ''}
                      </th>
                      <td>{person.email}</td>
                      <td>
                        <select
                          id={`role-${person.id}`}
                          class="govuk-select"
                          aria-label={`Role of ${person.name}`}
                          onChange={(event) => setRole(person, event.currentTarget.value as Role, event.currentTarget)}
                        >
                          <For each={roleNames}>
                            {(role) => (
                              <option value={role} selected={role === person.role}>
                                {roleWords(role).title}
                              </option>
                            )}
                          </For>
                        </select>
                      </td>
                      <td>
                        <button type="button" class="link-button" onClick={() => setLeaving(person)}>
                          Remove<span class="govuk-visually-hidden"> {person.name}</span>
                        </button>
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Loaded>
      <dl class="facts">
        <For each={roleNames}>
          {(role) => (
            <div>
              <dt>{roleWords(role).title}</dt>
              <dd>{roleWords(role).may}</dd>
            </div>
          )}
        </For>
      </dl>
      <AddPerson
        onAdded={(name) => {
          setSaid(`${name} can sign in now.`)
          refresh()
        }}
      />
      <Suspense>
        <Show when={leaving()}>
          {(person) => (
            <Confirm title={`Remove ${person().name}?`} action="Remove" onClose={() => setLeaving(null)} onConfirm={() => remove(person())}>
              <p>They are signed out everywhere at once. What they recorded stays in the record.</p>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </Page>
  )
}
