// @vitest-environment happy-dom

import { aDraft, anAction, aPlan, aSection } from '@beatbook/testkit'
import { cleanup, screen } from '@solidjs/testing-library'
import { afterEach, expect, test } from 'vitest'
import { aServer, openPage } from '../../testing/page.tsx'
import DocumentPage from './DocumentPage.tsx'

const draft = aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction({})] })] })] })

let server: Awaited<ReturnType<typeof aServer>>
afterEach(async () => {
  cleanup()
  await server.close()
})
const open = () => openPage(DocumentPage, '/documents/:id', `/documents/${server.documentId}`)

test('a document offers its original with its name and size', async () => {
  server = await aServer(draft, 'x'.repeat(24_000))
  open()
  const link = await screen.findByRole('link', { name: 'Download the original' })
  expect(link.getAttribute('href')).toBe(`/api/documents/${server.documentId}/file`)
  expect(link.getAttribute('download')).toBe(draft.source.name)
  expect(link.parentElement?.textContent).toContain('(24 kB)')
})

test('a document that was accepted before originals were stored has a sentence for that', async () => {
  server = await aServer(draft)
  open()
  await screen.findByText(/The original was not kept/)
  expect(screen.queryByRole('link', { name: 'Download the original' })).toBeNull()
})
