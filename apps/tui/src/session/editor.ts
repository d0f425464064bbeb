import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stop } from '../output/exit.ts'

/**
 * Opens `editor` with `words`, and with `note` as comment lines below. Returns the text, or `null` when
 * nothing was saved.
 */
export const wordsFromEditor = (editor: string, note: string, words = ''): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const file = join(folder, 'update.txt')
  try {
    const comment = ['Lines that begin with # are left out. Save nothing to stop.', note]
      .filter(Boolean)
      .map((line) => `# ${line}\n`)
    writeFileSync(file, `${words}\n${comment.join('')}`, { mode: 0o600 })
    // The variable may contain arguments ("code --wait"), so a shell parses it, as in git.
    const done = spawnSync(`${editor} '${file}'`, { stdio: 'inherit', shell: true })
    if (done.status !== 0)
      throw new Stop('usage', `The editor “${editor}” ended with an error.`, 'Nothing was recorded.')
    const written = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n')
      .trim()
    return written === '' ? null : written
  } finally {
    rmSync(folder, { recursive: true })
  }
}
