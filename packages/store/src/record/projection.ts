/**
 * The version of the stored projections. It increases whenever `actionColumns` or the state of a plan changes
 * shape; a record projected by a lower version is refolded when it is opened.
 */
export const PROJECTION = 5
