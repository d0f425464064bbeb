import fc from 'fast-check'

// In the full tier all property tests draw from one seed, which is printed at the start: `BEATBOOK_SEED=N`
// draws the same cases again.
const seed = Number(process.env['BEATBOOK_SEED'])
if (Number.isSafeInteger(seed) && process.env['BEATBOOK_SEED'] !== undefined)
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
