import { randomUUIDv7 } from 'node:crypto'
import type { ReturnedWorkbook } from '@beatbook/contract'
import excel from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let editor: SignedIn
beforeAll(async () => {
  server = await aServer()
  administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
})
afterAll(() => server.stop())

const takeOut = async (plans: readonly string[], more: object = {}, as: SignedIn = editor) => {
  const answer = await fetch(`${server.url}/api/exports`, {
    method: 'POST',
    headers: { ...as.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ plans, format: 'xlsx', ...more }),
  })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const bringBack = async (bytes: Uint8Array, query = '', as: SignedIn = editor) => {
  const answer = await fetch(`${server.url}/api/returned?name=quays.xlsx${query}`, {
    method: 'POST',
    headers: as.headers,
    body: new Uint8Array(bytes),
  })
  const body = (await answer.json()) as ReturnedWorkbook & { error?: { code: string } }
  return { status: answer.status, body, plan: body.plans?.[0] }
}

/** A workbook changed by another program. */
const changed = async (bytes: Buffer, change: (sheet: excel.Worksheet, book: excel.Workbook) => void) => {
  const book = new excel.Workbook()
  await book.xlsx.load(bytes as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]
  if (sheet === undefined) throw new Error('no sheet')
  change(sheet, book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const columnOf = (sheet: excel.Worksheet, title: string): number => {
  const at = (sheet.getRow(1).values as unknown[]).indexOf(title)
  if (at === -1) throw new Error(`no column ${title}`)
  return at
}

/** A plan of three actions made by hand. */
const aPlan = async (code: string) => {
  const { client } = editor
  const planId = randomUUIDv7()
  await client.commands.addPlan.mutate({
    commandId: randomUUIDv7(),
    planId,
    title: `Safer quays ${code}`,
    code,
    kind: 'action-plan',
  })
  for (const [words, owner, timescale] of [
    ['Fit ten lamps', 'Estates', 'by March 2027'],
    ['Walk the quay', 'Ward Officers', 'by June 2027'],
    ['Print a leaflet', 'Press Office', 'by 31 January 2027'],
  ] as const)
    await client.commands.addAction.mutate({
      ...{ commandId: randomUUIDv7(), actionId: randomUUIDv7(), planId, words, timescale },
      owners: [{ name: owner }],
    })
  return planId
}

test('what went out comes back with nothing new', async () => {
  await aPlan('same')
  const { answer, bytes } = await takeOut(['same'])
  expect(answer.headers.get('content-disposition')).toContain('same ')
  expect(answer.headers.get('x-beatbook-actions')).toBe('3')
  const { plan, body } = await bringBack(bytes)
  expect(plan).toMatchObject({ rows: [], same: 3, absent: [], sections: [], unknownColumns: [] })
  expect(plan?.knownAt).not.toBeNull()
  expect(body.otherSheets).toEqual([])
})

test('a workbook that was sorted, has no ids left and one date typed anew says exactly that', async () => {
  await aPlan('sorted')
  const { bytes } = await takeOut(['sorted'])
  const back = await changed(bytes, (sheet) => {
    const rows = [2, 3, 4].map((row) => (sheet.getRow(row).values as excel.CellValue[]).slice(1))
    rows.reverse().forEach((values, at) => {
      sheet.getRow(at + 2).values = values
    })
    const timescale = columnOf(sheet, 'Timescale')
    sheet.getRow(2).getCell(timescale).value = new Date('2027-02-28T00:00:00Z')
    sheet.getRow(2).getCell(timescale).numFmt = 'dd/mm/yyyy'
    sheet.spliceColumns(columnOf(sheet, 'Beatbook id'), 1)
  })
  const { plan } = await bringBack(back)
  expect(plan?.rows).toHaveLength(1)
  expect(plan?.rows[0]).toMatchObject({
    ...{ kind: 'changed', matched: 'ref', address: 'sorted/3', update: null },
    fields: [{ key: 'timescale', workbook: '28/02/2027', conflict: false, fault: null }],
  })
})

test('a day beside the timescale that is changed changes the timescale', async () => {
  await aPlan('days')
  const { bytes } = await takeOut(['days'])
  const back = await changed(bytes, (sheet) => {
    sheet.getRow(2).getCell(columnOf(sheet, 'Last day')).value = new Date('2027-04-30T00:00:00Z')
  })
  const { plan } = await bringBack(back)
  expect(plan?.rows.map(({ fields }) => fields.map(({ key, workbook }) => [key, workbook]))).toEqual([
    [['timescale', '01/03/2027 to 30/04/2027']],
  ])
})

test('two people’s workbooks: each change lands or is a conflict, and one command applies a file', async () => {
  const planId = await aPlan('two')
  const { bytes } = await takeOut(['two'])
  const one = await changed(bytes, (sheet) => {
    sheet.getRow(2).getCell(columnOf(sheet, 'Action')).value = 'Fit twelve lamps'
    sheet.getRow(2).getCell(columnOf(sheet, 'RAG')).value = 'Amber'
    sheet.getRow(3).getCell(columnOf(sheet, 'New update')).value = 'Walked the first mile'
    sheet.addRow([])
    sheet.getRow(5).getCell(columnOf(sheet, 'Action')).value = 'Count the boats @noon'
    sheet.getRow(5).getCell(columnOf(sheet, 'Owner')).value = 'Estates; Harbour Master'
    sheet.getRow(5).getCell(columnOf(sheet, 'Section')).value = 'On the water'
  })
  const other = await changed(bytes, (sheet) => {
    sheet.getRow(2).getCell(columnOf(sheet, 'Action')).value = 'Fit nine lamps'
    sheet.getRow(4).getCell(columnOf(sheet, 'Owner')).value = 'Estates'
  })

  const first = await bringBack(one)
  expect(
    first.plan?.rows.map(({ kind, fields, update }) => [kind, fields.map(({ key }) => key), update]),
  ).toEqual([
    ['changed', ['text', 'level'], null],
    ['changed', [], { text: 'Walked the first mile', on: null }],
    ['new', ['section', 'text', 'owners'], null],
  ])
  await apply(planId, first.plan)
  const after = await editor.client.actions.list.query({ plan: planId })
  expect(after.rows.map(({ text, section }) => [text, section])).toEqual([
    ['Fit twelve lamps', 'Actions'],
    ['Walk the quay', 'Actions'],
    ['Print a leaflet', 'Actions'],
    ['Count the boats @noon', 'On the water'],
  ])
  const history = await editor.client.actions.history.query({ address: 'two/1' })
  expect(JSON.stringify(history)).toContain('From the workbook “quays.xlsx”')

  const second = await bringBack(other)
  expect(second.plan?.rows.map(({ fields }) => fields.map(({ key, conflict }) => [key, conflict]))).toEqual([
    [['text', true]],
    [['owners', false]],
  ])
  const [field] = second.plan?.rows[0]?.fields ?? []
  expect([field?.agreed, field?.now, field?.workbook]).toEqual([
    'Fit ten lamps',
    'Fit twelve lamps',
    'Fit nine lamps',
  ])
  // The first file once more: all of it is in the plan.
  expect((await bringBack(one)).plan?.rows.filter(({ kind }) => kind === 'changed')).toEqual([])
})

test('a row that is gone changes nothing, and can be withdrawn', async () => {
  const planId = await aPlan('gone')
  const { bytes } = await takeOut(['gone'])
  const back = await changed(bytes, (sheet) => sheet.spliceRows(3, 1))
  const { plan } = await bringBack(back)
  expect([plan?.rows, plan?.same, plan?.absent.map(({ address }) => address)]).toEqual([[], 2, ['gone/2']])
  const [absent] = plan?.absent ?? []
  await editor.client.commands.bringWorkbook.mutate({
    ...{ commandId: randomUUIDv7(), planId, file: 'quays.xlsx' },
    rows: [{ actionId: absent?.actionId ?? '', withdrawn: true, seen: absent?.seen ?? {} }],
  })
  expect((await editor.client.actions.list.query({ plan: planId })).count).toBe(2)
})

test('words that mean nothing are a fault of their cell', async () => {
  await aPlan('faults')
  const { bytes } = await takeOut(['faults'])
  const back = await changed(bytes, (sheet) => {
    sheet.getRow(2).getCell(columnOf(sheet, 'RAG')).value = 'Purple'
    sheet.getRow(1).getCell(sheet.columnCount + 1).value = 'My notes'
  })
  const { plan } = await bringBack(back)
  expect(plan?.rows[0]?.fields).toMatchObject([{ key: 'level', change: null }])
  expect(plan?.rows[0]?.fields[0]?.fault).toContain('Purple')
  expect(plan?.unknownColumns).toEqual(['My notes'])
  // The workbook is had back with the fault in a note of its cell.
  const answer = await fetch(`${server.url}/api/returned?name=quays.xlsx&marked=yes`, {
    ...{ method: 'POST', headers: editor.headers, body: new Uint8Array(back) },
  })
  expect(answer.headers.get('content-disposition')).toContain('quays marked.xlsx')
  await changed(Buffer.from(await answer.arrayBuffer()), (sheet) => {
    expect(JSON.stringify(sheet.getRow(2).getCell(columnOf(sheet, 'RAG')).note)).toContain('Purple')
    expect(sheet.getRow(3).getCell(columnOf(sheet, 'RAG')).note).toBeUndefined()
  })
})

test('what a workbook says about itself gives nobody a right', async () => {
  await aPlan('secret')
  const { bytes } = await takeOut(['secret'])
  const reader = await aColleague(server.url, administrator, 'reader')
  expect((await bringBack(bytes, '', reader)).body.error?.code).toBe('not-allowed')
  const nowhere = await changed(bytes, (_, book) => {
    for (const sheet of book.worksheets) if (sheet.name === 'Beatbook') book.removeWorksheet(sheet.id)
  })
  // Without what it says about itself it is of no plan, until somebody says of which.
  const lost = await bringBack(nowhere)
  expect([lost.status, lost.body.error?.code]).toEqual([422, 'workbook-of-no-plan'])
  expect((await bringBack(nowhere, '&plan=secret')).plan).toMatchObject({ rows: [], same: 3, knownAt: null })
  expect((await bringBack(Buffer.from('Bridewell\n\nNo table at all here.'))).body.error?.code).toBe(
    'workbook-of-no-plan',
  )
})

const apply = (planId: string, plan: ReturnedWorkbook['plans'][number] | undefined) =>
  editor.client.commands.bringWorkbook.mutate({
    ...{ commandId: randomUUIDv7(), planId, file: 'quays.xlsx', sections: plan?.sections ?? [] },
    rows: (plan?.rows ?? [])
      .filter(({ kind }) => kind === 'changed')
      .map(({ actionId, fields, update, seen, columnsSeen }) => ({
        ...Object.assign({}, ...fields.map(({ change }) => change)),
        ...(update === null ? {} : { update: update.text }),
        ...{ actionId, seen, columnsSeen },
      })),
    added: (plan?.rows ?? [])
      .filter(({ kind }) => kind === 'new')
      .map(({ actionId, fields }) => ({
        actionId,
        ...Object.assign({}, ...fields.map(({ change }) => change)),
      })),
  })
