/** How long somebody is waited for, in minutes: a counsel asked (`answer`), anybody at all before the office takes a request on (`office`). */
export type Waits = { readonly answer: number; readonly office: number }
