import { counted } from '@beatbook/domain/english'
import { vacancyCount, vacancySentence } from '@beatbook/presentation'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { vacantQuery } from './queries.ts'

/** The owners with open actions and nobody there; nothing where there are none. */
export const Vacant = () => {
  const { at } = useAsAt()
  const vacant = useQuery(() => vacantQuery(at()))
  return (
    <Loaded query={vacant} what="owners without anybody">
      {(all) => (
        <Show when={vacancyCount(all())}>
          {(count) => (
            <section aria-labelledby="vacant">
              <h2 id="vacant">Left without anybody</h2>
              <p class="meta">{count()} They stay here until somebody takes them.</p>
              <ul class="plain">
                <For each={all()}>
                  {(each) => (
                    <li>
                      <Link href={`/owners/${each.id}`}>{each.name}</Link>{' '}
                      <span class="quiet">({counted(each.open, 'open action')})</span>
                      <span class="sub">{vacancySentence(each)}</span>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          )}
        </Show>
      )}
    </Loaded>
  )
}
