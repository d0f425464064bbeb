import type { Random } from '../random.ts'

/** Texts that are known to break programs. */
const texts = [
  ...['', ' ', '0', '-1', 'null', 'undefined', 'NaN', 'true', '[]', '{}', '[object Object]'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'],
  ...[
    "' or 1=1 --",
    '"; drop table event; --',
    '%',
    '_',
    '\\',
    '*',
    '"',
    "''",
    '`',
    '\u0024{7*7}',
    '{{7*7}}',
  ],
  ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'javascript:alert(1)', '&lt;', ']]>'],
  ...['../../etc/passwd', '..\\..\\windows', 'C:\\con', '//evil.example', 'a/b', 'a/', '/'],
  ...[
    '\u0000',
    'a\u0000b',
    '\u001b[2J',
    '\u001b]0;x\u0007',
    '\u009b2J',
    '\r\nSet-Cookie: a=b',
    '\u0007',
    '\u007f',
  ],
  ...[
    '\u202egnp.exe',
    '\u200b',
    '\ufeff',
    '\u2066x\u2069',
    '\ud800',
    'a\udfff',
    '👩‍👩‍👧‍👧',
    'é',
    'e\u0301',
    'ẞ',
    'ı',
    'İ',
    '１２',
    'ﷺ'.repeat(40),
  ],
  ...[
    '9'.repeat(400),
    '1e308',
    '0x10',
    '١٢',
    'Q1 26/27',
    '29 Feb 2026',
    '31/02/2026',
    'by by by',
    'Oct',
    '-',
    '–',
  ],
]

/** Days at the edges of calendars, of the product's range, and beyond. */
const days = [
  ...[
    '1899-12-31',
    '1900-01-01',
    '2026-01-01',
    '2026-03-29',
    '2026-10-25',
    '2024-02-29',
    '2199-12-31',
    '2200-01-01',
  ],
  ...[
    '0000-01-01',
    '0001-01-01',
    '9999-12-30',
    '9999-12-31',
    '+010000-01-01',
    '-000001-01-01',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
  ],
]
const instants = [
  '1970-01-01T00:00:00Z',
  '2026-11-20T09:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-11-20T24:00:00Z',
]
const numbers = [
  0,
  -0,
  -1,
  1,
  2,
  0.1,
  1e-300,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 31 - 1,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  100,
  101,
  500,
  501,
  65_536,
]

/** A day: mostly a valid one, sometimes any. */
export const aDay = (random: Random): string =>
  random.chance(0.7)
    ? `${random.pick([2020, 2025, 2026, 2027, 2035])}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`
    : random.pick(days)

export const anInstant = (random: Random): string =>
  random.chance(0.6)
    ? new Date(Date.UTC(2026, random.between(0, 11), random.between(1, 28))).toISOString()
    : random.pick(instants)

/** An invalid value for a leaf of an input. */
export const hostile = (random: Random): unknown =>
  random.pick([
    () => random.pick(texts),
    () => random.pick(texts),
    () => random.pick(texts) + random.pick(texts),
    () => random.pick(days),
    () => random.pick(instants),
    () => random.pick(numbers),
    () => random.pick([true, false, null]),
    () =>
      random.pick(['x', 'é', '\u0000', 'a ', '😀', 'a\n']).repeat(random.pick([201, 501, 20_001, 60_000])),
    () => Array.from({ length: random.pick([0, 1, 51, 1_000]) }, () => random.pick(texts)),
    () => nested(random.pick([3, 60, 65, 1_000, 10_000]), random.chance(0.5)),
    () => odd(random),
  ])()

/** A plausible or an implausible text. */
export const aText = (random: Random): string =>
  random.chance(0.6)
    ? random.pick(['Two sessions held.', 'By June 2027', 'Engagement Team', 'amber', 'moved to Q3', 'Oct 26'])
    : random.pick(texts)

/** An object with keys that have a meaning in JavaScript. */
const odd = (random: Random): unknown => {
  const made = {}
  for (const key of ['__proto__', 'constructor', 'toJSON', 'then', 'length', 'valueOf', ''])
    if (random.chance(0.4))
      Object.defineProperty(made, key, {
        value: random.pick([1, 'x', null, { admin: true }, []]),
        enumerable: true,
        writable: true,
        configurable: true,
      })
  return made
}

/** Stands for something nested so deep; `asJson` writes it out, as no object of such a depth can be turned into JSON. */
const nested = (depth: number, arrays: boolean): string => `^nested ${depth} ${arrays ? 'lists' : 'objects'}^`

/** The JSON text of an input. */
export const asJson = (input: unknown): string =>
  (JSON.stringify(input) ?? '').replaceAll(
    /"\^nested (\d+) (lists|objects)\^"/g,
    (_, depth: string, kind: string) =>
      kind === 'lists'
        ? `${'['.repeat(Number(depth))}${']'.repeat(Number(depth))}`
        : `${'{"all":'.repeat(Number(depth))}1${'}'.repeat(Number(depth))}`,
  )
