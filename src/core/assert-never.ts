/** Ends an exhaustive switch. Throws where an impossible value came in. */
export const assertNever = (value: never): never => {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
