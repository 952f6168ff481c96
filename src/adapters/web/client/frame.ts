/// <reference lib="dom" />

/** Whether the page stands in another page's frame. */
export const isFramed = window.top !== window.self

/** Tells the page around this one, if there is any; nothing that anybody said goes along. */
export const tellHost = (what: 'ready' | 'close'): void => {
  if (isFramed) window.parent.postMessage(`xiangfa-${what}`, '*')
}

/** Goes somewhere else with the whole window. */
export const leaveFor = (url: string): void => {
  try {
    ;(window.top ?? window).location.replace(url)
  } catch {
    location.replace(url)
  }
}
