import { readFileSync } from 'node:fs'

/**
 * A process that started this one and waits for it. `born` tells it from a later process with the same id.
 */
interface Launcher {
  readonly pid: number
  readonly born: string
  readonly command: string
}

const EVERY = 500

/**
 * Calls `end` once when one of the processes that launched this server has ended: the package managers and
 * shells between `npx -y pnpm@12 start` and us. A signal sent to the outermost of them ends it and leaves the
 * rest running, so the server looks for itself. Whoever started those (a terminal's shell, a service manager)
 * is not watched: a server started with `nohup` outlives its terminal. Where there is no `/proc`, only the
 * parent is watched. Returns how to stop watching.
 */
export const whenLauncherEnds = (end: () => void): (() => void) => {
  const launchers = launchersOf(process.ppid)
  const parent = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === parent && launchers.every(isRunning)) return
    clearInterval(watching)
    end()
  }, EVERY)
  watching.unref()
  return () => clearInterval(watching)
}

/**
 * Whether the launch was ended before this process began: pnpm was brought by npx, which is no longer above
 * us.
 */
export const launchEnded = (pnpm = process.env.npm_execpath ?? ''): boolean => {
  const launchers = launchersOf(process.ppid)
  const last = launchers.at(-1)
  return (
    last !== undefined &&
    /[\\/]_npx[\\/]/.test(pnpm) &&
    !launchers.some(({ command }) => /\b(npm exec|npx)\b/.test(command)) &&
    parentOf(last.pid) === 1
  )
}

/** The launchers from the process `pid` upwards, to the first that is none. */
const launchersOf = (pid: number): Launcher[] => {
  const state = stateOf(pid)
  if (state === null || !launches(state.command)) return []
  return [{ pid, born: state.born, command: state.command }, ...launchersOf(state.parent)]
}

/** Whether a command line is a package manager's, or a shell's that runs one command. */
const launches = (command: string) =>
  /(^|[\\/\s])(npm|npx|pnpm|pnpx|corepack|turbo)(\.c?js)?(\s|$)/.test(command) ||
  /(^|\/)(ba|da|a|z|k)?sh -\w*c /.test(command)

const isRunning = ({ pid, born }: Launcher) => stateOf(pid)?.born === born

const parentOf = (pid: number) => stateOf(pid)?.parent ?? null

/**
 * What the system says of a process that has not ended; `null` where it has, or where the system is not
 * Linux. Source: proc(5), `/proc/pid/stat`.
 */
const stateOf = (pid: number): { parent: number; born: string; command: string } | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in parentheses may hold anything; the fields after it do not.
    const [state, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return null
    return {
      parent: Number(parent),
      born: rest[17] ?? '',
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
    }
  } catch {
    return null
  }
}
