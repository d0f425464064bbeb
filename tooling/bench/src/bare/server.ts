import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

// A handwritten server for one purpose: one process, one table, no session, no roles, no count, no history.
const db = new DatabaseSync(process.argv[2] ?? '')
db.exec('pragma synchronous = full; pragma mmap_size = 1073741824; pragma cache_size = -65536')
const lists = {
  level: db.prepare('select * from action where level = ? and withdrawn = 0 order by due, address limit 100'),
  last: db.prepare('select * from action where withdrawn = 0 order by last_on desc, address desc limit 100'),
}
const one = db.prepare('select * from action where address = ?')
const begin = db.prepare('begin immediate')
const commit = db.prepare('commit')
const write = db.prepare('insert into entry values (?, ?, ?, ?)')
const show = db.prepare('update action set last_on = ?, last_text = ?, updates = updates + 1 where id = ?')
const columns = Number(db.prepare("select count(*) as n from pragma_table_info('action')").get()?.n)
const insert = db.prepare(`insert into action values (${Array(columns).fill('?')})`)

const server = createServer((call, answer) => {
  const url = new URL(call.url ?? '/', 'http://bare')
  if (call.method === 'POST') return post(url.pathname, call, answer)
  if (url.pathname === '/list')
    return send(
      answer,
      url.searchParams.get('by') === 'last'
        ? lists.last.all()
        : lists.level.all(url.searchParams.get('level')),
    )
  if (url.pathname === '/one') return send(answer, one.get(url.searchParams.get('address')))
  send(answer, { ok: true })
})

const post = (path: string, call: IncomingMessage, answer: ServerResponse): void => {
  let said = ''
  call.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  call.on('end', () => {
    begin.run()
    if (path === '/accept') for (const row of JSON.parse(said)) insert.run(...row)
    else record(JSON.parse(said) as Record<string, string>)
    commit.run()
    send(answer, { ok: true })
  })
}

const record = ({ actionId, updateId, text }: Record<string, string>): void => {
  const today = new Date().toISOString().slice(0, 10)
  write.run(updateId ?? '', actionId ?? '', today, text ?? '')
  show.run(today, text ?? '', actionId ?? '')
}

const send = (answer: ServerResponse, body: unknown): void => {
  const bytes = Buffer.from(JSON.stringify(body))
  answer.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes)
}

server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`Bare is at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`),
)
process.once('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections())
