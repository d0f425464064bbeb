import type { PlanView } from '@beatbook/contract'
import {
  type ChoiceField,
  type Column,
  fieldChoices,
  levelsOf,
  listedFields,
  stagesOf,
  tagsTyped,
} from '@beatbook/domain'
import { codeAlone, counted, fieldWords, markOf, stageWords, takenBackWords } from '@beatbook/domain/english'
import { filterChips, type Narrowing, readFilter, type TypedFilter } from '@beatbook/presentation'
import { createSignal, For, type JSX, onCleanup, Show } from 'solid-js'
import { DayField } from '../../ui/DayField.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useSettings } from '../area/settings.ts'

interface FiltersProps {
  /** The plan of the rows; `null` where they are of several. */
  readonly plan: PlanView | null
  readonly narrowing: Narrowing
  /** The name of an owner by its id, where the rows are of several plans. */
  readonly ownerName?: (id: string) => string | undefined
  /** How many actions fit, in words; absent where the view says it. */
  readonly count?: string
  readonly onChange: (narrowing: Narrowing) => void
  /** What the typed filter means so far, before it is set; empty where nothing is typed. Absent: it waits for Enter. */
  readonly onTyped?: (narrowing: Narrowing) => void
  /** What else stands in the line. */
  readonly children?: JSX.Element
}

/** The filters of the list: removable chips, and the form that adds to them. */
export const Filters = (props: FiltersProps) => {
  const names = (key: 'section' | 'owner' | 'computed', value: string): string => {
    if (key === 'owner')
      return (
        props.plan?.owners.find((owner) => owner.partyId === value)?.name ?? props.ownerName?.(value) ?? value
      )
    if (key === 'computed')
      return props.plan?.computed.levels.find(({ level }) => level === value)?.word ?? markOf(value).word
    return props.plan?.sections.find((section) => section.id === value)?.title ?? value
  }
  const settings = useSettings()
  const chips = () => filterChips(props.narrowing, names, settings().columns)

  const [unread, setUnread] = createSignal<TypedFilter['unread']>([])
  const read = (words: string) => readFilter(words, { plan: props.plan, settings: settings() })
  let waiting: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(waiting))
  const type = (words: string) => {
    clearTimeout(waiting)
    if (props.onTyped !== undefined)
      waiting = setTimeout(() => props.onTyped?.(read(words).narrowing), APPLIES_AFTER)
  }
  const apply = (event: SubmitEvent) => {
    event.preventDefault()
    clearTimeout(waiting)
    props.onTyped?.({})
    const box = (event.currentTarget as HTMLFormElement).elements.namedItem('typed') as HTMLInputElement
    const typed = read(box.value)
    setUnread(typed.unread)
    if (Object.keys(typed.narrowing).length === 0) return
    // What was not understood stays in the box to be put right.
    box.value = typed.unread.map(({ part }) => part).join(' ')
    props.onChange(narrowedFurther(props.narrowing, typed.narrowing))
  }

  return (
    <div class="filters filter-line">
      <search class="typed">
        <form onSubmit={apply}>
          <label class="govuk-visually-hidden" for="typed">
            Filter, for example level:red owner:estates silent&gt;42 due&lt;2027-01-01 "door"
          </label>
          <input
            id="typed"
            name="typed"
            class="govuk-input typed-filter"
            placeholder="Filter: level:red owner:estates silent>42 due<2027-01-01 door"
            maxlength="400"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => type(event.currentTarget.value)}
            aria-describedby={unread().length > 0 ? 'unread' : undefined}
          />
        </form>
      </search>
      <span class="count" aria-live="polite">
        {props.count}
      </span>
      <Show when={chips().length > 0}>
        <ul class="chips" aria-label="Filters that are set">
          <For each={chips()}>
            {(chip) => (
              <li>
                <button type="button" class="chip" onClick={() => props.onChange(chip.without)}>
                  <span class="govuk-visually-hidden">Remove the filter </span>
                  {chip.words} <span aria-hidden="true">×</span>
                </button>
              </li>
            )}
          </For>
          <li>
            <button type="button" class="link-button" onClick={() => props.onChange({})}>
              Clear filters
            </button>
          </li>
        </ul>
      </Show>
      <Show when={props.plan}>
        {(plan) => <FilterForm plan={plan()} narrowing={props.narrowing} onChange={props.onChange} />}
      </Show>
      {props.children}
      <Show when={unread().length > 0}>
        <p class="unread" id="unread" role="alert">
          <For each={unread()}>
            {({ part, instead }) => (
              <>
                “{part}” means nothing. {instead}{' '}
              </>
            )}
          </For>
        </p>
      </Show>
    </div>
  )
}

/** The form of every filter of a plan. */
const FilterForm = (props: Pick<FiltersProps, 'narrowing' | 'onChange'> & { readonly plan: PlanView }) => {
  const settings = useSettings()

  /** The filters on columns: those that the form sets again, and the others unchanged. */
  const columnsGiven = (of: (code: string) => readonly string[] | undefined): Pick<Narrowing, 'columns'> => {
    const asked = settings().columns.filter(isAsked)
    const others = Object.entries(props.narrowing.columns ?? {}).filter(
      ([code]) => !asked.some((column) => column.code === code),
    )
    const given = asked.map(({ code }) => [code, of(code) ?? []] as const)
    const entries = [...others, ...given]
      .filter(([, values]) => values.length > 0)
      .map(([code, values]): [string, string[]] => [code, [...values]])
    return entries.length === 0 ? {} : { columns: Object.fromEntries(entries) }
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const given = (name: string) => String(form.get(name) ?? '').trim() || undefined
    const list = <T extends string>(name: string, before: readonly T[] | undefined) =>
      given(name) === 'several' ? before : given(name) ? [given(name) as T] : undefined
    const withdrawn = given('filter-withdrawn')
    props.onChange({
      levels: list('filter-level', props.narrowing.levels) as Narrowing['levels'],
      computed: list('filter-rules', props.narrowing.computed) as Narrowing['computed'],
      disagrees: given('filter-disagrees') === undefined ? undefined : given('filter-disagrees') === 'yes',
      stages: list('filter-stage', props.narrowing.stages) as Narrowing['stages'],
      ...Object.fromEntries(
        listedFields.map((field) => [field, list(`filter-${field}`, props.narrowing[field])]),
      ),
      owner: given('filter-owner'),
      section: given('filter-section'),
      text: given('filter-words'),
      dueBy: given('filter-due'),
      tags: given('filter-tags') === undefined ? undefined : tagsTyped(given('filter-tags') ?? ''),
      evidence: given('filter-evidence') === undefined ? undefined : given('filter-evidence') === 'yes',
      ...(withdrawn ? { withdrawn: withdrawn as NonNullable<Narrowing['withdrawn']> } : {}),
      ...columnsGiven((code) => list(`filter-column-${code}`, props.narrowing.columns?.[code])),
    })
  }

  return (
    <details>
      <summary>Filter the actions</summary>
      <form onSubmit={submit} class="filter-form">
        <Choice
          id="filter-owner"
          label="Owner"
          value={props.narrowing.owner}
          options={props.plan.owners.map((owner) => [owner.partyId, `${owner.name} (${owner.actions})`])}
        />
        <Choice
          id="filter-level"
          label="Declared level"
          value={only(props.narrowing.levels)}
          options={[
            ...levelsOf(props.plan).map((code) => [code, markOf(code).word] as const),
            ['none', 'Not set'] as const,
          ]}
        />
        <Show when={props.plan.ragRules}>
          <Choice
            id="filter-rules"
            label="Level by the rules"
            value={only(props.narrowing.computed)}
            options={[
              ...props.plan.computed.levels.map(({ level, word }) => [level, word] as const),
              ['none', 'No rating'] as const,
            ]}
          />
          <Choice
            id="filter-disagrees"
            label="Declared and rules"
            value={
              props.narrowing.disagrees === undefined ? undefined : props.narrowing.disagrees ? 'yes' : 'no'
            }
            options={[
              ['yes', 'disagree'],
              ['no', 'agree'],
            ]}
          />
        </Show>
        <Choice
          id="filter-stage"
          label="Stage"
          value={only(props.narrowing.stages)}
          options={[...stagesOf(props.plan), 'none'].map((stage) => [stage, stageWords(stage)] as const)}
        />
        <Choice
          id="filter-evidence"
          label="Evidence"
          value={props.narrowing.evidence === undefined ? undefined : props.narrowing.evidence ? 'yes' : 'no'}
          options={[
            ['yes', 'has evidence'],
            ['no', 'has none'],
          ]}
        />
        <For each={listedFields as readonly ChoiceField[]}>
          {(field) => (
            <Choice
              id={`filter-${field}`}
              label={fieldWords[field].title}
              value={only((props.narrowing as Partial<Record<ChoiceField, string[]>>)[field])}
              options={[
                ...fieldChoices[field]
                  .of({ plan: props.plan, settings: settings() })
                  .map((code) => [code, codeAlone(field, code)] as const),
                ['none', takenBackWords(field)] as const,
              ]}
            />
          )}
        </For>
        <For each={settings().columns.filter(isAsked)}>
          {(column) => (
            <Choice
              id={`filter-column-${column.code}`}
              label={column.title}
              value={only(props.narrowing.columns?.[column.code])}
              options={[
                ...(column.kind === 'choice' ? column.choices : ['yes', 'no']).map(
                  (choice) => [choice, choice] as const,
                ),
                ['none', 'nothing'] as const,
              ]}
            />
          )}
        </For>
        <Choice
          id="filter-section"
          label="Section"
          value={props.narrowing.section}
          options={props.plan.sections.map((section) => [
            section.id,
            `${section.title} (${section.counts.actions})`,
          ])}
        />
        <TextField
          id="filter-tags"
          label="Tags"
          value={props.narrowing.tags?.join(', ') ?? ''}
          maxlength="200"
          autocomplete="off"
        />
        <DayField id="filter-due" label="Due by" value={props.narrowing.dueBy ?? ''} />
        <TextField
          id="filter-words"
          label="Words"
          value={props.narrowing.text ?? ''}
          maxlength="200"
          autocomplete="off"
        />
        <Show when={props.plan.counts.withdrawn > 0}>
          <Choice
            id="filter-withdrawn"
            label="Withdrawn"
            value={props.narrowing.withdrawn}
            options={[
              ['with', 'show them too'],
              ['only', `only those (${counted(props.plan.counts.withdrawn, 'action')})`],
            ]}
          />
        </Show>
        <button type="submit" class="govuk-button govuk-button--secondary">
          Apply
        </button>
      </form>
    </details>
  )
}

/** How long nothing is typed before the rows follow, in milliseconds. */
const APPLIES_AFTER = 150

/** A filter with what else is asked for; a field that both have is that of the second. */
export const narrowedFurther = (narrowing: Narrowing, { columns, ...others }: Narrowing): Narrowing => ({
  ...narrowing,
  ...others,
  ...(columns === undefined ? {} : { columns: { ...narrowing.columns, ...columns } }),
})

/** The columns whose values the form can list. */
const isAsked = ({ kind }: Column): boolean => kind === 'choice' || kind === 'yes-no'

const Choice = (props: {
  id: string
  label: string
  value: string | undefined
  options: readonly (readonly [string, string])[]
}) => (
  <SelectField id={props.id} label={props.label}>
    <option value="">any</option>
    <Show when={props.value === 'several'}>
      <option value="several" selected>
        those chosen now
      </option>
    </Show>
    <For each={props.options}>
      {([value, words]) => (
        <option value={value} selected={props.value === value}>
          {words}
        </option>
      )}
    </For>
  </SelectField>
)

const only = (values: readonly string[] | undefined): string | undefined =>
  values === undefined || values.length < 2 ? values?.[0] : 'several'
