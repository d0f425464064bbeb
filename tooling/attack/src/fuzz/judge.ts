import type { Answer } from '../client.ts'
import { root } from '../server.ts'

/** A stack trace, a path of this machine or an internal error name: the server must not send any of them. */
const inside = [
  /(?:^|\n|\\n)\s+at [^\n]*:\d+/,
  /node_modules/,
  /SQLITE_|SqliteError|ERR_[A-Z]{3,}|ZodError|TypeError|RangeError/,
  /\/src\/[a-z/-]+\.ts/,
]

/** The error in an answer; `null` if there is none. */
export const faultOf = ({ status, text, body, headers }: Answer): string | null => {
  if (status >= 500 && !isStorage(status, body?.error)) return `answered ${status}: ${text.slice(0, 300)}`
  for (const entry of Array.isArray(body) ? body : []) {
    const { httpStatus, code } = entry?.error?.data ?? {}
    if (httpStatus >= 500 && !isStorage(httpStatus, entry.error))
      return `answered ${httpStatus} ${code} within a batch`
  }
  // The pages' script is not an error answer.
  if (status < 400 && !/json|plain/.test(headers.get('content-type') ?? '')) return null
  if (text.includes(root.replace(/\/$/, '')))
    return `names a path of this machine: ${around(text, root.replace(/\/$/, ''))}`
  const found = inside.map((pattern) => pattern.exec(text)?.[0]).find((match) => match !== undefined)
  return found === undefined ? null : `lets the inside be seen: ${around(text, found)}`
}

/** 503 and 507 are valid only as refusals that name the problem. */
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
