import { test } from 'vitest'
import { acceptLeavesNothing, revisionIsFinished } from './accept-killed.ts'

test(
  'an accept that is killed between two steps has left nothing, or all of it',
  () => acceptLeavesNothing('every step'),
  600_000,
)

test(
  'a revision that is killed between two steps is not recorded, or is finished when it is opened',
  () => revisionIsFinished('every step'),
  600_000,
)
