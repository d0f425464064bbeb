import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Stop } from '../output/exit.ts'

/**
 * The server commands talk to: `BEATBOOK_URL`, else (and where that is empty) the address `pnpm start`
 * serves. Stops with exit 2 where it is no address.
 */
export const serverUrl = (): string => {
  const said = process.env.BEATBOOK_URL?.trim() || 'http://127.0.0.1:4310'
  const url = URL.parse(said)
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new Stop(
      'usage',
      `BEATBOOK_URL is “${said}”, which is no web address.`,
      'Write it as http://127.0.0.1:4310 or https://beatbook.force.example.',
    )
  return said.replace(/\/+$/, '')
}

/** The bearer token for a server: `BEATBOOK_TOKEN`, else the one `login` kept; `null` when signed out. */
export const tokenFor = (url: string): string | null => process.env.BEATBOOK_TOKEN || kept()[url] || null

/** Keeps the token for a server in a file only its owner can read; `null` forgets it. */
export const keepToken = (url: string, token: string | null): void => {
  const file = tokensFile()
  const { [url]: _old, ...others } = kept()
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(token === null ? others : { ...others, [url]: token }, null, 2)}\n`, {
    mode: 0o600,
  })
  chmodSync(file, 0o600)
}

const tokensFile = (): string =>
  join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'beatbook', 'tokens.json')

const kept = (): Record<string, string> => {
  if (!existsSync(tokensFile())) return {}
  try {
    return JSON.parse(readFileSync(tokensFile(), 'utf8')) as Record<string, string>
  } catch {
    return {}
  }
}
