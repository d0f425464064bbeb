import type { PlanSummary, RagScheme } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { createSignal, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { useCommand } from '../rag/use-command.ts'

/** Colours a plan by a scheme from today; the past keeps the rules that held then. */
export const Adopt = (props: { plan: PlanSummary; scheme: RagScheme }) => {
  const [said, setSaid] = createSignal('')
  const [problem, setProblem] = createSignal('')
  const pin = useCommand(api.commands.pinScheme.mutate)
  const pinned = () => props.plan.scheme?.code === props.scheme.code && props.plan.scheme.version === props.scheme.version
  const adopt = async () => {
    setProblem('')
    const { scheme } = props.plan
    try {
      await pin.give({
        commandId: newId(),
        planId: props.plan.id,
        code: props.scheme.code,
        version: props.scheme.version,
        ...(scheme === null ? {} : { seen: { code: scheme.code, version: scheme.version } }),
      })
      setSaid(commandDone('pin-scheme'))
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }
  return (
    <section class="adopt">
      <Show when={!pinned()} fallback={<p>The plan is coloured by this version.</p>}>
        <p>
          Now coloured by {props.plan.scheme === null ? 'no rules' : `${props.plan.scheme.title}, version ${props.plan.scheme.version}`}. What it was before
          today stays as it was coloured.
        </p>
        <button type="button" class="govuk-button" disabled={pin.busy()} onClick={adopt}>
          Colour the plan by these rules from today
        </button>
      </Show>
      <p role="status" class="done-line">
        {said()}
      </p>
      <Show when={problem() !== ''}>
        <p role="alert">{problem()}</p>
      </Show>
    </section>
  )
}
