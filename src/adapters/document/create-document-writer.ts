import { AppError } from '../../core/errors.ts'
import type { DocumentWriter } from '../../ports/document.ts'
import { fillPaper } from './fill-paper.ts'
import type { Lettering } from './lettering.ts'
import { paperFields } from './paper-fields.ts'
import type { PaperTemplate } from './paper-schema.ts'

/** Writes the papers given. The libraries and the font are loaded at the first paper, not at the start. */
export const createDocumentWriter = (papers: ReadonlyMap<string, PaperTemplate>, lettering: Lettering): DocumentWriter => ({
  papers: () => [...papers.values()].map(paperFields),
  async write(id, data, format) {
    const paper = papers.get(id)
    if (!paper) throw new AppError('paper.unknown', { name: id })
    const pieces = fillPaper(paper, data)
    if (format === 'docx') return (await import('./docx-paper.ts')).docxPaper(pieces, lettering)
    return (await import('./pdf-paper.ts')).pdfPaper(pieces, lettering)
  },
})
