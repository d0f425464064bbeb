/** The maximum number of smaller inputs that are tried. */
const MOST_TRIES = 60

/** A smaller input that still fails: parts are removed and texts and lists halved while `fails` is true. */
export const shrunk = async (
  input: unknown,
  fails: (input: unknown) => Promise<boolean>,
): Promise<unknown> => {
  let smallest = input
  let tries = 0
  let found = true
  while (found && tries < MOST_TRIES) {
    found = false
    for (const smaller of smallerThan(smallest)) {
      tries += 1
      if (tries > MOST_TRIES) break
      if (await fails(smaller)) {
        smallest = smaller
        found = true
        break
      }
    }
  }
  return smallest
}

/** Inputs with one part removed or halved, the largest reductions first. */
function* smallerThan(value: unknown): Generator<unknown> {
  if (typeof value === 'string' && value.length > 1) {
    yield value.slice(0, value.length >> 1)
    yield value.slice(value.length >> 1)
  }
  if (Array.isArray(value) && value.length > 0) {
    yield value.slice(0, value.length >> 1)
    if (value.length > 1) yield value.slice(value.length >> 1)
    else for (const smaller of smallerThan(value[0])) yield [smaller]
  } else if (value !== null && typeof value === 'object') {
    for (const key of Object.keys(value))
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key))
    for (const [key, part] of Object.entries(value))
      for (const smaller of smallerThan(part))
        yield Object.fromEntries(
          Object.entries(value).map(([other, original]) => [other, other === key ? smaller : original]),
        )
  }
}
