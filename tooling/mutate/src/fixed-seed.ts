import fc from 'fast-check'

// Property tests use the same cases for every mutant: otherwise one that is killed today could survive
// tomorrow.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 })
