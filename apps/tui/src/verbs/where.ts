import type { Client } from '@beatbook/api/client'
import type { PlanView } from '@beatbook/contract'
import type { Settings } from '@beatbook/domain'
import type { Narrowing } from '@beatbook/presentation'
import { settingsOfForce } from '../column/force.ts'
import { Stop } from '../output/exit.ts'
import { callServer } from '../session/connect.ts'

/** The option of a verb that takes the filter of a list. */
export const whereOption = [
  '--where <filter>',
  'which actions, as typed on the page: level:red owner:estates "door"',
] as const

/**
 * What a typed filter means in a plan, or in all (`null`); stops with exit 2 where a part of it means nothing.
 * `settings` are the force's, where they have been asked for before.
 */
export const narrowingTyped = async (
  client: Client,
  where: string | undefined,
  plan: PlanView | null,
  settings?: Settings,
): Promise<Narrowing> => {
  if (where === undefined || where.trim() === '') return {}
  const { readFilter } = await import('@beatbook/presentation')
  const { narrowing, unread } = readFilter(where, {
    plan,
    settings: settings ?? (await callServer(() => settingsOfForce(client))),
  })
  const [wrong] = unread
  if (wrong !== undefined)
    throw new Stop('usage', `“${wrong.part}” after --where means nothing.`, wrong.instead)
  return narrowing
}
