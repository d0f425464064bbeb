import { run } from '../run.ts'
import { access } from './access.ts'

await run('access', { rounds: 1, seconds: 300 }, access)
