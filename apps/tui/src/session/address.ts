import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Stop } from '../output/exit.ts'
import { pathGiven } from './input.ts'

/** The name of the file of a project that names its server, in its folder or one above. */
export const PROJECT_FILE = '.beatbook.json'

/** The address of a server, and where it was written: that of a project's file is not the person's own. */
export interface ServerAddress {
  readonly url: string
  readonly from: 'option' | 'environment' | 'project' | 'config' | 'default'
}

/** The options of every command that choose the server. */
export interface ServerOptions {
  readonly url?: string | undefined
  readonly profile?: string | undefined
}

let options: ServerOptions = {}
let chosen: ServerAddress | null = null

/** Sets what this command was given to choose its server by. */
export const chooseServer = (given: ServerOptions): void => {
  options = given
  chosen = null
}

/**
 * The server of this command: `--url` or `--profile`, then `BEATBOOK_URL` or `BEATBOOK_PROFILE`, then the
 * project's file, then the person's `config.json`, then the address of `pnpm start`. Stops with exit 2 where
 * what was written is no address or names no profile.
 */
export const serverAddress = (): ServerAddress => {
  chosen ??= addressFrom(options, process.env)
  return chosen
}

/** The address of the server, without a slash at its end. */
export const serverUrl = (): string => serverAddress().url

const addressFrom = (given: ServerOptions, env: NodeJS.ProcessEnv): ServerAddress => {
  if (given.url !== undefined) return { url: checked(given.url, '--url'), from: 'option' }
  if (given.profile !== undefined) return { url: ofProfile(given.profile, '--profile'), from: 'option' }
  const url = env['BEATBOOK_URL']?.trim()
  if (url) return { url: checked(url, 'BEATBOOK_URL'), from: 'environment' }
  const profile = env['BEATBOOK_PROFILE']?.trim()
  if (profile) return { url: ofProfile(profile, 'BEATBOOK_PROFILE'), from: 'environment' }
  for (const [file, from] of [
    [projectFile(), 'project'],
    [configFile(), 'config'],
  ] as const) {
    const { url, profile } = file === null ? {} : settingsIn(file)
    if (url !== undefined) return { url: checked(url, `“url” in ${file}`), from }
    // A profile is the person's own, wherever it is named.
    if (profile !== undefined) return { url: ofProfile(profile, `“profile” in ${file}`), from: 'config' }
  }
  return { url: 'http://127.0.0.1:4310', from: 'default' }
}

const checked = (given: string, where: string): string => {
  const url = URL.parse(given)
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return given.replace(/\/+$/, '')
  throw new Stop(
    'usage',
    `${where} is “${given}”, which is no web address.`,
    'Write it as http://127.0.0.1:4310 or https://beatbook.force.example.',
  )
}

const ofProfile = (name: string, where: string): string => {
  const file = configFile()
  const { profiles = {} } = settingsIn(file)
  const url = Object.hasOwn(profiles, name) ? profiles[name]?.url : undefined
  if (url !== undefined) return checked(url, `“profiles.${name}.url” in ${file}`)
  const names = Object.keys(profiles)
  throw new Stop(
    'usage',
    `${where} is “${name}”, and there is no such profile.`,
    names.length === 0
      ? `Write profiles into ${file}: {"profiles": {"${name}": {"url": "https://…"}}}.`
      : `There are: ${names.join(', ')}.`,
  )
}

interface Settings {
  readonly url?: string
  readonly profile?: string
  readonly profiles?: Readonly<Record<string, { readonly url?: string }>>
}

/** The settings in a file; none where there is no such file. Stops with exit 2 where it cannot be read. */
const settingsIn = (file: string): Settings => {
  if (!existsSync(file)) return {}
  const wrong = (what: string): Stop =>
    new Stop('usage', `${file} ${what}.`, 'It is JSON: {"url": "https://…"}, or “profile” and “profiles”.')
  let read: unknown
  try {
    read = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw wrong('is not JSON or cannot be read')
  }
  if (typeof read !== 'object' || read === null) throw wrong('is no object')
  const { url, profile, profiles } = read as Record<string, unknown>
  for (const [name, value] of Object.entries({ url, profile }))
    if (value !== undefined && typeof value !== 'string') throw wrong(`has a “${name}” that is no text`)
  if (profiles !== undefined && (typeof profiles !== 'object' || profiles === null))
    throw wrong('has “profiles” that are no object')
  return read as Settings
}

/** The project's file in the folder of the person, or the nearest above; `null` where there is none. */
const projectFile = (): string | null => {
  let folder = pathGiven('.')
  for (;;) {
    const file = join(folder, PROJECT_FILE)
    if (existsSync(file)) return file
    const above = dirname(folder)
    if (above === folder) return null
    folder = above
  }
}

const configFile = (): string => join(configFolder(), 'config.json')

/** The folder of what Beatbook keeps for a person on this machine. */
export const configFolder = (): string =>
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'beatbook')
