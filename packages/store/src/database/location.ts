import { resolve } from 'node:path'

/** Where the record is stored: a file's absolute path, memory, or a PostgreSQL database's address. */
export type Location =
  | { readonly in: 'file'; readonly path: string }
  | { readonly in: 'memory' }
  | { readonly in: 'server'; readonly url: string }

/**
 * Reads `sqlite:./path`, resolved against the working directory, `sqlite::memory:` or `postgres://…`. Throws
 * a sentence on any other address.
 */
export const locationOf = (url: string): Location => {
  if (/^postgres(?:ql)?:\/\//.test(url)) {
    // The address may hold a password, so it is not repeated.
    if (!URL.canParse(url))
      throw new Error(
        'The database\'s address must be like "postgres://USER:PASSWORD@HOST/DATABASE", with signs of the password such as # and / written as %23 and %2F.',
      )
    return { in: 'server', url }
  }
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') : ''
  if (path === '')
    throw new Error(
      `The database's address must begin with "sqlite:" and name a file, or with "postgres://": ${url}`,
    )
  return path === ':memory:' ? { in: 'memory' } : { in: 'file', path: resolve(path) }
}
