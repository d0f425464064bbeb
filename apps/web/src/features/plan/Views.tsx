import { For } from 'solid-js'
import { Link } from '../../ui/Link.tsx'
import { type PlanViewCode, usePlanView } from './view.ts'

/** The tabs that lead to the views of a plan's actions, or of all actions. */
export const Views = (props: {
  /** What they are views of. */
  of: string
  views: readonly { readonly code: PlanViewCode; readonly title: string }[]
}) => {
  const { view, hrefOf } = usePlanView()
  return (
    <nav class="views" aria-label={`Views of ${props.of}`}>
      <ul>
        <For each={props.views}>
          {({ code, title }) => (
            <li>
              <Link
                href={hrefOf(code)}
                class={view() === code ? 'on' : ''}
                aria-current={view() === code ? 'true' : undefined}
                noScroll
              >
                {title}
              </Link>
            </li>
          )}
        </For>
      </ul>
    </nav>
  )
}
