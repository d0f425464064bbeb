import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { connectionLimits, type Listening, listen } from './listen.ts'

let listening: Listening
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await listening.close()
})

const open = async (limits = {}) => {
  listening = await listen('127.0.0.1', 0, { ...connectionLimits, ...limits })
  listening.answer(() => new Response('here'))
}
const half = async () => {
  const socket = connect(listening.port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
  return socket
}
const stillOpen = () =>
  sockets.filter((socket) => !socket.destroyed && !socket.readableEnded && socket.readyState === 'open')
    .length
const ask = async () => (await fetch(`http://127.0.0.1:${listening.port}/`)).text()

test('500 connections with partial headers close one another, and others are answered meanwhile', async () => {
  await open()
  for (let n = 0; n < 500; n++) await half()
  const began = performance.now()
  expect(await ask()).toBe('here')
  expect(performance.now() - began).toBeLessThan(1_000)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(stillOpen()).toBeLessThanOrEqual(connectionLimits.silent)
})

test('a partial header is awaited up to the limit', async () => {
  await open({ head: 300, look: 50 })
  const socket = await half()
  const began = performance.now()
  let answer = ''
  socket.on('data', (part) => {
    answer += part
  })
  await once(socket, 'close')
  expect(answer).toMatch(/^HTTP\/1.1 408 /)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(connectionLimits.head + connectionLimits.look).toBeLessThanOrEqual(25_000)
})

test('a connection that has sent a request may be silent', async () => {
  await open({ silent: 2 })
  const used = await half()
  used.write('now\r\n\r\n')
  await once(used, 'data')
  for (let n = 0; n < 5; n++) await half()
  used.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  expect(String((await once(used, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /)
})

test('the number of connections is limited', async () => {
  await open({ connections: 5 })
  for (let n = 0; n < 5; n++) await half()
  const one = await half().catch(() => null)
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(one === null || one.destroyed || one.readyState !== 'open').toBe(true)
})

test('a header that is too large is refused', async () => {
  await open()
  const answer = await fetch(`http://127.0.0.1:${listening.port}/?x=${'x'.repeat(20_000)}`)
  expect(answer.status).toBe(431)
})
