import { expect, test } from 'vitest'
import { readGuidePage, sectionId } from './guide.ts'

test('a page of the guide has a title, an opening and a section for each heading of the second level', () => {
  const page = readGuidePage(
    '# Actions\n\nWhat can be done.\n\n## Split an action\n\nChoose **Split**.\n\n### By hand\n\nOr so.\n\n## Withdraw\n\nSay why.\n',
  )
  expect(page).toEqual({
    title: 'Actions',
    opening: 'What can be done.',
    sections: [
      {
        id: 'split-an-action',
        title: 'Split an action',
        markdown: 'Choose **Split**.\n\n### By hand\n\nOr so.',
      },
      { id: 'withdraw', title: 'Withdraw', markdown: 'Say why.' },
    ],
  })
})

test('a heading’s id has no signs, as GitHub makes it', () =>
  expect(sectionId('“No change”, and what it means')).toBe('no-change-and-what-it-means'))
