/** A table as it stands in a file: the name of the sheet or file, its headings, and each row with its line. Cells are text. */
export type Sheet = {
  readonly name: string
  readonly headings: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}
