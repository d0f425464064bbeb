import * as z from 'zod'

/** An identity: a UUIDv7 made by whoever sends the command that first names it. */
export const id = z.uuid()
export type Id = z.infer<typeof id>
