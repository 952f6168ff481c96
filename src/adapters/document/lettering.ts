/** What stands on every page beside the paper itself. */
export type Lettering = {
  /** Foot of a page, {page} and then {pages} filled in. */
  readonly page: string
  /** Head of a page, e.g. that this is a demonstration; '' for none. */
  readonly mark: string
  /** Name of the service, for the file's properties. */
  readonly creator: string
  /** Stands at the end of a PDF where a character was not in its font and 〓 stands in its place. */
  readonly missing: string
}

/** What src/texts/papers.yml puts on every page. The numbers of a page are filled in when it is set. */
export const letteringOf = (texts: (key: string, vars?: Readonly<Record<string, string>>) => string, creator: string, demo: boolean): Lettering => ({
  page: texts('page', { page: '{page}', pages: '{pages}' }),
  mark: demo ? texts('demo') : '',
  creator,
  missing: texts('missing'),
})
