import { expect, test } from 'vitest'
import { replacedIn, replacedWordsIn, sentencesIn } from './words.ts'

const replaced = replacedIn(
  [
    '| word | means | instead of |',
    '|---|---|---|',
    '| Save | keep what was typed | "Keep", Submit |',
    '| Not started yet | nobody has begun | Not started |',
    '| Remove | take away | Delete*, Take away |',
  ].join('\n'),
)
const found = (source: string, file = 'apps/web/src/Page.tsx') => replacedWordsIn(file, source, replaced)

test('the table has a replaced word for each of its third column', () =>
  expect(replaced.map(({ word, now }) => [word, now])).toEqual([
    ['"Keep"', 'Save'],
    ['Submit', 'Save'],
    ['Not started', 'Not started yet'],
    ['Delete*', 'Remove'],
    ['Take away', 'Remove'],
  ]))

test.each([
  ["const title = 'Submit the form'"],
  ['const title = "Submit"'],
  [`const title = \`\${count} actions: submit\``],
  ['<button class="govuk-button">Keep</button>'],
  ['<button type="submit">\n  Keep\n</button>'],
  ['<p>{count} of them were deleted <b>today</b></p>'],
  ['<p>Not started</p>'],
  ["say('Not started yet, or Not started.')"],
  ["say('Take\\n away')", 'apps/web/src/said.ts', 0],
  ['Choose **Take away**.', 'docs/guide/grid.md'],
])('%s says a replaced word', (source, file = 'apps/web/src/Page.tsx', count = 1) =>
  expect(replacedWordsIn(String(file), source, replaced)).toHaveLength(Number(count)),
)

test.each([
  '// Submit the form, and delete it.',
  '/* Take away. */ const a = 1',
  "import { form } from './submit form.ts'",
  "const kind = 'submit'",
  "const title = 'Keep theirs'",
  '<p>Keep theirs, it is Not started yet</p>',
  'const submit = () => a > b && given.deleted(c) < d',
  "const address = 'https://example.org/a page'",
])('%s does not', (source) => expect(found(source)).toEqual([]))

test('the line is named, also after a comment of several lines', () =>
  expect(found("/*\n\n*/\nconst a = 'Submit it'")).toEqual([
    'apps/web/src/Page.tsx:4 says “Submit”: screens say “Save” (docs/words.md has Submit)',
  ]))

test('sentences are strings and texts between tags that are words for people', () => {
  const source = `<p class="a-b c-d" title="Two words">Before {count} after</p>`
  expect(sentencesIn('Page.tsx', source).map(({ text }) => text)).toEqual(['Two words', 'Before'])
})
