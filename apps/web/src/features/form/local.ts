import type { KeptForm } from '@beatbook/contract'

/** How long a copy stays in this browser, in milliseconds. */
const A_DAY = 86_400_000

const BEGINNING = 'beatbook-form'
const nameOf = (person: string, key: string): string => `${BEGINNING}/${person}/${key}`

/** A copy in this browser for the time in which the server cannot be reached; of one person, for a day. */
export const keepLocally = (person: string, key: string, form: KeptForm): void => {
  try {
    localStorage.setItem(nameOf(person, key), JSON.stringify(form))
  } catch {
    // A browser that keeps nothing has the page alone.
  }
}

export const keptLocally = (person: string, key: string, now = Date.now()): KeptForm | null => {
  try {
    const found = JSON.parse(localStorage.getItem(nameOf(person, key)) ?? 'null') as KeptForm | null
    if (found !== null && now - Date.parse(found.keptAt) < A_DAY) return found
    localStorage.removeItem(nameOf(person, key))
  } catch {
    // As above.
  }
  return null
}

export const forgetLocally = (person: string, key: string): void => {
  try {
    localStorage.removeItem(nameOf(person, key))
  } catch {
    // As above.
  }
}

/** Removes the copies of everybody: whoever uses this browser next finds none. */
export const forgetEverything = (): void => {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(`${BEGINNING}/`)) localStorage.removeItem(name)
  } catch {
    // As above.
  }
}
