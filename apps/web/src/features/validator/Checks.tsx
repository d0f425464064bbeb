import type { PlanView } from '@beatbook/contract'
import { type ValidatorSeverity, type Violation, validatorSeverities } from '@beatbook/domain'
import {
  counted,
  listed,
  validatorSeverityWords,
  violationSentence,
  violationTitle,
} from '@beatbook/domain/english'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { DayField } from '../../ui/DayField.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useEditing } from '../session/session.ts'
import { Severities } from './Severities.tsx'

/**
 * All failed checks of a plan, the most severe first, grouped by kind, each with its place and the text it is
 * based on.
 */
export default function Checks(props: { plan: PlanView }) {
  const { at } = useAsAt()
  const editing = useEditing()
  const [from, setFrom] = createSignal('')
  const [to, setTo] = createSignal('')
  const backwards = () => from() !== '' && to() !== '' && from() > to()
  const period = () => (from() === '' || to() === '' || backwards() ? undefined : { from: from(), to: to() })
  const check = useQuery(() => {
    const asked = { plan: props.plan.code, ...at(), period: period() }
    return { queryKey: ['check', asked], queryFn: () => api.plans.check.query(asked) }
  })
  return (
    <>
      <fieldset class="govuk-fieldset check-period">
        <legend class="govuk-visually-hidden">Reporting period</legend>
        <DayField
          id="check-from"
          label="Reporting period from"
          value={from()}
          onDay={(day) => setFrom(day ?? '')}
        />
        <DayField
          id="check-to"
          label="to"
          value={to()}
          error={backwards() ? 'The period ends before it begins' : undefined}
          onDay={(day) => setTo(day ?? '')}
        />
      </fieldset>
      <Loaded query={check} what="check">
        {(found) => (
          <>
            <Show when={found().left.length > 0}>
              <p class="sub">
                Not checked without a reporting period:{' '}
                {listed(found().left.map((code) => violationTitle(code).toLowerCase()))}.
              </p>
            </Show>
            <Show when={found().violations.length > 0} fallback={<p>No problems found.</p>}>
              <For
                each={validatorSeverities.filter((severity) =>
                  found().violations.some((violation) => violation.severity === severity),
                )}
              >
                {(severity) => (
                  <Severity
                    severity={severity}
                    violations={found().violations}
                    addresses={found().addresses}
                    plan={props.plan}
                  />
                )}
              </For>
            </Show>
          </>
        )}
      </Loaded>
      <Show when={editing().allowed}>
        <Severities plan={props.plan} />
      </Show>
    </>
  )
}

interface SeverityProps {
  readonly severity: ValidatorSeverity
  readonly violations: readonly Violation[]
  readonly addresses: Readonly<Record<string, string>>
  readonly plan: PlanView
}

const Severity = (props: SeverityProps) => {
  const groups = createMemo(() => [
    ...Map.groupBy(
      props.violations.filter(({ severity }) => severity === props.severity),
      ({ code }) => code,
    ),
  ])
  const section = (id: string | undefined) => props.plan.sections.find((each) => each.id === id)
  return (
    <section class="violations">
      <h2>{validatorSeverityWords(props.severity)}</h2>
      <For each={groups()}>
        {([code, violations]) => (
          <details>
            <summary>
              {violationTitle(code)} ({counted(violations.length, 'place')})
            </summary>
            <ul class="list">
              <For each={violations}>
                {(violation) => (
                  <li>
                    <Show when={props.addresses[violation.where.action ?? '']}>
                      {(address) => <Link href={`/plans/${address()}`}>{address()}</Link>}
                    </Show>
                    <Show when={violation.where.action === undefined && section(violation.where.section)}>
                      {(known) => (
                        <Link href={`/plans/${props.plan.code}?section=${known().id}`}>{known().title}</Link>
                      )}
                    </Show>{' '}
                    {violationSentence(violation)}
                    <Show when={violation.quote}>{(quote) => <span class="sub">“{quote()}”</span>}</Show>
                  </li>
                )}
              </For>
            </ul>
          </details>
        )}
      </For>
    </section>
  )
}
