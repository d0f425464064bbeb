export { docxOf } from './out/docx/docx.ts'
export { type ActionPaperInput, actionPaper } from './out/paper/action.ts'
export {
  type BoardPaperInput,
  boardPaper,
  type EarlierDate,
  type PaperParticulars,
} from './out/paper/board.ts'
export type { Paper, PaperStatement, PaperTemplate } from './out/paper/paper.ts'
export { type TablePaperInput, tablePaper } from './out/paper/table.ts'
export { type PdfFailure, pdfOf } from './out/pdf/pdf.ts'
