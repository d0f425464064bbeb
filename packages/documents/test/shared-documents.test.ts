import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Draft, draft as draftSchema } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../src/index.ts'
import { bag, lost, unsaid } from './conservation.ts'
import { sharedDocuments } from './shared-documents.ts'

const folder = sharedDocuments()

async function read(name: string): Promise<Draft> {
  const result = await readDocument(path.basename(name), readFileSync(path.join(folder ?? '', name)))
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`)
  return result.value
}

interface ExpectedAction {
  ref: string
  text: string
  owner: string | null
  timescale: {
    raw: string
    kind: string
    earliest: string | null
    latest: string | null
    precision: string | null
  }
  rag: string | null
  status?: string | null
  updates: { on: string | null; text: string }[]
}
interface ExpectedPlan {
  title: string
  kind: string
  dated?: string
  sections: { ref?: string; title: string; actions: ExpectedAction[] }[]
}

describe.skipIf(folder === null)('plans in tables', () => {
  it.each(['charter-delivery-plan-2022', 'nhw-action-plan-2014'])(
    '%s is read as a careful reader reads it',
    async (name) => {
      const expected = JSON.parse(
        readFileSync(path.join(folder ?? '', 'expected', `${name}.json`), 'utf8'),
      ) as {
        plans: ExpectedPlan[]
        findings: { code: string; ref: string }[]
      }
      const draft = await read(`${name}.txt`)
      expect(draft.plans.map((plan, n) => said(plan, expected.plans[n]))).toEqual(expected.plans)
      const refs = new Map(
        draft.plans.flatMap((plan) =>
          plan.sections.flatMap((section) => section.actions.map((action) => [action.key, action.ref])),
        ),
      )
      expect(draft.findings.map(({ code, action }) => `${code} ${refs.get(action ?? '')}`)).toEqual(
        expect.arrayContaining(expected.findings.map(({ code, ref }) => `${code} ${ref}`)),
      )
    },
  )

  it('a document is dated by its latest update, else by what it calls completed', async () => {
    expect((await read('charter-delivery-plan-2022.txt')).plans[0]?.documentDate).toMatchObject({
      on: '2022-06-29',
      because: 'latest-entry',
    })
    expect((await read('nhw-action-plan-2014.txt')).plans[0]?.documentDate).toMatchObject({
      on: '2014-06-30',
      because: 'completed-period',
    })
  })
})

describe.skipIf(folder === null)('every shared document', () => {
  const names =
    folder === null
      ? []
      : [folder, path.join(folder, 'more')].flatMap((at) =>
          readdirSync(at)
            .filter((name) => /\.(?:txt|csv|tsv|xlsx)$/.test(name))
            .map((name) => path.relative(folder, path.join(at, name))),
        )

  it.each(names)('%s loses no character and makes a valid draft', async (name) => {
    const draft = await read(name)
    expect(draftSchema.safeParse(draft).error?.issues ?? []).toEqual([])
    expect(lost(draft)).toEqual([])
    expect(unsaid(draft)).toEqual([])
    if (name.endsWith('.txt') && draft.source.format === 'text')
      expect(bag(draft.source.pieces.map(({ text }) => text).join(''))).toBe(
        bag(readFileSync(path.join(folder ?? '', name), 'utf8')),
      )
  })
})

/** A draft's plan in the shape of the expected file; what that file leaves out is left out here. */
function said(plan: Draft['plans'][number], expected: ExpectedPlan | undefined): ExpectedPlan {
  return {
    title: plan.title,
    ...(expected?.dated !== undefined && { dated: plan.dated ?? '' }),
    kind: plan.kind,
    sections: plan.sections.map((section) => ({
      ...(section.ref !== null && { ref: section.ref }),
      title: section.title,
      actions: section.actions.map((action) => ({
        ref: action.ref,
        text: action.text,
        owner: action.ownerSaid,
        timescale: {
          raw: action.timescale.said,
          kind: action.timescale.kind,
          earliest: action.timescale.earliest,
          latest: action.timescale.latest,
          precision: action.timescale.precision,
        },
        ...('status' in (expected?.sections[0]?.actions[0] ?? {}) && { status: action.stage }),
        rag: action.level,
        updates: action.updates.map(({ on, said, text }) => ({
          on,
          ...(on === null && said !== null && { rawDate: said }),
          text,
        })),
      })),
    })),
  }
}
