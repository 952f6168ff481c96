const HEAD = /^\s*[#＃]\s*(\d{1,9})(?!\d)/u

/** Number of a request for a person that a message begins with, as in `#12 您好`; undefined where it begins otherwise. */
export const requestNumberOf = (text: string): number | undefined => {
  const figures = HEAD.exec(text)?.[1]
  return figures === undefined ? undefined : Number(figures)
}
