import type { Value } from './fact.ts'
import type { Operator } from './rules.ts'

/** Whether a value meets a comparison. An unknown value (`null`) meets none but `known` with false. */
export const meets = (value: Value | null | undefined, is: Operator, than: Value): boolean => {
  if (is === 'known') return (value !== null && value !== undefined) === than
  if (value === null || value === undefined) return false
  switch (is) {
    case 'equal':
      return value === than
    case 'other':
      return value !== than
    case 'more':
      return value > than
    case 'at-least':
      return value >= than
    case 'less':
      return value < than
    case 'at-most':
      return value <= than
  }
}
