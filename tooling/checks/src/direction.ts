import { dirname, join, normalize } from 'node:path'
import { importsOf, isTest, sourcesOf, type WorkspacePackage, workspacePackages } from './packages.ts'

/**
 * The workspace packages that each package may import. The apps may import any package, except that only the
 * server imports all of them.
 */
const allowed: Record<string, readonly string[]> = {
  '@beatbook/domain': [],
  '@beatbook/contract': ['@beatbook/domain'],
  '@beatbook/documents': ['@beatbook/domain', '@beatbook/contract'],
  '@beatbook/store': ['@beatbook/domain', '@beatbook/contract'],
  '@beatbook/presentation': ['@beatbook/domain', '@beatbook/contract'],
  '@beatbook/api': ['@beatbook/domain', '@beatbook/contract'],
  '@beatbook/testkit': ['@beatbook/domain'],
  '@beatbook/sample': [],
  '@beatbook/web': ['@beatbook/domain', '@beatbook/contract', '@beatbook/presentation', '@beatbook/api'],
  '@beatbook/tui': [
    '@beatbook/domain',
    '@beatbook/contract',
    '@beatbook/documents',
    '@beatbook/presentation',
    '@beatbook/api',
  ],
  '@beatbook/server': [
    '@beatbook/domain',
    '@beatbook/contract',
    '@beatbook/documents',
    '@beatbook/store',
    '@beatbook/presentation',
    '@beatbook/api',
    '@beatbook/sample',
  ],
}

/** Only the composition root imports every package; the operator's commands open the record themselves. */
const storeKnownTo = /^apps\/server\/src\/(start|auth|sample|record\/)/

/** Folders of the domain that read only states: they get the result of a draft as its preview. */
const readsStates = /^packages\/domain\/src\/(?:compare|validator)\//
const ofDrafts = /^packages\/domain\/src\/(?:draft|accept)\//

/** A sentence for each import against the allowed direction; empty if there is none. */
export const againstTheDirection = (): string[] =>
  workspacePackages().flatMap((pkg) =>
    sourcesOf(pkg).flatMap((file) => importsOf(file).flatMap((to) => complaint(pkg, file, to) ?? [])),
  )

const complaint = (pkg: WorkspacePackage, file: string, to: string): string | null => {
  if (to.startsWith('.')) {
    const imported = normalize(join(dirname(file), to))
    if (!isTest(file) && readsStates.test(file) && ofDrafts.test(imported))
      return `${file} imports ${imported}: it reads states, never a draft's fields`
    return imported.startsWith(`${pkg.folder}/`) ? null : `${file} reaches out of its package: ${to}`
  }
  if (pkg.name === '@beatbook/domain' && !isTest(file) && to !== 'zod')
    return `${file} imports ${to}: the domain imports zod and nothing else`
  if (!to.startsWith('@beatbook/')) return null
  const part = to.split('/').slice(0, 2).join('/')
  if (pkg.folder.startsWith('tooling/')) return null
  if (isTest(file))
    return pkg.testDependencies.includes(part) || pkg.dependencies.includes(part) || part === pkg.name
      ? null
      : `${file} imports ${part}, which its package does not name`
  if (part === '@beatbook/store' && pkg.name === '@beatbook/server' && !storeKnownTo.test(file))
    return `${file} imports the store: only the composition root knows it`
  return allowed[pkg.name]?.includes(part) ? null : `${file} imports ${part}: ${pkg.name} may not`
}
