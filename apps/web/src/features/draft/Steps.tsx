import { For } from 'solid-js'

const steps = ['Choose', 'Check', 'Accept'] as const

/** The current step on the way from a document to a plan. */
export const Steps = (props: { at: (typeof steps)[number] }) => (
  <ol class="steps" aria-label="Steps">
    <For each={steps}>
      {(step, index) => (
        <li classList={{ on: step === props.at }} aria-current={step === props.at ? 'step' : undefined}>
          <span class="step-number" aria-hidden="true">
            {steps.indexOf(props.at) > index() ? '✓' : index() + 1}
          </span>
          {step}
        </li>
      )}
    </For>
  </ol>
)
