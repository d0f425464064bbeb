import type { Answer } from '../client.ts'
import { root } from '../server.ts'

/**
 * A stack, a path of this machine or the name of an error inside: nothing of the kind may leave the server.
 */
const inside = [
  /(?:^|\n|\\n)\s+at [^\n]*:\d+/,
  /node_modules/,
  /SQLITE_|SqliteError|ERR_[A-Z]{3,}|ZodError|TypeError|RangeError/,
  /\/src\/[a-z/-]+\.ts/,
]

/** What is wrong with an answer; `null` where nothing is. */
export const faultOf = ({ status, text, body, headers }: Answer): string | null => {
  if (status >= 500 && !isStorage(status, body?.error)) return `answered ${status}: ${text.slice(0, 300)}`
  for (const entry of Array.isArray(body) ? body : []) {
    const { httpStatus, code } = entry?.error?.data ?? {}
    if (httpStatus >= 500 && !isStorage(httpStatus, entry.error))
      return `answered ${httpStatus} ${code} within a batch`
  }
  // The program of the pages is no answer about an error.
  if (status < 400 && !/json|plain/.test(headers.get('content-type') ?? '')) return null
  if (text.includes(root.replace(/\/$/, '')))
    return `names a path of this machine: ${around(text, root.replace(/\/$/, ''))}`
  const found = inside.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined)
  return found === undefined ? null : `lets the inside be seen: ${around(text, found)}`
}

/** 503 and 507 are answers only as the refusals that say what is wrong. */
const isStorage = (
  status: number,
  error: { code?: unknown; data?: { refusal?: { code?: string } } } | undefined,
): boolean =>
  (status === 503 || status === 507) &&
  (error?.data?.refusal?.code !== undefined || typeof error?.code === 'string')

const around = (text: string, found: string) => {
  const at = text.indexOf(found)
  return text.slice(Math.max(0, at - 60), at + 160)
}
