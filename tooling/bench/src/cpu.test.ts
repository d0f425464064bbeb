import { expect, test } from 'vitest'
import { processesNamed, processTime, threadsTime, ticksIn } from './cpu.ts'

test('ticks are those of user and system, whatever the program is called', () => {
  expect(ticksIn('7 (a b) c) S 1 7 7 0 -1 4194560 100 0 0 0 12 3 0 0 20 0 1 0 55 0 0')).toBe(15)
  expect(ticksIn('')).toBe(0)
})

test('work in this process shows in the time of its threads and in its own', () => {
  const [threads, whole] = [threadsTime(process.pid), processTime(process.pid)]
  const before = process.cpuUsage()
  const used = () => process.cpuUsage(before)
  while (used().user + used().system < 200_000);
  expect(threadsTime(process.pid) - threads).toBeGreaterThan(150)
  expect(processTime(process.pid) - whole).toBeGreaterThan(150)
})

test('processes are found by the name of their program', () => {
  expect(processesNamed('no-such-program')).toEqual([])
})
