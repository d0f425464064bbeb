import { type FeedView, feedTables } from '@beatbook/contract'
import { createSignal, For, onMount, Show } from 'solid-js'
import { SelectField } from '../../ui/Field.tsx'

/** What the rows of each table are. */
const tableWords: Readonly<Record<(typeof feedTables)[number], string>> = {
  actions: 'Actions',
  plans: 'Plans',
  sections: 'Sections',
  owners: 'Owners',
  'action-owners': 'Owners of each action',
  updates: 'Updates',
  ratings: 'Levels through time',
  timescales: 'Dates through time',
}

/** The address of a feed that was just made, which is shown this once, and how programs take it. */
export const MadeFeed = (props: { path: string; kind: FeedView['kind']; onClose: () => void }) => {
  const [table, setTable] = createSignal<(typeof feedTables)[number]>('actions')
  const [said, setSaid] = createSignal('')
  let heading!: HTMLHeadingElement
  let input!: HTMLInputElement
  onMount(() => heading.focus())
  const address = () =>
    `${window.location.origin}${props.path}${props.kind === 'data' ? `${table()}.csv` : ''}`
  const copy = async () => {
    input.select()
    try {
      await navigator.clipboard.writeText(address())
      setSaid('The address was copied.')
    } catch {
      setSaid('The browser does not let pages copy. The address is selected: copy it with Ctrl+C.')
    }
  }
  return (
    <section class="panel" aria-labelledby="made-feed">
      <h2 id="made-feed" ref={heading} tabIndex={-1}>
        Copy the address now
      </h2>
      <p>It is shown only this once. If you lose it, end the feed and make another.</p>
      <Show when={props.kind === 'data'}>
        <SelectField
          id="feed-table"
          label="Table"
          onChange={(event) => {
            setTable(feedTables.find((each) => each === event.currentTarget.value) ?? 'actions')
            setSaid('')
          }}
        >
          <For each={feedTables}>{(each) => <option value={each}>{tableWords[each]}</option>}</For>
        </SelectField>
      </Show>
      <div class="govuk-form-group">
        <label class="govuk-label" for="feed-address">
          Secret address
        </label>
        <input
          id="feed-address"
          class="govuk-input"
          ref={input}
          readonly
          value={address()}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <p class="buttons">
        <button type="button" class="govuk-button" onClick={() => void copy()}>
          Copy
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onClose()}>
          Done
        </button>
      </p>
      <p role="status" class="done-line">
        {said()}
      </p>
      <Show
        when={props.kind === 'calendar'}
        fallback={
          <dl class="facts">
            <div>
              <dt>Excel</dt>
              <dd>
                On the tab Data choose From Web, paste the address and choose Load. If Excel asks who you are,
                choose Anonymous. Refresh All brings it up to date.
              </dd>
            </div>
            <div>
              <dt>Power BI</dt>
              <dd>
                Choose Get data, then Web, and paste the address. Choose Anonymous, and join the tables by
                action_id and plan_id.
              </dd>
            </div>
          </dl>
        }
      >
        <dl class="facts">
          <div>
            <dt>Outlook</dt>
            <dd>
              In the calendar choose Add calendar, then Subscribe from web, and paste the address. Outlook
              asks again every few hours.
            </dd>
          </div>
          <div>
            <dt>Google Calendar</dt>
            <dd>
              Beside Other calendars choose the plus sign, then From URL, and paste the address. Google must
              be able to reach this server.
            </dd>
          </div>
        </dl>
      </Show>
    </section>
  )
}
