/// <reference lib="dom" />

/** The element of the page with this id. Throws where it is not there or another one. */
export const element = <E extends HTMLElement>(id: string, type: new () => E): E => {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`no ${id}`)
  return found
}
