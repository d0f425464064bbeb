import { createSignal } from 'solid-js'

const [count, setCount] = createSignal(0)

/** How often somebody signed in again over a page whose session had ended. */
export const signedInAgain = count

export const noteSignedInAgain = (): void => {
  setCount((before) => before + 1)
}
