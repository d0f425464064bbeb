import type { PartyQuestion, PartyRow } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { heldBySentence, partyKindChoices, partyKindWords } from '@beatbook/presentation'
import { useSearchParams } from '@solidjs/router'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { useEditing } from '../session/session.ts'
import { Alike } from './Alike.tsx'
import { partiesQuery } from './queries.ts'
import { Vacant } from './Vacant.tsx'

/** How many owners are shown at first, and with each “Show more”. */
const PAGE = 100
/** The most that one question answers. */
const MOST = 500

type Sort = PartyQuestion['sort']
type Params = { text?: string; kind?: string; sort?: string }

/** Every owner of actions, each with what it owns. */
export default function OwnersPage() {
  const { at } = useAsAt()
  const editing = useEditing()
  const [params, setParams] = useSearchParams<Params>()
  const [limit, setLimit] = createSignal(PAGE)
  const sort = (): Sort => (['actions', 'red'] as const).find((each) => each === params.sort) ?? 'name'
  const kind = () => partyKindChoices.find((choice) => choice.kind === params.kind)?.kind
  const question = (): Partial<PartyQuestion> => ({
    ...at(),
    ...(params.text ? { text: params.text } : {}),
    ...(kind() === undefined ? {} : { kind: kind() }),
    sort: sort(),
    descending: sort() !== 'name',
    limit: limit(),
  })
  const owners = useQuery(() => ({ ...partiesQuery(question()), placeholderData: keepPreviousData }))
  const narrow = (given: Params) => {
    setLimit(PAGE)
    setParams(given, { replace: true, scroll: false })
  }
  return (
    <Page title="Owners">
      <Vacant />
      <form class="row" aria-label="Find owners" onSubmit={(event) => event.preventDefault()}>
        <TextField
          id="find-owners"
          label="Find by any name"
          value={params.text ?? ''}
          autocomplete="off"
          maxlength="200"
          onInput={(event) => narrow({ text: event.currentTarget.value.trim() || undefined })}
        />
        <SelectField
          id="kind-of-owners"
          label="Kind"
          value={kind() ?? ''}
          onChange={(event) => narrow({ kind: event.currentTarget.value || undefined })}
        >
          <option value="">Every kind</option>
          <For each={partyKindChoices}>
            {(choice) => (
              <option value={choice.kind} selected={choice.kind === kind()}>
                {choice.words}
              </option>
            )}
          </For>
        </SelectField>
      </form>
      <Loaded query={owners} what="owners">
        {(page) => (
          <>
            <p class="meta" role="status">
              {counted(page().count, 'owner')}
            </p>
            <Show
              when={page().count > 0}
              fallback={
                <p>
                  {params.text || kind()
                    ? 'No owner fits. Look for fewer words, or another kind.'
                    : 'No plan names an owner yet.'}
                </p>
              }
            >
              <ScrollRegion label="Owners">
                <OwnersTable rows={page().rows} sort={sort()} onSort={(by) => narrow({ sort: by })} />
              </ScrollRegion>
              <Show when={page().next}>
                <Show
                  when={limit() < MOST}
                  fallback={<p>The first {MOST} are shown. Find the others by a name.</p>}
                >
                  <button
                    type="button"
                    class="govuk-button govuk-button--secondary"
                    onClick={() => setLimit(Math.min(MOST, limit() + PAGE))}
                  >
                    Show more
                  </button>
                </Show>
              </Show>
            </Show>
          </>
        )}
      </Loaded>
      <Show when={editing().allowed}>
        <Alike />
      </Show>
    </Page>
  )
}

const headings: readonly { readonly sort: Sort; readonly title: string; readonly number: boolean }[] = [
  { sort: 'name', title: 'Owner', number: false },
  { sort: 'actions', title: 'Actions', number: true },
  { sort: 'red', title: 'Red by the rules', number: true },
]

const OwnersTable = (props: { rows: readonly PartyRow[]; sort: Sort; onSort: (by: Sort) => void }) => (
  <table>
    <caption class="govuk-visually-hidden">Owners, each with what it owns</caption>
    <thead>
      <tr>
        <For each={headings}>
          {({ sort, title, number }) => (
            <th
              scope="col"
              classList={{ n: number }}
              aria-sort={props.sort === sort ? (number ? 'descending' : 'ascending') : undefined}
            >
              <button type="button" class="sort" onClick={() => props.onSort(sort)}>
                {title}
                <span aria-hidden="true">{props.sort === sort ? (number ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          )}
        </For>
        <th scope="col" class="n">
          Declared red
        </th>
        <th scope="col">Kind</th>
        <th scope="col">Belongs to</th>
      </tr>
    </thead>
    <tbody>
      <For each={props.rows}>
        {(row) => (
          <tr>
            <th scope="row">
              <Link href={`/owners/${row.id}`}>{row.name}</Link>
              <Show when={row.aliases.length > 0}>
                <span class="sub">also called {row.aliases.join('; ')}</span>
              </Show>
              <Show when={row.holder}>{(held) => <span class="sub">{heldBySentence(held())}</span>}</Show>
            </th>
            <td class="n">{row.actions}</td>
            <td class="n">{row.red.computed}</td>
            <td class="n">{row.red.declared}</td>
            <td>
              <Show when={row.kind} fallback={<span class="quiet">–</span>}>
                {(kind) => partyKindWords(kind())}
              </Show>
            </td>
            <td>
              <Show when={row.parent} fallback={<span class="quiet">–</span>}>
                {(parent) => <Link href={`/owners/${parent().id}`}>{parent().name}</Link>}
              </Show>
            </td>
          </tr>
        )}
      </For>
    </tbody>
  </table>
)
