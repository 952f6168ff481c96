/** Name of a paper's template. */
export type PaperId = string
/** What is written on a paper: shown values by field, rows by table. A field without a value stays a blank line. */
export type PaperData = {
  readonly values: Readonly<Record<string, string>>
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
}

/** Writes papers. */
export interface DocumentWriter {
  papers(): readonly {
    readonly id: PaperId
    readonly title: string
    readonly fields: readonly string[]
    readonly rows: Readonly<Record<string, readonly string[]>>
  }[]
  /** The bytes of a paper. Throws for an unknown one. */
  write(paper: PaperId, data: PaperData, format: 'docx' | 'pdf'): Promise<Uint8Array>
}
