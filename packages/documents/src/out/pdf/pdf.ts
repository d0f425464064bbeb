import { readFileSync } from 'node:fs'
import { err, ok, pictureType, type Result } from '@beatbook/domain'
import type { NodeCompiler, NodeTypstCompileResult } from '@myriaddreamin/typst-ts-node-compiler'
import { coloursOf } from '../paper/colour.ts'
import type { Paper } from '../paper/paper.ts'
import { visiblePaper } from '../paper/visible.ts'
import { chartSvg } from './chart.ts'
import { paperFonts, withSigns } from './font.ts'

/**
 * Why a paper is not set as PDF: the library that sets it is not there for this platform, or what it would make is no
 * accessible document (PDF/UA-1), with the reasons as the library gives them.
 */
export type PdfFailure =
  | { readonly code: 'no-pdf-writer'; readonly args: { readonly platform: string } }
  | { readonly code: 'pdf-refused'; readonly args: { readonly because: readonly string[] } }

/** The library that sets type, loaded when a paper is first set: it is large and not there on every platform. */
type Typst = typeof import('@myriaddreamin/typst-ts-node-compiler')
const loadTypst = (): Promise<Typst> => import('@myriaddreamin/typst-ts-node-compiler')

/**
 * A paper as PDF, tagged and checked as PDF/UA-1 while it is set. Words come as data, so that no field can be markup;
 * the fonts are those of this package alone. A character that they lack stands as its code: ⟨1F469⟩. The same paper
 * gives the same bytes.
 */
export const pdfOf = async (
  paper: Paper,
  load: () => Promise<Typst> = loadTypst,
): Promise<Result<Uint8Array, PdfFailure>> => {
  const typst = await load().catch(() => null)
  if (typst === null)
    return err({ code: 'no-pdf-writer', args: { platform: `${process.platform}-${process.arch}` } })
  // In capitals before its characters are looked up: capitals may be others than the letters that a font has.
  const marking = paper.marking?.toUpperCase() ?? null
  return typeset(typst, dataOf(visiblePaper({ ...paper, marking }, withSigns)), template(), paper)
}

/** Sets a template with a paper as its data. */
export const typeset = (
  typst: Typst,
  data: object,
  mainFileContent: string,
  { crest, made }: Pick<Paper, 'crest' | 'made'>,
): Result<Uint8Array, PdfFailure> => {
  kept ??= typst.NodeCompiler.create({
    workspace: NOWHERE,
    fontArgs: [{ fontBlobs: paperFonts().map(({ bytes }) => bytes) }],
  })
  const compiler = kept
  if (crest !== null) compiler.mapShadow(CREST, Buffer.from(crest))
  const document = { mainFileContent, inputs: { paper: JSON.stringify(data) } }
  try {
    // In one step: a set document that is handed out holds its memory until it is collected.
    const pdf = compiler.pdf(document, {
      pdfStandard: 'ua-1',
      creationTimestamp: Math.floor(Date.parse(made) / 1_000),
    })
    return ok(new Uint8Array(pdf))
  } catch (error) {
    // The message has what the standard refuses; what is wrong in a template is said only when it is compiled alone.
    const because = messagesIn(error)
    return err({
      code: 'pdf-refused',
      args: { because: because.length > 0 ? because : problemsOf(compiler.compile(document)) },
    })
  } finally {
    if (crest !== null) compiler.unmapShadow(CREST)
    compiler.evictCache(0)
  }
}

const messagesIn = (error: unknown): string[] =>
  [...String(error).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message ?? '')

const problemsOf = (compiled: NodeTypstCompileResult): string[] =>
  (compiled.takeError()?.shortDiagnostics ?? []).map(({ message }) => String(message))

/** A folder that does not exist: a template can read no file of the machine. */
const NOWHERE = '/nowhere'
const CREST = `${NOWHERE}/crest`

/** One for all papers: each has the fonts in memory of its own. Setting a paper is one call, so that papers cannot meet in it. */
let kept: NodeCompiler | undefined

const dataOf = (paper: Paper): object => ({
  ...paper,
  crest: paper.crest === null || pictureType(paper.crest) === null ? null : 'crest',
  parts: paper.parts.map(({ landscape, blocks }) => ({
    landscape,
    blocks: blocks.map((block) => (block.is === 'chart' ? { ...block, svg: chartSvg(block) } : block)),
  })),
  colours: Object.fromEntries(['red', 'amber', 'green', 'complete'].map((code) => [code, coloursOf(code)])),
  plain: coloursOf(''),
  fonts: [...new Set(paperFonts().map(({ family }) => family))],
})

let read: string | undefined
const template = (): string => {
  read ??= readFileSync(new URL('./paper.typ', import.meta.url), 'utf8')
  return read
}
