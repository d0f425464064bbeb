import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../../..', import.meta.url))
export const domainFolder: string = join(root, 'packages/domain')

/**
 * The domain as its users get it: the packed tarball, and an otherwise empty project in which it was
 * installed from the local pnpm store, without a network.
 */
export const installDomain = (): { tarball: string; project: string; installed: string } => {
  const project = mkdtempSync(join(tmpdir(), 'beatbook-library-'))
  pnpm(domainFolder, 'pack', '--pack-destination', project)
  const packed = readdirSync(project).find((file) => file.endsWith('.tgz')) ?? ''
  const tarball = join(project, 'domain.tgz')
  copyFileSync(join(project, packed), tarball)
  const files = {
    'package.json': JSON.stringify({
      name: 'empty',
      private: true,
      type: 'module',
      dependencies: { '@beatbook/domain': 'file:domain.tgz' },
    }),
    // Without a network nothing may be looked up.
    'pnpm-workspace.yaml': 'minimumReleaseAge: 0\nverifyDepsBeforeRun: false\npmOnFail: ignore\n',
    'pnpm-lock.yaml': lockfile(readFileSync(tarball)),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text)
  pnpm(
    project,
    'install',
    '--offline',
    '--frozen-lockfile',
    '--store-dir',
    pnpm(root, 'store', 'path').trim(),
  )
  return { tarball, project, installed: join(project, 'node_modules/@beatbook/domain') }
}

/** The pnpm that runs these tests, otherwise the one in the README. */
const pnpm = (cwd: string, ...args: string[]): string => {
  const running = process.env.npm_execpath
  const [command, before] = running?.includes('pnpm') ? [running, []] : ['npx', ['-y', 'pnpm@12']]
  const done = spawnSync(command, [...before, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  })
  if (done.status !== 0)
    throw new Error(`pnpm ${args.join(' ')}: ${done.stdout}${done.stderr}${done.error ?? ''}`)
  return done.stdout
}

/**
 * Zod at the version and digest of the workspace's lockfile, so that it comes from the store without being
 * resolved again.
 */
const lockfile = (tarball: Buffer): string => {
  const house = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')
  const [, version, integrity] = /^ {2}zod@(\S+):\n {4}resolution: \{integrity: (\S+)\}/m.exec(house) ?? []
  const domain = `'@beatbook/domain@file:domain.tgz'`
  return `lockfileVersion: '9.0'
settings: {autoInstallPeers: true, excludeLinksFromLockfile: false}
importers:
  .:
    dependencies:
      '@beatbook/domain': {specifier: file:domain.tgz, version: file:domain.tgz}
packages:
  ${domain}:
    resolution: {integrity: sha512-${createHash('sha512').update(tarball).digest('base64')}, tarball: file:domain.tgz}
    version: 0.1.0
  zod@${version}:
    resolution: {integrity: ${integrity}}
snapshots:
  ${domain}:
    dependencies: {zod: ${version}}
  zod@${version}: {}
`
}
