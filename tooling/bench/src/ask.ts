import { randomUUID, randomUUIDv7 } from 'node:crypto'
import type { Product } from './product.ts'

/** The path of a question to a procedure. */
export const question = (procedure: string, input: unknown): string =>
  `/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`

/** The answer of a procedure that is a question. Throws if it is refused. */
export const ask = async <T = unknown>(
  product: Product,
  procedure: string,
  input: unknown,
  token: string = product.token,
): Promise<T> =>
  answered(
    procedure,
    await fetch(product.url + question(procedure, input), { headers: { authorization: `Bearer ${token}` } }),
  )

/** Sends a command or another procedure that changes something; returns its answer. Throws if it is refused. */
export const send = async <T = unknown>(
  product: Product,
  procedure: string,
  input: unknown,
  token: string = product.token,
): Promise<T> =>
  answered(
    procedure,
    await fetch(`${product.url}/trpc/${procedure}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    }),
  )

/** Uploads a document; returns the id of its draft. Throws if it cannot be read. */
export const upload = async (
  product: Product,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  token: string = product.token,
): Promise<string> => {
  const answer = await fetch(`${product.url}/api/drafts?name=${name}&job=${randomUUID()}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: bytes,
  })
  const body = (await answer.json()) as { id?: string }
  if (body.id === undefined)
    throw new Error(`a document was answered ${answer.status}: ${JSON.stringify(body)}`)
  return body.id
}

/** Makes a draft of one plan a new plan, of the code `code` if one is given. */
export const accept = (product: Product, draftId: string, code?: string): Promise<unknown> =>
  send(product, 'commands.acceptDraft', {
    commandId: randomUUIDv7(),
    draftId,
    as: [{ plan: 'plan-1', as: 'new', ...(code === undefined ? {} : { code }) }],
  })

/** Records an update; `more` are further fields of the command. */
export const recordUpdate = (
  product: Product,
  actionId: string,
  text: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<unknown> =>
  send(product, 'commands.recordUpdate', {
    commandId: randomUUIDv7(),
    actionId,
    updateId: randomUUIDv7(),
    text,
    ...more,
  })

const answered = async <T>(procedure: string, answer: Response): Promise<T> => {
  const body = (await answer.json()) as { result?: { data: T } }
  if (!answer.ok) throw new Error(`${procedure} was answered ${answer.status}: ${JSON.stringify(body)}`)
  return body.result?.data as T
}
