/** Id of a paper, e.g. legal-aid-application-form: the name of its file in flows/papers. */
export type PaperId = string

/** What a paper is filled with. A field or row that is missing or empty is left as a blank to write in by hand. */
export type PaperData = {
  /** By field. Text as it is to be printed. */
  readonly values: Readonly<Record<string, string>>
  /** By table or list: its rows in order, each by column field. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
}

/** A paper that can be written: its fields, and the fields of a row of each of its tables and lists. */
export type Paper = {
  readonly id: PaperId
  readonly title: string
  readonly fields: readonly string[]
  readonly rows: Readonly<Record<string, readonly string[]>>
}

export type PaperFormat = 'docx' | 'pdf'

/** Writes papers: applications, notices, complaints. */
export interface DocumentWriter {
  papers(): readonly Paper[]
  /** The bytes of a filled paper. Throws `paper.unknown` where there is no such paper. */
  write(paper: PaperId, data: PaperData, format: PaperFormat): Promise<Uint8Array>
}
