import type { AggregateReader, CommandRunner } from '@beatbook/contract'
import { type AreaView, unnamedForce } from '@beatbook/domain'

/** What of the record tells the force's name. */
interface Named {
  readonly aggregates: Pick<AggregateReader, 'get' | 'force'>
  readonly commands: Pick<CommandRunner, 'onChange'>
}

/**
 * Follows what the force is called: its root area's name today. It is read again when an area changes and
 * when the day turns, as a name may begin on a day that lay ahead.
 */
export const followForceName = async (
  { aggregates, commands }: Named,
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
