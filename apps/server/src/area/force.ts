import type { AggregateReader, CommandRunner } from '@beatbook/contract'
import { type AreaView, unnamedForce } from '@beatbook/domain'

/** The parts of the record that the force's name and crest come from. */
interface ForceSource {
  readonly aggregates: Pick<AggregateReader, 'get' | 'force'>
  readonly commands: Pick<CommandRunner, 'onChange'>
}

/** What every page shows of the force. */
export type ForceShown = Pick<AreaView, 'name' | 'crest'>

/**
 * Follows the force's current name and crest, those of its root area. They are read again when an area changes and
 * when the day changes, since a name may begin on a future day.
 */
export const followForce = async (
  { aggregates, commands }: ForceSource,
  today: () => string,
  onFailed: (error: unknown) => void,
): Promise<() => ForceShown> => {
  let shown: ForceShown = { name: unnamedForce, crest: null }
  let day = ''
  const read = async () => {
    day = today()
    const area = (await aggregates.get('area', await aggregates.force())) as AreaView | null
    shown = { name: area?.name ?? unnamedForce, crest: area?.crest ?? null }
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
