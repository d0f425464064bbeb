import type { ActionView } from '@beatbook/contract'
import { columnField, type Duty } from '@beatbook/domain'
import {
  columnName,
  columnWords,
  dayWords,
  fieldWords,
  plainFields,
  saidAlone,
  stageWords,
  timescaleSentence,
  timescaleShort,
} from '@beatbook/domain/english'
import { placeWords } from '@beatbook/presentation'
import { For, type JSX, Show } from 'solid-js'
import { LevelMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { useSettings } from '../area/settings.ts'
import { AskAbout } from '../conversation/AskAbout.tsx'

/** The facts of an action. */
export const Facts = (props: { action: ActionView }) => {
  const settings = useSettings()
  // Values in columns that the force has removed come last, by their codes.
  const columns = () => {
    const codes = settings().columns.map(({ code }) => code)
    const place = (code: string) => (codes.includes(code) ? codes.indexOf(code) : codes.length)
    return Object.entries(props.action.columns).sort(([a], [b]) => place(a) - place(b))
  }
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">Facts</h2>
      <dl class="facts">
        <Fact title="Owners" field="owners">
          <Show when={props.action.owners.length > 0} fallback={<span class="quiet">none given</span>}>
            <ul class="plain">
              <For each={props.action.owners}>
                {(owner) => (
                  <li>
                    <Link href={`/owners/${owner.partyId}`}>{owner.name}</Link>
                    <Show when={props.action.holders.find(({ partyId }) => partyId === owner.partyId)}>
                      {(held) => (
                        <span class="quiet">
                          , held by {held().name} since {dayWords(held().from)}
                        </span>
                      )}
                    </Show>{' '}
                    <span class="quiet">{dutyWords[owner.duty]}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <Show when={props.action.ownerSaid}>{(said) => <span class="sub">written “{said()}”</span>}</Show>
        </Fact>
        <Fact title="Timescale" field="timescale">
          <Show when={props.action.timescale.said !== '' && props.action.timescale.kind !== 'unknown'}>
            “{props.action.timescale.said}”:{' '}
          </Show>
          {timescaleSentence(props.action.timescale)}
          <Show when={props.action.timescale.latest !== null}>
            <span class="sub on-screen">
              <a
                href={`/api/actions/${encodeURIComponent(props.action.address)}/calendar.ics`}
                download="beatbook.ics"
              >
                Add to your calendar
              </a>
            </span>
          </Show>
        </Fact>
        <Show when={props.action.redated > 0}>
          <Fact title="Dates">
            <ul class="plain">
              <li>original: {timescaleShort(props.action.dates.original)}</li>
              <li>agreed, in the last document: {timescaleShort(props.action.dates.agreed)}</li>
              <li>
                current: {timescaleShort(props.action.dates.current)}, re-dated{' '}
                {props.action.redated === 1 ? 'once' : `${props.action.redated} times`}
              </li>
            </ul>
          </Fact>
        </Show>
        <Fact title="Declared" field="level">
          <LevelMark level={props.action.level} stage={null} />
        </Fact>
        <Fact title="Stage" field="stage">
          {stageWords(props.action.stage)}
        </Fact>
        <For each={plainFields}>
          {(field) => (
            <Show when={props.action[field] !== null}>
              <Fact title={fieldWords[field].title} field={field}>
                {saidAlone(field, props.action[field])}
              </Fact>
            </Show>
          )}
        </For>
        <For each={columns()}>
          {([code, value]) => (
            <Fact title={columnName(code, settings().columns)} field={columnField(code)}>
              {columnWords(value)}
            </Fact>
          )}
        </For>
        <Show when={props.action.success}>
          {(success) => (
            <Fact title={fieldWords.success.title} field="success">
              {success()}
            </Fact>
          )}
        </Show>
        <Show when={props.action.tags.length > 0}>
          <Fact title={fieldWords.tags.title} field="tags">
            <ul class="plain">
              <For each={props.action.tags}>
                {(tag) => (
                  <li>
                    <Link href={`/plans/${props.action.planCode}?tag=${encodeURIComponent(tag)}`}>{tag}</Link>
                  </li>
                )}
              </For>
            </ul>
          </Fact>
        </Show>
        <Fact title="Section" field="section">
          {props.action.section || '–'}
        </Fact>
        <For each={props.action.details}>{(detail) => <Fact title={detail.heading}>{detail.text}</Fact>}</For>
        <Fact title="Address">
          <code>{props.action.address}</code>
          <Show when={originWords(props.action)}>{(words) => <span class="sub">{words()}</span>}</Show>
        </Fact>
        <Show when={props.action.document}>
          {(document) => (
            <Fact title="Read from">
              <Link href={`/documents/${document().id}?action=${encodeURIComponent(props.action.ref)}`}>
                {document().name}
              </Link>
              <Show when={document().place}>{(place) => <span class="sub">{placeWords(place())}</span>}</Show>
            </Fact>
          )}
        </Show>
      </dl>
    </section>
  )
}

/** A fact; `field` is the field that a conversation about it names. */
const Fact = (props: { title: string; field?: string; children: JSX.Element }) => (
  <div>
    <dt>{props.title}</dt>
    <dd>{props.children}</dd>
    <Show when={props.field}>
      {(field) => (
        <dd class="ask-about">
          <AskAbout field={field()} title={props.title} />
        </dd>
      )}
    </Show>
  </div>
)

const dutyWords: Record<Duty, string> = {
  accountable: '(accountable)',
  responsible: '',
  consulted: '(consulted)',
  informed: '(informed)',
}

/** Where the ref comes from, unless the document or a person states it. */
const originWords = ({ refOrigin, document }: ActionView): string | null => {
  if (refOrigin === 'restored') return 'the number is lost in the document and was restored'
  if (refOrigin !== 'generated') return null
  return document === null
    ? 'no number was given; it was made here'
    : 'the document gives no number; it was made here'
}
