import { run } from '../run.ts'
import { fuzz } from './fuzz.ts'

await run('fuzz', { rounds: 20_000, seconds: 3_600 }, fuzz)
