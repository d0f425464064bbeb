import { type Client, procedureName } from '@beatbook/api/client'
import type { CommandName } from '@beatbook/domain'

/** Sends a command by its name, with an input that the server validates. */
export const sendNamed = (
  client: Client,
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
): Promise<{ readonly position: number; readonly unchanged: boolean }> => {
  const procedures = client.commands as unknown as Readonly<Record<string, Sending>>
  const procedure = procedures[procedureName(name)]
  if (procedure === undefined) throw new Error(`there is no procedure for ${name}`)
  return procedure.mutate(input)
}

interface Sending {
  mutate(input: unknown): Promise<{ readonly position: number; readonly unchanged: boolean }>
}
