import { run } from '../run.ts'
import { restore } from './restore.ts'

await run('restore', { rounds: 10, seconds: 900 }, restore)
