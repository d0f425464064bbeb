import { dirname, join, normalize } from 'node:path'
import { importsOf, isTest, type Room, rooms, sourcesOf } from './house.ts'

/**
 * What each package may import of the house. The apps may import any package, except that only the server
 * knows them all.
 */
const allowed: Record<string, readonly string[]> = {
  '@beatbook/domain': [],
  '@beatbook/contract': ['@beatbook/domain'],
  '@beatbook/documents': ['@beatbook/domain'],
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

/** Only the composition root knows every part; the operator's commands open the record themselves. */
const storeKnownTo = /^apps\/server\/src\/(start|auth|sample|record\/)/

/** Folders of the domain that read states alone: what a draft would be they are given as its preview. */
const readsStates = /^packages\/domain\/src\/(?:compare|validator)\//
const ofDrafts = /^packages\/domain\/src\/(?:draft|accept)\//

/** Sentences about every import that runs against the house's direction; empty when none does. */
export const againstTheDirection = (): string[] =>
  rooms().flatMap((room) =>
    sourcesOf(room).flatMap((file) => importsOf(file).flatMap((to) => complaint(room, file, to) ?? [])),
  )

const complaint = (room: Room, file: string, to: string): string | null => {
  if (to.startsWith('.')) {
    const imported = normalize(join(dirname(file), to))
    if (!isTest(file) && readsStates.test(file) && ofDrafts.test(imported))
      return `${file} imports ${imported}: it reads states, never a draft's fields`
    return imported.startsWith(`${room.folder}/`) ? null : `${file} reaches out of its package: ${to}`
  }
  if (room.name === '@beatbook/domain' && !isTest(file) && to !== 'zod')
    return `${file} imports ${to}: the domain imports zod and nothing else`
  if (!to.startsWith('@beatbook/')) return null
  const part = to.split('/').slice(0, 2).join('/')
  if (room.folder.startsWith('tooling/')) return null
  if (isTest(file))
    return room.testDependencies.includes(part) || room.dependencies.includes(part) || part === room.name
      ? null
      : `${file} imports ${part}, which its package does not name`
  if (part === '@beatbook/store' && room.name === '@beatbook/server' && !storeKnownTo.test(file))
    return `${file} imports the store: only the composition root knows it`
  return allowed[room.name]?.includes(part) ? null : `${file} imports ${part}: ${room.name} may not`
}
