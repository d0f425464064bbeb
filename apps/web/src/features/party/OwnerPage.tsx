import type { ActionRow, PartyHistoryView, PartyView } from '@beatbook/contract'
import { counted, dayWords, timescaleShort } from '@beatbook/domain/english'
import {
  heldBySentence,
  leftSentence,
  nextNameSentence,
  ownedSentence,
  partyEntryWords,
  partyKindWords,
  successorSentence,
  vacantSentence,
} from '@beatbook/presentation'
import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, type JSX, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { ComputedMark, LevelMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { EntryTable, useUndo } from '../command/EntryTable.tsx'
import { useEditing, useSession } from '../session/session.ts'
import { Holders, Holds } from './Hold.tsx'
import { KeepOwner } from './KeepOwner.tsx'
import { ownedQuery, partyHistoryQuery, partyQuery } from './queries.ts'

const crumbs = [{ href: '/owners', title: 'Owners' }]

/** One owner: what it is, what it owns, what happened to it, and its commands. */
export default function OwnerPage() {
  const params = useParams<{ id: string }>()
  const { at } = useAsAt()
  const owner = useQuery(() => partyQuery(params.id, at()))
  return (
    <Loaded query={owner} what="owner" whole>
      {(view) => (
        <Page title={view().name} crumbs={crumbs}>
          <Show when={view().id !== params.id}>
            <p class="meta">The owner you asked for was merged into this one.</p>
          </Show>
          <Sentences owner={view()} />
          <p class="meta">{ownedSentence(view())}</p>
          <Facts owner={view()} />
          <KeepOwner owner={view()} />
          <Show when={view().holders.length > 0}>
            <Holders owner={view()} />
          </Show>
          <Show when={view().holds.length > 0}>
            <Holds owner={view()} />
          </Show>
          <Owned owner={view()} />
          <History owner={view().id} />
        </Page>
      )}
    </Loaded>
  )
}

/** What is to be known first: that nobody is there, and which owner takes its place. */
const Sentences = (props: { owner: PartyView }) => {
  const session = useSession()
  const today = () => session.data?.today ?? ''
  const editing = useEditing()
  return (
    <>
      <Show when={props.owner.holder}>
        {(held) => <p class="meta">This post is {heldBySentence(held())}.</p>}
      </Show>
      <Show when={nextNameSentence(props.owner, today())}>
        {(said) => <p class="govuk-inset-text">{said()}</p>}
      </Show>
      <Show when={vacantSentence(props.owner)}>{(said) => <p class="govuk-inset-text">{said()}</p>}</Show>
      <Show when={leftSentence(props.owner, today())}>
        {(said) => <p class="govuk-inset-text">{said()}</p>}
      </Show>
      <Show when={props.owner.successor}>
        {(next) => (
          <p class="govuk-inset-text">
            {successorSentence(props.owner, today())}{' '}
            <Link href={`/owners/${next().id}`}>Open {next().name}</Link>
            <Show when={editing().allowed && next().from <= today() && props.owner.open > 0}>
              {' '}
              <Link href={`/owners/${props.owner.id}#hand-over`}>
                Give its {counted(props.owner.open, 'open action')} to {next().name} from{' '}
                {dayWords(next().from)}
              </Link>
            </Show>
          </p>
        )}
      </Show>
    </>
  )
}

const Facts = (props: { owner: PartyView }) => {
  const { undo, said } = useUndo()
  const editing = useEditing()
  return (
    <>
      <p role="status" class="done-line">
        {said()}
      </p>
      <dl class="facts">
        <Fact title="Kind">{partyKindWords(props.owner.kind)}</Fact>
        <Show when={props.owner.parent}>
          {(parent) => (
            <Fact title="Belongs to">
              <Link href={`/owners/${parent().id}`}>{parent().name}</Link>
            </Fact>
          )}
        </Show>
        <Show when={props.owner.below.length > 0}>
          <Fact title="Belonging to it">
            <For each={props.owner.below}>
              {(child) => (
                <span class="each">
                  <Link href={`/owners/${child.id}`}>{child.name}</Link>
                </span>
              )}
            </For>
          </Fact>
        </Show>
        <Show when={props.owner.aliases.length > 0}>
          <Fact title="Also called">{props.owner.aliases.join('; ')}</Fact>
        </Show>
        <Show when={props.owner.names.length > 1}>
          <Fact title="Names">
            <ul class="plain">
              <For each={props.owner.names}>
                {(named) => (
                  <li>
                    {named.name} <span class="quiet">from {dayWords(named.from)}</span>
                  </li>
                )}
              </For>
            </ul>
          </Fact>
        </Show>
        <Show when={props.owner.account}>{(account) => <Fact title="Account">{account().name}</Fact>}</Show>
        <Show when={props.owner.succeeds.length > 0}>
          <Fact title="In place of">
            <For each={props.owner.succeeds}>
              {(before) => (
                <span class="each">
                  <Link href={`/owners/${before.id}`}>{before.name}</Link>{' '}
                  <span class="quiet">from {dayWords(before.from)}</span>
                </span>
              )}
            </For>
          </Fact>
        </Show>
        <Show when={props.owner.merged.length > 0}>
          <Fact title="Merged into it">
            <ul class="plain">
              <For each={props.owner.merged}>
                {(merged) => (
                  <li>
                    {merged.name} <span class="quiet">on {dayWords(merged.on)}</span>{' '}
                    <Show when={editing().allowed}>
                      <button type="button" class="link-button" onClick={() => undo(merged.commandId)}>
                        Undo the merge<span class="govuk-visually-hidden"> of {merged.name}</span>
                      </button>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Fact>
        </Show>
      </dl>
    </>
  )
}

const Fact = (props: { title: string; children: JSX.Element }) => (
  <div>
    <dt>{props.title}</dt>
    <dd>{props.children}</dd>
  </div>
)

const Owned = (props: { owner: PartyView }) => {
  const { at } = useAsAt()
  const actions = useQuery(() => ownedQuery(props.owner.id, at()))
  return (
    <section aria-labelledby="owned">
      <h2 id="owned">What it owns</h2>
      <Show when={props.owner.plans.length > 0}>
        <ul class="plain">
          <For each={props.owner.plans}>
            {(plan) => (
              <li>
                <Link href={`/plans/${plan.code}?owner=${props.owner.id}`}>
                  {counted(plan.actions, 'action')} of {plan.title}
                </Link>
              </li>
            )}
          </For>
        </ul>
        <Loaded query={actions} what="its actions">
          {(page) => (
            <>
              <Show when={page().next !== null}>
                <p class="meta">
                  The first {page().rows.length} are shown here; each plan lists all of its own.
                </p>
              </Show>
              <ScrollRegion label={`Actions of ${props.owner.name}`}>
                <table>
                  <caption class="govuk-visually-hidden">Actions of {props.owner.name}</caption>
                  <thead>
                    <tr>
                      <th scope="col">Action</th>
                      <th scope="col">Timescale</th>
                      <th scope="col">Declared</th>
                      <th scope="col">By the rules</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={page().rows}>{(row) => <OwnedRow row={row} />}</For>
                  </tbody>
                </table>
              </ScrollRegion>
            </>
          )}
        </Loaded>
      </Show>
    </section>
  )
}

const OwnedRow = (props: { row: ActionRow }) => (
  <tr>
    <th scope="row">
      <Link href={`/plans/${props.row.address}`}>
        {props.row.address} {props.row.text}
      </Link>
    </th>
    <td>{timescaleShort(props.row.timescale)}</td>
    <td>
      <LevelMark level={props.row.level} stage={props.row.stage} />
    </td>
    <td>
      <ComputedMark computed={props.row.computed} />
    </td>
  </tr>
)

const History = (props: { owner: string }) => {
  const { at } = useAsAt()
  const history = useQuery(() => partyHistoryQuery(props.owner, at()))
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <Loaded query={history} what="the history">
        {(found) => <Entries history={found()} />}
      </Loaded>
    </section>
  )
}

const Entries = (props: { history: PartyHistoryView }) => {
  const names = () => new Map(props.history.parties.map(({ id, name }) => [id, name]))
  return (
    <EntryTable
      title="What happened to the owner"
      events={props.history.events}
      wordsOf={(entry) => partyEntryWords(entry, (id) => names().get(id) ?? id)}
      mayUndo={({ type }) => type !== 'party-added'}
    />
  )
}
