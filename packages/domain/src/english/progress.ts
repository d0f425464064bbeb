/** A stated share of the work done, in per cent: "40%", "not stated". */
export const progressWords = (progress: number | null): string =>
  progress === null ? 'not stated' : `${progress}%`
