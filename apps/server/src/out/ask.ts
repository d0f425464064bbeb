import type { Procedures } from '@beatbook/api'
import { type ActionRow, MOST_LISTED } from '@beatbook/contract'
import { defaultSettings, type Settings } from '@beatbook/domain'

/** A question for a list of actions, but for its page. */
type Question = Omit<NonNullable<Parameters<Procedures['actions']['list']>[0]>, 'limit' | 'cursor'>

/** Every action that a question finds, page by page. `onPage` is called with the number of each page. */
export const everyAction = async (
  ask: Procedures,
  question: Question,
  onPage: (rows: number) => void = () => {},
): Promise<ActionRow[]> => {
  const rows: ActionRow[] = []
  let cursor: string | undefined
  do {
    const page = await ask.actions.list({
      ...{ ...question, limit: MOST_LISTED },
      ...(cursor === undefined ? {} : { cursor }),
    })
    rows.push(...page.rows)
    onPage(page.rows.length)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

/** The settings of the force: those of its root area. */
export const settingsOfForce = async (ask: Procedures): Promise<Settings> => {
  const areas = await ask.areas.list({})
  return areas.find(({ parent }) => parent === null)?.settings ?? defaultSettings
}
