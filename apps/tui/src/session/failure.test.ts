import { refuse } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { chooseServer } from './address.ts'
import { stopOfRefusal } from './failure.ts'

test('the hint for too many drafts says where they are listed, and which command needs none', () => {
  chooseServer({ url: 'http://beatbook.test/' })
  const { exit, message, hint } = stopOfRefusal(refuse('drafts-full', { limit: 50 }))
  expect(exit).toBe('refused')
  expect(message).toMatch(/50 drafts/)
  expect(hint).toMatch(/http:\/\/beatbook\.test\/import\..*“beatbook read FILE”/)
  chooseServer({})
})
