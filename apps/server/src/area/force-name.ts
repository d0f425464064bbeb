import type { AggregateReader, CommandRunner } from '@beatbook/contract'
import { type AreaView, unnamedForce } from '@beatbook/domain'

/** The parts of the record that the force's name comes from. */
interface NameSource {
  readonly aggregates: Pick<AggregateReader, 'get' | 'force'>
  readonly commands: Pick<CommandRunner, 'onChange'>
}

/**
 * Follows the force's name: the current name of its root area. It is read again when an area changes and when
 * the day changes, since a name may begin on a future day.
 */
export const followForceName = async (
  { aggregates, commands }: NameSource,
  today: () => string,
  onFailed: (error: unknown) => void,
): Promise<() => string> => {
  let name = unnamedForce
  let day = ''
  const read = async () => {
    day = today()
    const area = (await aggregates.get('area', await aggregates.force())) as AreaView | null
    name = area?.name ?? unnamedForce
  }
  await read()
  commands.onChange(({ others }) => {
    if (others.some((other) => other.startsWith('area/'))) read().catch(onFailed)
  })
  return () => {
    if (today() !== day) read().catch(onFailed)
    return name
  }
}
