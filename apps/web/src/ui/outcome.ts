import { createSignal } from 'solid-js'

/**
 * The outcome of the last command of a form or a list: its success or its error, never both. `begin` clears
 * the outcome of the previous command; call it whenever another one begins. Both are empty if there is
 * nothing to show.
 */
export const createOutcome = () => {
  const [outcome, setOutcome] = createSignal({ said: '', problem: '' })
  return {
    said: () => outcome().said,
    problem: () => outcome().problem,
    begin: () => setOutcome({ said: '', problem: '' }),
    done: (said: string) => setOutcome({ said, problem: '' }),
    fail: (problem: string) => setOutcome({ said: '', problem }),
  }
}
