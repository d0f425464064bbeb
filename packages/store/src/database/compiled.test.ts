import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forms } from '../testing.ts'
import { writeInThread } from '../thread/in-thread.ts'
import { compiledQuery } from './compiled.ts'

let side: Awaited<ReturnType<typeof writeInThread>>
beforeEach(async () => {
  side = await writeInThread({ location: { in: 'memory' }, newId: () => 'id', onChange: () => {} })
})
afterEach(() => side.close())

describe(`a query that is compiled once (${forms[0].form})`, () => {
  test('is asked with other arguments each time', async () => {
    const ask = compiledQuery(
      (_db, one: number, other: string) =>
        sql<{ one: number; other: string }>`select ${one} as one, ${other} as other`,
    )
    expect(await ask(side.db, 1, 'a')).toEqual([{ one: 1, other: 'a' }])
    expect(await ask(side.db, 2, 'b')).toEqual([{ one: 2, other: 'b' }])
  })

  test('is refused where its parameters are not its arguments', async () => {
    const swapped = compiledQuery((_db, one: number, other: number) => sql`select ${other}, ${one}`)
    await expect(swapped(side.db, 1, 2)).rejects.toThrow('are not its arguments')
    const limited = compiledQuery((db, id: string) =>
      db.selectFrom('event').select('id').where('id', '=', id).limit(1),
    )
    await expect(limited(side.db, 'a')).rejects.toThrow('are not its arguments')
  })
})
