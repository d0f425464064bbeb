import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

// `attack NAME …` runs the command in the folder of that name.
const [name = '', ...args] = process.argv.slice(2)
const here = import.meta.dirname
const names = readdirSync(here).filter((each) => existsSync(join(here, each, 'main.ts')))

if (!names.includes(name)) {
  process.stderr.write(`There is no attack “${name}”. There are: ${names.join(', ')}.\n`)
  process.exit(2)
}
process.argv = [...process.argv.slice(0, 2), ...args]
await import(`./${name}/main.ts`)
