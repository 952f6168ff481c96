/** The intent that a text names by its id, e.g. labour/unpaid-wages; undefined where it names none. */
export const intentIn = (text: string): string | undefined => /(?<![\w/-])[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*(?![\w/-])/u.exec(text)?.[0]
