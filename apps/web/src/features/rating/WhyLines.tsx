import type { Why } from '@beatbook/contract'
import {
  changeWords,
  declaredBesideSentence,
  fullStop,
  levelSentence,
  markInRules,
  turnsByItselfSentence,
} from '@beatbook/domain/english'
import { For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { useAnswer } from '../../ui/answer.ts'
import { Link } from '../../ui/Link.tsx'
import { whyQuery } from './queries.ts'
import { unworkedSentence } from './unworked.ts'

/** Why an action has its level, in at most three lines: the level, what is declared beside it, what would turn it. */
export const WhyLines = (props: { address: string }) => {
  const { at } = useAsAt()
  const why = useAnswer<Why>(() => whyQuery(props.address, at()))
  return (
    <div class="why-lines" aria-busy={why() === undefined}>
      <Show when={why()} fallback={<p>Loading why …</p>}>
        {(known) => (
          <For each={linesOf(known())}>
            {(line, index) => (
              <p>
                {fullStop(line)}
                <Show when={index() === linesOf(known()).length - 1}>
                  {' '}
                  <Link href={`/plans/${props.address}#why`} tabindex="-1">
                    All tests
                  </Link>
                </Show>
              </p>
            )}
          </For>
        )}
      </Show>
    </div>
  )
}

const linesOf = (why: Why): string[] => {
  const level = levelSentence(why) ?? unworkedSentence(why)
  return [level, declaredBesideSentence(why), turnLine(why)].flatMap((line) => line ?? [])
}

/** What would turn it to the level that it should reach: by itself, or by the simplest change. */
const turnLine = (why: Why): string | null => {
  const { toTurn, evaluation, ragRules } = why
  if (toTurn === null || evaluation?.level === toTurn.level) return null
  const byItself = turnsByItselfSentence(why)
  const [way] = toTurn.ways
  if (byItself !== null || way === undefined) return byItself
  return `What would turn it ${markInRules(ragRules, toTurn.level).word.toLowerCase()}: ${way.map(changeWords).join(' and ')}`
}
