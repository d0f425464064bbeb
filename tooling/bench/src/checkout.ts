import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './process.ts'
import type { Side } from './world.ts'

/** Another revision of the product, ready to run in a temporary worktree. */
export interface Checkout {
  readonly side: Side
  remove(): void
}

/** The commit that a revision names, shortened. Throws if there is none. */
export const commitOf = (revision: string): string =>
  git('rev-parse', '--short', '--verify', '--end-of-options', `${revision}^{commit}`)

/** Checks a revision out, installs what it needs and builds it. */
export const checkOut = (revision: string): Checkout => {
  const commit = commitOf(revision)
  const parent = mkdtempSync(join(tmpdir(), `beatbook-${commit}-`))
  const folder = join(parent, 'checkout')
  git('worktree', 'add', '--detach', folder, commit)
  const remove = () => {
    git('worktree', 'remove', '--force', folder)
    rmSync(parent, { recursive: true, force: true })
  }
  try {
    const pnpm = (...args: string[]) =>
      execFileSync('npx', ['-y', 'pnpm@12', ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    pnpm('install', '--frozen-lockfile', '--prefer-offline')
    pnpm('build')
  } catch (error) {
    remove()
    throw error
  }
  return { side: { name: commit, root: folder, postgres: null }, remove }
}

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
