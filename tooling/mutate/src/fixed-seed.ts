import fc from 'fast-check'

// Property tests draw the same cases for every mutant: otherwise one that is killed today could live
// tomorrow.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 1 })
