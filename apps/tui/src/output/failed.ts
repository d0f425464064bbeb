import { ENVELOPE, forPrograms } from './data.ts'
import { exitCodes, type Stop } from './exit.ts'
import { complain, complainJson } from './print.ts'

/** Writes why a command, or one of its files, failed to standard error: sentences, or one line of JSON. */
export const complainOf = (stop: Stop, json = forPrograms()): void => {
  const lines = [stop.message, ...(stop.hint === null ? [] : [stop.hint])]
  const { code, args } = stop.why
  if (json)
    complainJson({ v: ENVELOPE, error: { code, args, message: lines.join(' '), exit: exitCodes[stop.exit] } })
  else for (const line of lines) complain(line)
}
