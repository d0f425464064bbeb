import type { AggregateReader, CommandRunner } from '@beatbook/contract'
import { type AreaView, defaultSettings, unnamedForce } from '@beatbook/domain'
import { pageMarking } from '@beatbook/domain/english'

/** The parts of the record that the force's name and crest come from. */
interface ForceSource {
  readonly aggregates: Pick<AggregateReader, 'get' | 'force'>
  readonly commands: Pick<CommandRunner, 'onChange'>
}

/** What every page shows of the force, on the screen or printed. */
export interface ForceShown extends Pick<AreaView, 'name' | 'crest'> {
  /** The protective marking in words; `null` where there is none. */
  readonly marking: string | null
}

/**
 * Follows the force's current name, crest and marking, those of its root area. They are read again when an area changes and
 * when the day changes, since a name may begin on a future day.
 */
export const followForce = async (
  { aggregates, commands }: ForceSource,
  today: () => string,
  onFailed: (error: unknown) => void,
): Promise<() => ForceShown> => {
  let shown: ForceShown = shownOf(null)
  let day = ''
  const read = async () => {
    day = today()
    const area = (await aggregates.get('area', await aggregates.force())) as AreaView | null
    shown = shownOf(area)
  }
  await read()
  commands.onChange(({ others }) => {
    if (others.some((other) => other.startsWith('area/'))) read().catch(onFailed)
  })
  return () => {
    if (today() !== day) read().catch(onFailed)
    return shown
  }
}

const shownOf = (area: AreaView | null): ForceShown => ({
  name: area?.name ?? unnamedForce,
  crest: area?.crest ?? null,
  marking: pageMarking(area?.settings ?? defaultSettings),
})
