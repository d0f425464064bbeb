import { expect, test } from 'vitest'
import { breaksAnError, checkReport, type PlacedViolation } from './report.ts'

const placed = { severity: 'warning', where: {}, quote: null, place: 'action 4' } as const
const found = (violation: Partial<PlacedViolation & { code: 'no-owner' }> = {}): PlacedViolation => ({
  ...placed,
  code: 'no-owner',
  args: {},
  ...violation,
})

test('failed checks are grouped by severity, then by check, with the text they are about', () => {
  const lines = checkReport(
    'plan.docx',
    [
      {
        ...placed,
        code: 'ends-before-it-starts',
        severity: 'error',
        args: { from: '2026-06-01', to: '2026-05-01' },
        quote: 'June to\n May',
      },
      found(),
      found({ place: '', args: { count: 3 } }),
    ],
    [{ code: 'no-update-in-period', needs: 'period' }],
  )
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "plan.docx
      To put right
        Ends before it starts (1, ends-before-it-starts)
          action 4: It starts on 1 June 2026 and ends on 1 May 2026, before it starts.
            “June to May”
      To check
        No owner (2, no-owner)
          action 4: Nobody owns it.
          None of the 3 actions names an owner.
      1 to put right, 2 to check.
      Not checked: no update in the reporting period (needs --period)."
  `)
})

test('a report without failed checks says so', () => {
  expect(checkReport('plan.docx', [], [])).toEqual(['plan.docx', '  No problems found.'])
})

test('only severity error fails a check', () => {
  expect(breaksAnError([found()])).toBe(false)
  expect(breaksAnError([found(), found({ severity: 'error' })])).toBe(true)
})
