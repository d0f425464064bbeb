import { type AreaView, defaultSettings } from '@beatbook/domain'
import { dayWords, instantWords, markingWords } from '@beatbook/domain/english'
import { areaEventSentence } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { refetch } from '../../query-client.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { CommandForm } from '../command/CommandForm.tsx'
import { useMay, useSession } from '../session/session.ts'
import { ForceColumns } from './ForceColumns.tsx'
import { ForceCrest } from './ForceCrest.tsx'
import { areaHistoryQuery, areasQuery } from './queries.ts'

/** The settings that have one form. */
const changed = ['priorities', 'marking', 'caveat'] as const

/** The name of the force and its settings for all its plans; administrators change them here. */
export default function ForcePage() {
  const areas = useQuery(areasQuery)
  return (
    <Page title="The force">
      <Loaded query={areas} what="the force">
        {(all) => <Force area={all().find(({ parent }) => parent === null) ?? null} />}
      </Loaded>
    </Page>
  )
}

const Force = (props: { area: AreaView | null }) => {
  const may = useMay()
  const session = useSession()
  const [said, setSaid] = createSignal('')
  const done = (words: string) => {
    setSaid(words)
    void refetch({ queryKey: ['areas'] })
    void refetch({ queryKey: ['session'] })
  }
  const ahead = () => props.area?.names.filter(({ from }) => from > (session.data?.today ?? from)) ?? []
  const settings = () => props.area?.settings ?? defaultSettings
  /** A form begins anew when its own field was changed; what was typed into the others stays. */
  const version = (field: string) => String(props.area?.touched[field] ?? 'none')
  return (
    <>
      <Show when={said()}>
        <p class="done" role="status">
          {said()}
        </p>
      </Show>
      <dl class="facts">
        <div>
          <dt>Name</dt>
          <dd>{props.area?.name ?? 'Not given yet'}</dd>
        </div>
        <For each={ahead()}>
          {(named) => (
            <div>
              <dt>From {dayWords(named.from)}</dt>
              <dd>{named.name}</dd>
            </div>
          )}
        </For>
        <div>
          <dt>Priorities</dt>
          <dd>{settings().priorities.join(', ') || 'none'}</dd>
        </div>
        <div>
          <dt>Protective marking</dt>
          <dd>{markingWords[settings().marking]}</dd>
        </div>
        <Show when={settings().caveat}>
          {(words) => (
            <div>
              <dt>Words after the marking</dt>
              <dd>{words()}</dd>
            </div>
          )}
        </Show>
      </dl>
      <Show
        when={may('administer')}
        fallback={
          <>
            <ForceCrest crest={props.area?.crest ?? null} seen={{}} editable={false} onDone={done} />
            <ForceColumns columns={settings().columns} seen={{}} editable={false} onDone={done} />
            <p>Only administrators change the force’s name, crest, columns and settings.</p>
          </>
        }
      >
        <Show when={version('name')} keyed>
          <section aria-labelledby="name-of-force">
            <h2 id="name-of-force">Change the name</h2>
            <CommandForm
              command="name-force"
              seen={props.area === null ? {} : { name: props.area.touched.name ?? 0 }}
              onDone={done}
            />
          </section>
        </Show>
        <Show when={version('crest')} keyed>
          <ForceCrest
            crest={props.area?.crest ?? null}
            seen={props.area === null ? {} : { crest: props.area.touched.crest ?? 0 }}
            editable={true}
            onDone={done}
          />
        </Show>
        <Show when={version('columns')} keyed>
          <ForceColumns
            columns={settings().columns}
            seen={props.area === null ? {} : { columns: props.area.touched.columns ?? 0 }}
            editable={true}
            onDone={done}
          />
        </Show>
        <Show when={changed.map(version).join()} keyed>
          <section aria-labelledby="settings">
            <h2 id="settings">Settings</h2>
            <CommandForm
              command="change-settings"
              labels={{ marking: 'Protective marking', caveat: 'Words after the marking' }}
              words={{ marking: markingWords }}
              initial={{
                priorities: settings().priorities.join('\n'),
                marking: settings().marking,
                caveat: settings().caveat ?? '',
              }}
              seen={
                props.area === null
                  ? {}
                  : Object.fromEntries(changed.map((field) => [field, props.area?.touched[field] ?? 0]))
              }
              onDone={done}
            />
          </section>
        </Show>
      </Show>
      <Show when={props.area}>{(area) => <History id={area().id} />}</Show>
    </>
  )
}

const History = (props: { id: string }) => {
  const history = useQuery(() => areaHistoryQuery(props.id))
  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <Loaded query={history} what="the history">
        {(events) => (
          <ScrollRegion label="What happened to the force">
            <table class="govuk-table">
              <thead>
                <tr>
                  <th scope="col">From</th>
                  <th scope="col">What</th>
                  <th scope="col">By</th>
                  <th scope="col">Recorded</th>
                </tr>
              </thead>
              <tbody>
                <For each={events().toReversed()}>
                  {(event) => (
                    <tr>
                      <td>{dayWords(event.on)}</td>
                      <td>{areaEventSentence(event)}</td>
                      <td>{event.by.name}</td>
                      <td>{instantWords(event.recordedAt)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Loaded>
    </section>
  )
}
