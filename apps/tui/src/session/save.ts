import { createWriteStream, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Stop } from '../output/exit.ts'
import { serverUrl } from './address.ts'
import { authorization, callServer } from './connect.ts'

/** The file at a path of the server, such as `/api/documents/ID/file`. */
export const fileAt = async (path: string): Promise<Readable> => (await askForFile(path)).content

/** The file that the server makes for a question, which is sent to a path as JSON, with what it says about it. */
export const fileMade = (path: string, question: object): Promise<{ content: Readable; headers: Headers }> =>
  askForFile(path, {
    method: 'POST',
    body: JSON.stringify(question),
    headers: { 'content-type': 'application/json' },
  })

const askForFile = (
  path: string,
  request: RequestInit = {},
): Promise<{ content: Readable; headers: Headers }> => {
  const url = serverUrl()
  return callServer(async () => {
    const answer = await fetch(`${url}${path}`, {
      ...request,
      headers: { ...request.headers, ...authorization(url) },
    })
    if (!answer.ok || answer.body === null)
      throw (await import('./failure.ts')).stopOfAnswer(answer.status, await answer.json().catch(() => null))
    const content = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
    return { content, headers: answer.headers }
  })
}

/** Writes a new file and returns its size in bytes; an incomplete file is deleted. */
export const saveNew = async (from: Readable, path: string): Promise<number> => {
  const file = createWriteStream(path, { flags: 'wx' })
  let made = false
  file.once('open', () => {
    made = true
  })
  try {
    await pipeline(from, file)
    return file.bytesWritten
  } catch (error) {
    if (made) rmSync(path, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new Stop('usage', `${path} is there already.`, 'Give another name, or move it away first.')
    throw new Stop('fault', `The file could not be written to ${path} (${code ?? message}).`)
  }
}
