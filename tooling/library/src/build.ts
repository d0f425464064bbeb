import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as domain from '@beatbook/domain'
import { jsonSchemasOf } from './schemas.ts'

// Runs before the domain is packed: compiles it into dist/, and writes the JSON Schema of every public shape
// into dist/schema/.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(root, 'packages/domain')
rmSync(join(folder, 'dist'), { recursive: true, force: true })

const compiled = spawnSync(
  join(root, 'node_modules/.bin/tsc'),
  ['-p', join(folder, 'tsconfig.dist.json'), '--pretty', 'false'],
  { stdio: 'inherit' },
)
if (compiled.status !== 0) process.exit(1)

mkdirSync(join(folder, 'dist/schema'))
for (const [name, schema] of jsonSchemasOf(domain))
  writeFileSync(join(folder, 'dist/schema', name), `${JSON.stringify(schema, null, 2)}\n`)
