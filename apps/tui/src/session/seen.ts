import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Instant } from '@beatbook/domain'
import { configFolder, serverUrl } from './address.ts'

/** When the screens were last opened on this machine for the server; `null` for the first time. */
export const lastSeen = (): Instant | null => all()[serverUrl()] ?? null

/** Notes that the screens are opened now. A file that cannot be written is not needed. */
export const noteSeen = (at: Instant): void => {
  try {
    mkdirSync(dirname(seenFile()), { recursive: true, mode: 0o700 })
    writeFileSync(seenFile(), `${JSON.stringify({ ...all(), [serverUrl()]: at })}\n`, { mode: 0o600 })
  } catch {}
}

const seenFile = (): string => join(configFolder(), 'seen.json')

const all = (): Readonly<Record<string, Instant>> => {
  try {
    return existsSync(seenFile()) ? JSON.parse(readFileSync(seenFile(), 'utf8')) : {}
  } catch {
    return {}
  }
}
