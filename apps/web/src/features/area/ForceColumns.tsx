import type { Column } from '@beatbook/domain'
import { columnKindWords } from '@beatbook/domain/english'
import { createSignal, For, Show } from 'solid-js'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { CommandForm } from '../command/CommandForm.tsx'

/** The columns that the force adds to its actions, and for administrators the forms that change them. */
export const ForceColumns = (props: {
  columns: readonly Column[]
  seen: Readonly<Record<string, number>>
  editable: boolean
  onDone: (words: string) => void
}) => {
  const [changing, setChanging] = createSignal<string | null>(null)
  const column = () => props.columns.find(({ code }) => code === changing())
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">Columns of your own</h2>
      <p>
        Columns that every action of the force has beside those that Beatbook brings: a budget, a ward, a
        reference of another system.
      </p>
      <Show when={props.columns.length > 0} fallback={<p class="quiet">There are none yet.</p>}>
        <ScrollRegion label="The columns of the force">
          <table class="govuk-table">
            <thead>
              <tr>
                <th scope="col">Title</th>
                <th scope="col">Holds</th>
                <th scope="col">Code</th>
                <Show when={props.editable}>
                  <th scope="col">
                    <span class="govuk-visually-hidden">Change</span>
                  </th>
                </Show>
              </tr>
            </thead>
            <tbody>
              <For each={props.columns}>
                {(each) => (
                  <tr>
                    <th scope="row">{each.title}</th>
                    <td>
                      {columnKindWords[each.kind]}
                      <Show when={each.choices.length > 0}>
                        <span class="sub">{each.choices.join(', ')}</span>
                      </Show>
                    </td>
                    <td>
                      <code>{each.code}</code>
                    </td>
                    <Show when={props.editable}>
                      <td>
                        <button
                          type="button"
                          class="link-button"
                          aria-expanded={changing() === each.code}
                          onClick={() => setChanging(changing() === each.code ? null : each.code)}
                        >
                          Change<span class="govuk-visually-hidden"> {each.title}</span>
                        </button>
                      </td>
                    </Show>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </ScrollRegion>
      </Show>
      <Show when={props.editable}>
        <Show when={column()} keyed fallback={<Add {...props} />}>
          {(each) => (
            <>
              <h3>Change “{each.title}”</h3>
              <CommandForm
                command="change-column"
                given={{ code: each.code }}
                without={each.kind === 'choice' ? [] : ['choices']}
                initial={{
                  title: each.title,
                  choices: each.choices.join('\n'),
                  place: String(props.columns.indexOf(each) + 1),
                }}
                seen={props.seen}
                onDone={props.onDone}
              />
              <h3>Remove “{each.title}”</h3>
              <p>It goes from lists and forms. What was filled in stays in the record and in histories.</p>
              <CommandForm
                command="remove-column"
                given={{ code: each.code }}
                button="Remove the column"
                seen={props.seen}
                onDone={props.onDone}
              />
            </>
          )}
        </Show>
      </Show>
    </section>
  )
}

const Add = (props: { seen: Readonly<Record<string, number>>; onDone: (words: string) => void }) => (
  <details>
    <summary>Add a column</summary>
    <CommandForm
      command="add-column"
      words={{ kind: columnKindWords }}
      button="Add the column"
      seen={props.seen}
      onDone={props.onDone}
    />
  </details>
)
