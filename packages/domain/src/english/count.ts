/** A number with its noun: "1 action", "36 actions", "1,000+ actions" when `capped`. */
export const counted = (
  count: number,
  noun: string,
  options: { plural?: string; capped?: boolean } = {},
): string =>
  `${grouped(count)}${options.capped ? '+' : ''} ${count === 1 && !options.capped ? noun : (options.plural ?? `${noun}s`)}`

/** A whole number with thousands separators: "72,830". */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

/** Words as a list: "a", "a and b", "a, b and c". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`

/** Words as alternatives: "a", "a or b", "a, b or c". */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`
