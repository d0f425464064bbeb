import { readdirSync, readFileSync } from 'node:fs'

/**
 * The processor time that the living threads of a process have used, in milliseconds: exact to microseconds
 * for threads at rest. The time of threads that have ended is not in it.
 */
export const threadsTime = (pid: number): number =>
  entriesOf(`/proc/${pid}/task`).reduce(
    (sum, thread) => sum + nanoseconds(textOf(`/proc/${pid}/task/${thread}/schedstat`)) / 1e6,
    0,
  )

/**
 * The processor time that a process has used, ended threads included, in milliseconds: exact to two ticks of
 * 10 ms.
 */
export const processTime = (pid: number): number => ticksIn(textOf(`/proc/${pid}/stat`)) * TICK

/** The ids of the processes whose program has this name, such as `postgres`. */
export const processesNamed = (name: string): number[] =>
  entriesOf('/proc')
    .filter((entry) => /^\d+$/.test(entry) && textOf(`/proc/${entry}/comm`).trim() === name)
    .map(Number)

const TICK = 10

/** A process may end before its threads are listed: then there are none. */
const entriesOf = (path: string): string[] => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** A thread or process may end before its file is read: then the text is empty. */
const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const nanoseconds = (schedstat: string): number => Number(schedstat.split(' ')[0] ?? 0)

/** User and system ticks: the 14th and 15th fields. The second, the program's name, may contain spaces. */
export const ticksIn = (stat: string): number => {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}
