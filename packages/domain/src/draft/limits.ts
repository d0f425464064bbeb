/**
 * How many drafts a person may have at a time, and how many bytes they may take together as JSON (a plan of
 * 5,000 actions takes about 10 MB).
 */
export const draftLimits = { count: 50, bytes: 500 * 1024 * 1024 } as const
