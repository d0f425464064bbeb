import { type AuditEntry, auditKinds } from '@beatbook/contract'
import { instantWords } from '@beatbook/domain/english'
import { auditKindWords, auditSentence } from '@beatbook/presentation'
import { useSearchParams } from '@solidjs/router'
import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { SelectField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { useMay } from '../session/session.ts'
import { auditQuery, peopleQuery } from './queries.ts'

type Kind = AuditEntry['kind']

/** Every change of people and rights, for administrators. */
export default function AuditPage() {
  const may = useMay()
  return (
    <Page title="Audit" crumbs={[{ href: '/people', title: 'People' }]}>
      <Show
        when={may('administer')}
        fallback={<p>Only administrators see who changed people and rights. Ask one of them.</p>}
      >
        <Audit />
      </Show>
    </Page>
  )
}

const Audit = () => {
  const [search, setSearch] = useSearchParams()
  const kind = () => auditKinds.find((known) => known === search.kind)
  const person = () => (typeof search.person === 'string' && search.person !== '' ? search.person : undefined)
  const people = useQuery(peopleQuery)
  const changes = useInfiniteQuery(() =>
    auditQuery({ ...given('kinds', kindsOf(kind())), ...given('person', person()) }),
  )
  const entries = () => changes.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <>
      <p>
        Who was added or removed, whose role, name or password was changed, and when the server’s clock was
        accepted, newest first. Who signed in and when is in the server’s log.
      </p>
      <form class="filters" aria-label="Which changes">
        <SelectField
          id="audit-person"
          label="About or by"
          onChange={(event) => setSearch({ person: event.currentTarget.value || null })}
        >
          <option value="">Everybody</option>
          <For each={people.data ?? []}>
            {(one) => (
              <option value={one.id} selected={one.id === person()}>
                {one.name}
              </option>
            )}
          </For>
        </SelectField>
        <SelectField
          id="audit-kind"
          label="Change"
          onChange={(event) => setSearch({ kind: event.currentTarget.value || null })}
        >
          <option value="">All changes</option>
          <For each={auditKinds}>
            {(one) => (
              <option value={one} selected={one === kind()}>
                {auditKindWords(one)}
              </option>
            )}
          </For>
        </SelectField>
      </form>
      <Loaded query={changes} what="audit">
        {() => (
          <Show when={entries().length > 0} fallback={<p>There is no such change.</p>}>
            <ScrollRegion label="Changes of people and rights">
              <table class="wrapping">
                <caption class="govuk-visually-hidden">Changes of people and rights, newest first</caption>
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">What</th>
                    <th scope="col">By</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={entries()}>
                    {(entry) => (
                      <tr>
                        <td>{instantWords(entry.recordedAt)}</td>
                        <td>{auditSentence(entry)}</td>
                        <td data-narrow="By">
                          {entry.origin === 'earlier' ? 'not known' : entry.actor.name}
                        </td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </ScrollRegion>
            <Show when={changes.hasNextPage}>
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                disabled={changes.isFetchingNextPage}
                onClick={() => changes.fetchNextPage()}
              >
                Show older changes
              </button>
            </Show>
          </Show>
        )}
      </Loaded>
      <p>
        <Link href="/people">Back to people</Link>
      </p>
    </>
  )
}

const given = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: V }
const kindsOf = (kind: Kind | undefined): Kind[] | undefined => (kind === undefined ? undefined : [kind])
