import { randomUUIDv7 } from 'node:crypto'
import { MOST_LISTED } from '@beatbook/contract'
import { ask, call, dataOf, send } from './client.ts'
import { randomFrom } from './random.ts'

/** The text of a delivery plan with `rows` actions, as it is pasted from a page. */
export const planText = (title: string, rows: number, seed = 1): string => {
  const { pick, between } = randomFrom(seed)
  const lines = Array.from({ length: rows }, (_, index) =>
    [
      index + 1,
      `${pick(['Hold', 'Publish', 'Review', 'Extend'])} ${pick(['beat surgeries', 'walkabouts', 'school visits'])} in ward ${between(1, 40)}, item ${index + 1}`,
      pick(['Engagement Team', 'Licensing Team', 'Web Team']),
      `By ${pick(['Jan', 'March', 'June', 'Oct'])} ${pick(['26', '27', '28'])}`,
      pick(['R', 'A', 'G']),
    ].join('\t'),
  )
  return [title, '', 'Ref\tAction\tOwner\tTimescale\tRAG', ...lines, ''].join('\n')
}

/** Uploads a document and returns the id of its draft. */
export const upload = async (
  url: string,
  token: string,
  text: string,
  name = 'plan.txt',
): Promise<string> => {
  const answer = await call(`${url}/api/drafts?name=${encodeURIComponent(name)}`, { body: text, token })
  if (answer.status !== 201) throw new Error(`the document was refused: ${answer.status} ${answer.text}`)
  return answer.body.id
}

/** The command that accepts a draft as the new plan `code`. `key` is that of the draft's plan. */
export const anAccept = async (url: string, token: string, draftId: string, code: string) => {
  const { draft } = dataOf(await ask(url, 'drafts.get', { id: draftId }, { token }))
  return {
    commandId: randomUUIDv7(),
    draftId,
    as: [{ plan: draft.plans[0].key as string, as: 'new' as const, code }],
  }
}

/** A plan of the record: its id, and its actions' ids and addresses. */
export interface Plan {
  readonly id: string
  readonly code: string
  readonly actions: readonly { readonly id: string; readonly address: string }[]
}

/** Creates a plan of `rows` actions as people do: upload, then accept. */
export const createPlan = async (url: string, token: string, code: string, rows: number): Promise<Plan> => {
  const draftId = await upload(url, token, planText(`Bridewell ${code} Delivery Plan`, rows))
  const accepted = dataOf(
    await send(url, 'commands.acceptDraft', await anAccept(url, token, draftId, code), { token }),
  )
  return { id: accepted.plans[0].id, code, actions: await actionsOf(url, token, code) }
}

/** Every action of a plan, page by page. */
export const actionsOf = async (
  url: string,
  token: string,
  code: string,
): Promise<{ id: string; address: string; updates: number }[]> => {
  const rows: { id: string; address: string; updates: number }[] = []
  let cursor: string | undefined
  do {
    const page = dataOf(await ask(url, 'actions.list', { plan: code, limit: MOST_LISTED, cursor }, { token }))
    rows.push(...page.rows)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

/** The ids of the updates in an action's history, including duplicates. */
export const updatesOf = async (url: string, token: string, address: string): Promise<string[]> =>
  dataOf(await ask(url, 'actions.history', { address }, { token })).flatMap(
    (entry: { updateId?: string | null }) => entry.updateId ?? [],
  )
