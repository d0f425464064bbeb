import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Stop } from '../output/exit.ts'

/**
 * The server's URL: `BEATBOOK_URL`, or if that is empty the address of `pnpm start`. Stops with exit 2 where
 * it is not a URL.
 */
export const serverUrl = (): string => {
  const configured = process.env.BEATBOOK_URL?.trim() || 'http://127.0.0.1:4310'
  const url = URL.parse(configured)
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new Stop(
      'usage',
      `BEATBOOK_URL is “${configured}”, which is no web address.`,
      'Write it as http://127.0.0.1:4310 or https://beatbook.force.example.',
    )
  return configured.replace(/\/+$/, '')
}

/**
 * The bearer token for a server: `BEATBOOK_TOKEN`, otherwise the one saved by `login`; `null` when signed
 * out.
 */
export const tokenFor = (url: string): string | null =>
  process.env.BEATBOOK_TOKEN || savedTokens()[url] || null

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

const tokensFile = (): string =>
  join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'beatbook', 'tokens.json')

const savedTokens = (): Record<string, string> => {
  if (!existsSync(tokensFile())) return {}
  try {
    return JSON.parse(readFileSync(tokensFile(), 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
