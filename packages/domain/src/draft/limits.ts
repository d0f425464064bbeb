/**
 * The maximum number of drafts of a person, and their total size in bytes as JSON (a plan of 5,000 actions
 * takes about 10 MB).
 */
export const draftLimits = { count: 50, bytes: 500 * 1024 * 1024 } as const
