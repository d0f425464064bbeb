import { openApi } from '@beatbook/api'
import type { CommandName } from '@beatbook/domain'
import { commandTitle } from '@beatbook/presentation'
import { expect, test } from 'vitest'
import { operationsPage } from './operations-page.ts'

const document = openApi('0', (name) => commandTitle(name as CommandName))
const page = operationsPage(document)

test('docs/rest-operations.md matches the API', async () => {
  await expect(page).toMatchFileSnapshot('../../../../docs/rest-operations.md')
})

test('every operation is on the page, with a summary', () => {
  const { paths } = document as { paths: Record<string, Record<string, { summary: string }>> }
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { summary }] of Object.entries(methods)) {
      expect(page).toContain(`### ${method.toUpperCase()} ${path}\n\n${summary}`)
      expect(summary).not.toBe('')
    }
})
