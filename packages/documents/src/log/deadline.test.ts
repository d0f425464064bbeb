import { expect, test } from 'vitest'
import { deadlineInText } from './deadline.ts'

test.each([
  ['By October 2024, all forces should review it.', 'By October 2024', 'by', '2024-10-31'],
  ['Forces should, by the end of March 2025, have a plan.', 'by the end of March 2025', 'by', '2025-03-31'],
  ['The force should do it no later than 1 April 2025.', 'no later than 1 April 2025', 'by', '2025-04-01'],
  ['By 31/10/24 the force should do it.', 'By 31/10/24', 'by', '2024-10-31'],
  ['The force should do it by summer 2025.', 'by summer 2025', 'by', '2025-08-31'],
  ['Within six months, forces should do it.', 'Within six months', 'relative', null],
  ['The force should immediately do it.', 'immediately', 'relative', null],
  ['By October 2024 do it; as soon as possible, change it.', 'By October 2024', 'by', '2024-10-31'],
  ['The force should do it. Work began in May 2024.', '', 'none', null],
  ['Those affected by the 2011 census are counted.', '', 'none', null],
])('%s', (text, said, kind, latest) => {
  expect(deadlineInText(text, {}).timescale).toMatchObject({ said, kind, latest })
})

test('a second date remains in the text and is listed', () => {
  expect(deadlineInText('By May 2024 plan it, and by July 2024 do it.', {}).others).toEqual(['by July 2024'])
})
