import { type Person, type Role, roles } from '@beatbook/domain'
import { roleWords } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { refetch } from '../../query-client.ts'
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { useMay, useSession } from '../session/session.ts'
import { AddPerson } from './AddPerson.tsx'
import { peopleQuery } from './queries.ts'

const Rename = lazy(async () => ({ default: (await import('./ChangePerson.tsx')).Rename }))
const GivePassword = lazy(async () => ({ default: (await import('./ChangePerson.tsx')).GivePassword }))
const EveryFeed = lazy(() => import('../feed/EveryFeed.tsx'))
const Confirm = lazy(() => import('../../ui/Confirm.tsx'))
const roleNames = Object.keys(roles) as Role[]

/** The people who can sign in, with their roles. */
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
  const [renamed, setRenamed] = createSignal<Person | null>(null)
  const [locked, setLocked] = createSignal<Person | null>(null)
  /** Clears the outcome of the previous command. */
  const begin = () => {
    setErrors([])
    setSaid('')
  }
  const done = (words: string) => {
    setSaid(words)
    setRenamed(null)
    setLocked(null)
    refresh()
  }
  const ask = (open: (person: Person) => void, person: Person) => {
    begin()
    open(person)
  }
  const refresh = () => refetch({ queryKey: ['people'] })

  const setRole = async (person: Person, role: Role, select: HTMLSelectElement) => {
    begin()
    try {
      await api.people.setRole.mutate({ commandId: newId(), id: person.id, role })
      setSaid(`${person.name} is now ${roleWords(role).title.toLowerCase()}.`)
    } catch (error) {
      select.value = person.role
      setErrors([{ field: `role-${person.id}`, words: problemSentence(error) }])
    }
    await refresh()
  }
  const remove = async (person: Person): Promise<string | null> => {
    try {
      await api.people.remove.mutate({ commandId: newId(), id: person.id })
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
      <p>
        Every change here is recorded: see the <Link href="/audit">audit</Link>.
      </p>
      <p role="status" class="done-line">
        {said()}
      </p>
      <Loaded query={people} what="people">
        {(data) => (
          <ScrollRegion label="People">
            <table class="wrapping">
              <caption class="govuk-visually-hidden">Who can sign in</caption>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">E-mail address</th>
                  <th scope="col">Role</th>
                  <th scope="col">
                    <span class="govuk-visually-hidden">Change</span>
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
                        <Show when={person.mustChangePassword}>
                          <span class="quiet"> has yet to choose a password</span>
                        </Show>
                      </th>
                      <td>{person.email}</td>
                      <td>
                        <select
                          id={`role-${person.id}`}
                          class="govuk-select"
                          aria-label={`Role of ${person.name}`}
                          onChange={(event) =>
                            setRole(person, event.currentTarget.value as Role, event.currentTarget)
                          }
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
                      <td class="row-buttons">
                        <button type="button" class="link-button" onClick={() => ask(setRenamed, person)}>
                          Rename<span class="govuk-visually-hidden"> {person.name}</span>
                        </button>
                        <Show
                          when={person.id !== session.data?.person?.id}
                          fallback={<Link href="/account/password">Change your password</Link>}
                        >
                          <button type="button" class="link-button" onClick={() => ask(setLocked, person)}>
                            New password<span class="govuk-visually-hidden"> for {person.name}</span>
                          </button>
                        </Show>
                        <button type="button" class="link-button" onClick={() => ask(setLeaving, person)}>
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
      <AddPerson onBegin={begin} onAdded={done} />
      <Suspense>
        <EveryFeed />
      </Suspense>
      <Suspense>
        <Show when={renamed()}>
          {(person) => <Rename person={person()} onClose={() => setRenamed(null)} onDone={done} />}
        </Show>
        <Show when={locked()}>
          {(person) => <GivePassword person={person()} onClose={() => setLocked(null)} onDone={done} />}
        </Show>
        <Show when={leaving()}>
          {(person) => (
            <Confirm
              title={`Remove ${person().name}?`}
              action="Remove"
              onClose={() => setLeaving(null)}
              onConfirm={() => remove(person())}
            >
              <p>They are signed out everywhere at once. What they recorded stays in the record.</p>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </Page>
  )
}
