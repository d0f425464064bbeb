import { run } from '../run.ts'
import { kill } from './kill.ts'

await run('kill', { rounds: 200, seconds: 3_600 }, (amount, say) => kill({ ...amount, rows: 2_000 }, say))
