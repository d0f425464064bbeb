import { run } from '../run.ts'
import { faults } from './faults.ts'

await run('faults', { rounds: 1, seconds: 900 }, faults)
