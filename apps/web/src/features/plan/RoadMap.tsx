import type { ActionRow } from '@beatbook/contract'
import { counted, timescaleShort } from '@beatbook/domain/english'
import { createMemo, For } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { LevelMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { useSession } from '../session/session.ts'
import { roadMapOf } from './road-map.ts'

/** A plan's actions month by month. */
export default function RoadMap(props: { rows: readonly ActionRow[]; several: boolean }) {
  const { asAt } = useAsAt()
  const session = useSession()
  const thisMonth = () => (asAt() ?? session.data?.today ?? '').slice(0, 7)
  const months = createMemo(() => roadMapOf(props.rows))
  return (
    <div class="road-map">
      <For each={months()}>
        {(month) => (
          <section classList={{ now: month.key === thisMonth(), empty: month.rows.length === 0 }}>
            <h2>
              {month.title}{' '}
              <span class="sub">
                {month.key === thisMonth() ? 'this month · ' : ''}
                {month.rows.length === 0 ? 'no action' : counted(month.rows.length, 'action')}
              </span>
            </h2>
            <ul class="plain">
              <For each={month.rows}>
                {(row) => (
                  <li>
                    <Link href={`/plans/${row.address}`}>
                      {props.several ? row.address : row.ref} {row.text}
                    </Link>
                    <span class="sub">
                      <LevelMark level={row.level} stage={row.stage} /> {timescaleShort(row.timescale)}
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </div>
  )
}
