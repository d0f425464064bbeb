import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMarkup } from './markup.ts'
import { recommendationHeading } from './recommendations.ts'

const read = (text: string) => {
  const { parts, broken } = readMarkup(text, (line) => recommendationHeading(line) !== null)
  const words = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
  return {
    parts: parts.map((p) =>
      p.kind === 'prose'
        ? words(p.words)
        : [p.entry.what, p.entry.date && words(p.entry.date), p.entry.words.map(words).join(' ')],
    ),
    broken: broken.map((b) => `${b.problem} ${b.tag}`),
  }
}
const status = ['status', '8th May 2023', 'being-progressed']
const comment = ['comment', '8th May 2023', 'Work began.']

test.each<[string, string, unknown[], string[]]>([
  ['a whole entry is read', '[on]8th May 2023 [status]being-progressed[/status][/on]', [status], []],
  [
    'prose stays between entries',
    'Do it. [on]8th May 2023 [comment]Work began.[/comment][/on] Do more.',
    ['Do it.', comment, 'Do more.'],
    [],
  ],
  [
    'one date serves a status and a comment',
    '[on]8th May 2023 [status]being-progressed[/status][comment]Work began.[/comment][/on]',
    [status, comment],
    [],
  ],
  ['tags may be in capitals', '[ON]8th May 2023 [COMMENT]Work began.[/COMMENT][/ON]', [comment], []],
  [
    'words in other brackets are words',
    '[on]8th May 2023 [comment]The [status quo] held.[/comment][/on]',
    [['comment', '8th May 2023', 'The [status quo] held.']],
    [],
  ],
  [
    'a comment that never ends stops at the end of its date',
    '[on]8th May 2023 [comment]Work began.[/on]',
    [comment],
    ['unclosed comment'],
  ],
  [
    'a status that never ends is its first line',
    '[on]8th May 2023 [status]being-progressed\n\nWork began.[/on]',
    [status, comment],
    ['unclosed status'],
  ],
  [
    'a date that never ends stops at the next',
    '[on]8th May 2023 [status]being-progressed[/status][on]8th May 2023 [comment]Work began.[/comment][/on]',
    [status, comment],
    ['unclosed on'],
  ],
  [
    'everything may be unclosed at the end',
    '[on]8th May 2023 [comment]Work began.',
    [comment],
    ['unclosed comment', 'unclosed on'],
  ],
  [
    'tags may close in the wrong order',
    '[on]8th May 2023 [comment]Work began.[/on][/comment]',
    [comment],
    ['unclosed comment', 'unopened comment'],
  ],
  [
    'a status may close as a comment',
    '[on]8th May 2023 [status]being-progressed[/comment][/on]',
    [status],
    ['misnested comment'],
  ],
  [
    'a closing tag may have lost its slash',
    '[on]8th May 2023 [status]being-progressed[status][/on]',
    [status],
    ['misspelt status'],
  ],
  [
    'a tag may be misspelt',
    '[on]8th May 2023 [commnet]Work began.[/coment][/on]',
    [comment],
    ['misspelt comment', 'misspelt comment'],
  ],
  [
    'a tag may have lost a bracket',
    '[on]8th May 2023 [comment Work began./comment][/on]',
    [comment],
    ['misspelt comment', 'misspelt comment'],
  ],
  [
    'a date may be closed before its comment',
    '[on]8th May 2023[/on][comment]Work began.[/comment]',
    [comment],
    ['misnested on'],
  ],
  [
    'a comment may have lost its first tag',
    '[on]8th May 2023\n\nWork began.\n\n[/comment][/on]',
    [comment],
    ['misnested on', 'unopened comment'],
  ],
  [
    'words under a date without a comment tag are a comment',
    '[on]8th May 2023 Work began.[/on]',
    [comment],
    ['misnested on'],
  ],
  [
    'a date may have lost its tag',
    'Do it.\n\n8th May 2023 [comment]Work began.[/comment][/on]',
    ['Do it.', comment],
    ['unopened on'],
  ],
  [
    'a comment without a date stands undated',
    'Do it. [comment]Work began.[/comment]',
    ['Do it.', ['comment', null, 'Work began.']],
    ['undated comment'],
  ],
  [
    'an unclosed comment gives back the recommendation it swallowed',
    '[on]8th May 2023 [comment]Work began.\n\nRecommendation 2\n\nDo more.\n\n[on]9th May 2023 [comment]More.[/comment][/on]',
    [comment, 'Recommendation 2\n\nDo more.', ['comment', '9th May 2023', 'More.']],
    ['unclosed comment', 'unclosed on'],
  ],
  [
    'a date under which nothing stands is kept as words',
    '[on]8th May 2023[/on][on]8th May 2023 [comment]Work began.[/comment][/on]',
    ['8th May 2023', comment],
    ['empty on'],
  ],
  [
    'a date that the calendar does not have is kept as written',
    '[on]31st June 2023 [comment]Work began.[/comment][/on]',
    [['comment', '31st June 2023', 'Work began.']],
    [],
  ],
])('%s', (_rule, text, parts, broken) => {
  const got = read(text)
  expect(got.parts).toEqual(parts)
  expect([...got.broken].sort()).toEqual([...broken].sort())
})

const scraps = [
  '[on]',
  '[/on]',
  '[status]',
  '[/status]',
  '[comment]',
  '[/comment]',
  '[coment]',
  '[status',
  'complete',
  '8th May 2023',
  '31st June 2023',
  'Recommendation 2',
  'Work began. ',
  '\n\n',
  ' ',
]

test('all text is in exactly one part, date or tag, whatever is broken', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 25 }), (array) => {
      const text = array.join('')
      const { parts, tags } = readMarkup(text, (line) => recommendationHeading(line) !== null)
      const covered = new Uint8Array(text.length)
      const dates = new Set(parts.flatMap((p) => (p.kind === 'entry' && p.entry.date ? [p.entry.date] : [])))
      for (const { start, end } of [
        ...dates,
        ...tags,
        ...parts.flatMap((p) => (p.kind === 'prose' ? [p.words] : p.entry.words)),
      ])
        for (let i = start; i < end; i += 1) covered[i] = (covered[i] ?? 0) + 1
      const lost = [...text].filter((letter, i) => /[\p{L}\p{N}]/u.test(letter) && covered[i] !== 1)
      return lost.length === 0
    }),
    { numRuns: 3000 },
  )
})
