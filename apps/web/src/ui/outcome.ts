import { createSignal } from 'solid-js'

/**
 * What a form or a list says of the last command given there: that it was done, or why it was not, never
 * both. `begin` takes away what was said of the command before; call it whenever another one begins. Both are
 * empty where there is nothing to say.
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
