import type { ActionRow, MyWork } from '@beatbook/contract'
import { counted, dayWords, ruleMark, timescaleShort } from '@beatbook/domain/english'
import { mineSentence, whyMine } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { LevelMark, MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { Mentions } from '../conversation/Mentions.tsx'
import { useEditing } from '../session/session.ts'
import { AnswerFor } from './AnswerFor.tsx'

const UpdateHere = lazy(() => import('./UpdateHere.tsx'))

/**
 * The work list of the person signed in, by the owners they answer for: each action in one line, which can be
 * updated in place.
 */
export default function WorkPage() {
  const { at } = useAsAt()
  const work = useQuery(() => ({
    queryKey: ['work', 'mine', at()],
    queryFn: () => api.work.mine.query(at()),
  }))
  return (
    <Page title="My work">
      <Mentions />
      <Loaded query={work} what="work">
        {(mine) => (
          <>
            <Show
              when={mine().parties.length > 0}
              fallback={
                <p>
                  This page lists what is late, due, silent or in disagreement among the actions you answer
                  for. Choose first whose actions those are.
                </p>
              }
            >
              <p class="meta">Yours: {mine().parties.map(mineSentence).join('; ')}.</p>
            </Show>
            <AnswerFor open={mine().parties.length === 0} />
            <Show when={mine().parties.length > 0}>
              <Lists work={mine()} />
            </Show>
            <p class="on-screen">
              <Link href="/feeds">Put the dates into your calendar</Link>
            </p>
          </>
        )}
      </Loaded>
    </Page>
  )
}

const Lists = (props: { work: MyWork }) => {
  const groups = () => [
    {
      title: 'Late',
      rows: props.work.late,
      words: (row: ActionRow & { days: number }) => `${counted(row.days, 'day')} late`,
    },
    {
      title: 'Due in four weeks',
      rows: props.work.due,
      words: (row: ActionRow & { days: number }) =>
        row.days === 0 ? 'today' : `in ${counted(row.days, 'day')}`,
    },
    {
      title: 'Silent for longer than the plan expects',
      rows: props.work.silent,
      words: (row: ActionRow & { days: number }) => `${counted(row.days, 'day')} without an update`,
    },
    { title: 'Declared and rules disagree', rows: props.work.disagreeing, words: () => '' },
    { title: 'Returned: once complete, open again', rows: props.work.returned, words: () => '' },
  ]
  const all = () => groups().reduce((sum, group) => sum + group.rows.length, 0)
  return (
    <Show when={all() > 0} fallback={<p>Nothing waits for you as at {dayWords(props.work.asAt)}.</p>}>
      <For each={groups()}>
        {(group) => (
          <Show when={group.rows.length > 0}>
            <section class="work">
              <h2>
                {group.title} <span class="sub">{counted(group.rows.length, 'action')}</span>
              </h2>
              <ul class="plain">
                <For each={group.rows}>
                  {(row) => (
                    <Line
                      row={row}
                      words={group.words(row as never)}
                      why={whyMine(row, props.work.parties)}
                    />
                  )}
                </For>
              </ul>
            </section>
          </Show>
        )}
      </For>
    </Show>
  )
}

const Line = (props: { row: ActionRow; words: string; why: string | null }) => {
  const editing = useEditing()
  const [open, setOpen] = createSignal(false)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const begin = () => {
    setSaved(null)
    setOpen(true)
  }
  return (
    <li>
      <div class="work-line">
        <span>
          <Link href={`/plans/${props.row.address}`}>
            {props.row.address} {props.row.text}
          </Link>
          <Show when={props.why}>{(why) => <span class="sub">{why()}</span>}</Show>
        </span>
        <span class="quiet">
          {timescaleShort(props.row.timescale)}
          {props.words === '' ? '' : ` · ${props.words}`}
        </span>
        <LevelMark level={props.row.level} stage={props.row.stage} />
        <span>
          <Show when={props.row.disagrees}>
            {props.row.computed?.overridden ? 'set by a person to' : 'rules say'}{' '}
            <MarkTag mark={ruleMark(props.row.computed)} />
          </Show>
        </span>
        <Show when={editing().allowed && !open()}>
          <button type="button" class="link-button" onClick={begin}>
            Update<span class="govuk-visually-hidden"> {props.row.address}</span>
          </button>
        </Show>
      </div>
      <Saved saved={saved()} />
      <Suspense fallback={<p class="quiet">Loading the form …</p>}>
        <Show when={open()}>
          <UpdateHere
            address={props.row.address}
            onClose={(done) => {
              setOpen(false)
              setSaved(done)
            }}
          />
        </Show>
      </Suspense>
    </li>
  )
}
