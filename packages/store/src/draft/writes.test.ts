import { countedIds } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { at } from '../testing.ts'
import { writeInThread } from '../thread/in-thread.ts'
import { putDraft } from './writes.ts'

test('the size of a person’s drafts is limited in total, counted in stored bytes', async () => {
  const side = await writeInThread({ location: { in: 'memory' }, newId: countedIds(4), onChange: () => {} })
  const put = (id: string, draft: string, author = 'ada') =>
    putDraft(
      side.db,
      {
        row: {
          id,
          author,
          name: 'plan.txt',
          created_at: at(0),
          expires_at: at(86_400),
          summary: '{}',
          decisions: '[]',
          file_sha256: null,
          file_bytes: null,
        },
        draft,
      },
      { count: 50, bytes: 2 * 1024 * 1024 },
    )
  const megabyte = 'é'.repeat(512 * 1024)
  expect([await put('one', megabyte), await put('two', megabyte)]).toEqual([null, null])
  expect(await put('three', 'x')).toEqual({ code: 'drafts-full', args: { megabytes: 2 } })
  expect(await put('four', 'x', 'ben')).toBeNull()
  // Saving the same draft again does not count twice.
  expect(await put('two', megabyte)).toBeNull()
  await side.close()
})
