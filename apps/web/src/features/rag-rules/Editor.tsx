import type { RagRule, RagRules } from '@beatbook/domain'
import {
  counted,
  type RagRulesFinding,
  ragRulesFindingSentence,
  ruleSentence,
} from '@beatbook/domain/english'
import { For, Index, Show } from 'solid-js'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import { LevelFields } from './LevelFields.tsx'

interface EditorProps {
  readonly ragRules: RagRules
  readonly findings: readonly RagRulesFinding[]
  readonly onChange: (ragRules: RagRules) => void
  readonly onLeave: () => void
}

/** RAG rules as a form. Errors are shown at the rule they concern. */
export const Editor = (props: EditorProps) => {
  // A rule that is added here is open.
  const began = props.ragRules.rules.length
  const set = (change: Partial<RagRules>) => props.onChange({ ...props.ragRules, ...change })
  const setRule = (at: number, change: Partial<RagRule>) =>
    set({ rules: props.ragRules.rules.map((rule, other) => (other === at ? { ...rule, ...change } : rule)) })
  const move = (at: number, by: number) => {
    const rules = [...props.ragRules.rules]
    const [rule] = rules.splice(at, 1)
    if (rule !== undefined) rules.splice(at + by, 0, rule)
    set({ rules })
  }
  const add = () =>
    set({
      rules: [
        ...props.ragRules.rules,
        {
          id: freeName(props.ragRules.rules),
          level: props.ragRules.levels[0]?.code ?? '',
          when: { fact: 'daysPastDeadline', is: 'more', than: 0 },
        },
      ],
    })
  const ofRule = (at: number) => props.findings.filter(({ path }) => path[0] === 'rules' && path[1] === at)
  const ofRagRules = () =>
    props.findings.filter(({ path }) => path[0] !== 'rules' || typeof path[1] !== 'number')
  return (
    <form class="panel" onSubmit={(event) => event.preventDefault()} aria-labelledby="edit-title">
      <h2 id="edit-title">Change a copy</h2>
      <TextField
        id="rag-rules-title"
        label="Title"
        value={props.ragRules.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <TextArea
        id="rag-rules-description"
        label="What it is for, and where it comes from"
        value={props.ragRules.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Found findings={ofRagRules()} />
      <LevelFields levels={props.ragRules.levels} onChange={(levels) => set({ levels })} />
      <Index each={props.ragRules.rules}>
        {(rule, at) => (
          <details class="rule" open={at >= began || undefined}>
            <summary>
              Rule {at + 1}: {ruleSentence(rule(), props.ragRules)}
              <Show when={ofRule(at).length > 0}>
                {' '}
                <b>({counted(ofRule(at).length, 'finding')})</b>
              </Show>
            </summary>
            <Found findings={ofRule(at)} />
            <div class="row">
              <LevelSelect
                id={`rule-${at}-level`}
                label="Level"
                ragRules={props.ragRules}
                value={rule().level}
                onChange={(level) => setRule(at, { level })}
              />
              <TextField
                id={`rule-${at}-name`}
                label="Name"
                value={rule().id}
                onChange={(event) => setRule(at, { id: event.currentTarget.value.trim() })}
              />
            </div>
            <ConditionFields
              id={`rule-${at}`}
              condition={rule().when}
              onChange={(when) => setRule(at, { when })}
            />
            <p class="rule-tools">
              <button type="button" class="link-button" disabled={at === 0} onClick={() => move(at, -1)}>
                Ask earlier
              </button>
              <button
                type="button"
                class="link-button"
                disabled={at === props.ragRules.rules.length - 1}
                onClick={() => move(at, 1)}
              >
                Ask later
              </button>
              <button
                type="button"
                class="link-button"
                onClick={() => set({ rules: props.ragRules.rules.filter((_, other) => other !== at) })}
              >
                Remove rule {at + 1}
              </button>
            </p>
          </details>
        )}
      </Index>
      <p>
        <button type="button" class="link-button" onClick={add}>
          Add a rule
        </button>
      </p>
      <LevelSelect
        id="otherwise"
        label="Otherwise"
        ragRules={props.ragRules}
        value={props.ragRules.otherwise}
        onChange={(otherwise) => set({ otherwise })}
      />
      <p>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onLeave()}>
          Cancel
        </button>
      </p>
    </form>
  )
}

const LevelSelect = (props: {
  id: string
  label: string
  ragRules: RagRules
  value: string
  onChange: (level: string) => void
}) => (
  <SelectField
    id={props.id}
    label={props.label}
    onChange={(event) => props.onChange(event.currentTarget.value)}
  >
    <For each={props.ragRules.levels}>
      {(level) => (
        <option value={level.code} selected={level.code === props.value}>
          {`${level.shape} ${level.word}`}
        </option>
      )}
    </For>
  </SelectField>
)

const Found = (props: { findings: readonly RagRulesFinding[] }) => (
  <div role="status">
    <Show when={props.findings.length > 0}>
      <ul class="found-here">
        <For each={props.findings}>{(finding) => <li>{ragRulesFindingSentence(finding)}</li>}</For>
      </ul>
    </Show>
  </div>
)

const freeName = (rules: readonly RagRule[]): string => {
  let number = rules.length + 1
  while (rules.some(({ id }) => id === `rule-${number}`)) number += 1
  return `rule-${number}`
}
