import { prepareCluster, removeCluster } from './cluster.ts'

// Vitest runs this once, before and after the tests of a run.
export const setup = prepareCluster
export const teardown = removeCluster
