import type { RagRule, RagScheme } from '@beatbook/domain'
import { ruleSentence, type SchemeFinding, schemeFindingSentence } from '@beatbook/presentation'
import { For, Index, Show } from 'solid-js'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { ConditionFields } from './ConditionFields.tsx'
import { LevelFields } from './LevelFields.tsx'

interface EditorProps {
  readonly scheme: RagScheme
  readonly findings: readonly SchemeFinding[]
  readonly onChange: (scheme: RagScheme) => void
  readonly onLeave: () => void
}

/** A scheme as a form. What the check finds stands at the rule it is about. */
export const Editor = (props: EditorProps) => {
  const set = (change: Partial<RagScheme>) => props.onChange({ ...props.scheme, ...change })
  const setRule = (at: number, change: Partial<RagRule>) =>
    set({ rules: props.scheme.rules.map((rule, other) => (other === at ? { ...rule, ...change } : rule)) })
  const move = (at: number, by: number) => {
    const rules = [...props.scheme.rules]
    const [rule] = rules.splice(at, 1)
    if (rule !== undefined) rules.splice(at + by, 0, rule)
    set({ rules })
  }
  const add = () =>
    set({
      rules: [
        ...props.scheme.rules,
        { id: freeName(props.scheme.rules), level: props.scheme.levels[0]?.code ?? '', when: { fact: 'daysPastDeadline', is: 'more', than: 0 } },
      ],
    })
  const ofRule = (at: number) => props.findings.filter(({ path }) => path[0] === 'rules' && path[1] === at)
  const ofScheme = () => props.findings.filter(({ path }) => path[0] !== 'rules' || typeof path[1] !== 'number')
  return (
    <form class="panel" onSubmit={(event) => event.preventDefault()} aria-labelledby="edit-title">
      <h2 id="edit-title">Change a copy</h2>
      <TextField id="scheme-title" label="Title" value={props.scheme.title} onChange={(event) => set({ title: event.currentTarget.value })} />
      <TextArea
        id="scheme-description"
        label="What it is for, and where it comes from"
        value={props.scheme.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <Found findings={ofScheme()} />
      <LevelFields levels={props.scheme.levels} onChange={(levels) => set({ levels })} />
      <Index each={props.scheme.rules}>
        {(rule, at) => (
          <fieldset class="rule govuk-fieldset">
            <legend class="govuk-fieldset__legend">
              Rule {at + 1}: {ruleSentence(rule(), props.scheme)}
            </legend>
            <div class="row">
              <LevelSelect id={`rule-${at}-level`} label="Level" scheme={props.scheme} value={rule().level} onChange={(level) => setRule(at, { level })} />
              <TextField id={`rule-${at}-name`} label="Name" value={rule().id} onChange={(event) => setRule(at, { id: event.currentTarget.value.trim() })} />
            </div>
            <ConditionFields id={`rule-${at}`} condition={rule().when} onChange={(when) => setRule(at, { when })} />
            <Found findings={ofRule(at)} />
            <p class="rule-tools">
              <button type="button" class="link-button" disabled={at === 0} onClick={() => move(at, -1)}>
                Ask earlier
              </button>
              <button type="button" class="link-button" disabled={at === props.scheme.rules.length - 1} onClick={() => move(at, 1)}>
                Ask later
              </button>
              <button type="button" class="link-button" onClick={() => set({ rules: props.scheme.rules.filter((_, other) => other !== at) })}>
                Remove rule {at + 1}
              </button>
            </p>
          </fieldset>
        )}
      </Index>
      <p>
        <button type="button" class="link-button" onClick={add}>
          Add a rule
        </button>
      </p>
      <LevelSelect id="otherwise" label="Otherwise" scheme={props.scheme} value={props.scheme.otherwise} onChange={(otherwise) => set({ otherwise })} />
      <p>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.onLeave()}>
          Leave the copy
        </button>
      </p>
    </form>
  )
}

const LevelSelect = (props: { id: string; label: string; scheme: RagScheme; value: string; onChange: (level: string) => void }) => (
  <SelectField id={props.id} label={props.label} onChange={(event) => props.onChange(event.currentTarget.value)}>
    <For each={props.scheme.levels}>
      {(level) => (
        <option value={level.code} selected={level.code === props.value}>
          {`${level.shape} ${level.word}`}
        </option>
      )}
    </For>
  </SelectField>
)

const Found = (props: { findings: readonly SchemeFinding[] }) => (
  <div role="status">
    <Show when={props.findings.length > 0}>
      <ul class="found-here">
        <For each={props.findings}>{(finding) => <li>{schemeFindingSentence(finding)}</li>}</For>
      </ul>
    </Show>
  </div>
)

const freeName = (rules: readonly RagRule[]): string => {
  let number = rules.length + 1
  while (rules.some(({ id }) => id === `rule-${number}`)) number += 1
  return `rule-${number}`
}
