import { spawnSync } from 'node:child_process'
import { writeOut } from '../output/print.ts'
import { serverUrl } from './address.ts'

/**
 * Runs the command line with these words in the terminal that the screens have left, against their server, and waits
 * for Enter, so that what it said can be read.
 */
export const runOutside = (words: readonly string[]): void => {
  const env = { ...process.env, BEATBOOK_URL: serverUrl() }
  const node = (...args: readonly string[]) => spawnSync(process.execPath, args, { stdio: 'inherit', env })
  writeOut(`beatbook ${words.join(' ')}\n\n`)
  node(...process.execArgv, process.argv[1] ?? '', ...words)
  writeOut('\nPress Enter to go back to the screens. ')
  // Without raw mode the terminal gives what is typed at Enter.
  node('-e', 'process.stdin.once("data", () => process.exit())')
}
