import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { configFolder, serverUrl } from './address.ts'

/** What was typed into a form and not sent: when, and the text of each field. */
export interface Draft {
  readonly at: string
  readonly inputs: Readonly<Record<string, string>>
}

type Drafts = Readonly<Record<string, Draft>>

/** The most drafts that are kept for a server; the oldest go. */
const MOST_DRAFTS = 100

/** What was typed about `what` (an action’s id) and not sent; `null` where nothing was. */
export const keptDraft = (what: string): Draft | null => {
  const draft = all()[serverUrl()]?.[what]
  return draft === undefined || Object.keys(draft.inputs).length === 0 ? null : draft
}

/**
 * Keeps what is typed in a file that only its owner can read, until it is sent (`null`). Where the file cannot be
 * written, nothing is kept: a form must not fail because of its draft.
 */
export const keepDraft = (what: string, inputs: Draft['inputs'] | null): void => {
  const known = all()
  const { [what]: _, ...others } = known[serverUrl()] ?? {}
  const empty = inputs === null || Object.keys(inputs).length === 0
  if (empty && known[serverUrl()]?.[what] === undefined) return
  const newest = Object.entries(others)
    .sort(([, one], [, other]) => (one.at < other.at ? 1 : -1))
    .slice(0, MOST_DRAFTS - 1)
  const drafts = empty
    ? others
    : { ...Object.fromEntries(newest), [what]: { at: new Date().toISOString(), inputs } }
  try {
    const file = draftsFile()
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // Written beside and renamed, so that no crash leaves half a file.
    writeFileSync(`${file}.new`, `${JSON.stringify({ ...known, [serverUrl()]: drafts })}\n`, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch {}
}

const draftsFile = (): string => join(configFolder(), 'drafts.json')

const all = (): Readonly<Record<string, Drafts>> => {
  try {
    return existsSync(draftsFile()) ? JSON.parse(readFileSync(draftsFile(), 'utf8')) : {}
  } catch {
    return {}
  }
}
