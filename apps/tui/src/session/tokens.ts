import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { warn } from '../output/print.ts'
import { configFolder, serverAddress } from './address.ts'

/**
 * The bearer token for a server: `BEATBOOK_TOKEN`, otherwise the one saved by `login`; `null` when signed
 * out. A server that only a project's file names is never sent the former: whoever wrote the file would get
 * it.
 */
export const tokenFor = (url: string): string | null =>
  (serverAddress().from === 'project' ? null : process.env.BEATBOOK_TOKEN) || savedTokens()[url] || null

/** Saves the token for a server in a file that only its owner can read; `null` deletes it. */
export const saveToken = (url: string, token: string | null): void => {
  const file = tokensFile()
  const { [url]: _old, ...others } = savedTokens()
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(token === null ? others : { ...others, [url]: token }, null, 2)}\n`, {
    mode: 0o600,
  })
  chmodSync(file, 0o600)
}

const tokensFile = (): string => join(configFolder(), 'tokens.json')

const savedTokens = (): Record<string, string> => {
  if (!existsSync(tokensFile())) return {}
  warnIfReadable(tokensFile())
  try {
    return JSON.parse(readFileSync(tokensFile(), 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}

let warned = false

/** Says once that others on this machine may read the tokens. */
const warnIfReadable = (file: string): void => {
  if (warned || process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return
  warned = true
  warn(`Others on this machine may read your tokens. Run: chmod 600 '${file}'`)
}
