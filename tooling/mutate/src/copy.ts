import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

/**
 * Copies the workspace at `root` to a temporary folder, in which `packages/` may be changed; returns its
 * path. The packages are copied with their links unchanged, so that they find each other in the copy;
 * everything else is a link to the original.
 */
export const copyOf = (root: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'beatbook-mutate-'))
  for (const name of readdirSync(root))
    if (name !== 'packages' && name !== '.git') symlinkSync(join(root, name), join(copy, name))
  mkdirSync(join(copy, 'packages'))
  cpSync(join(root, 'packages'), join(copy, 'packages'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => !relative(root, from).split(sep).includes('dist'),
  })
  return copy
}
