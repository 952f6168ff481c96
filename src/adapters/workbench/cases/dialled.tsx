import type { FC } from 'hono/jsx'

const TELEPHONE = /^(?:1\d{10}|0\d{2,3}-?\d{7,8})$/

/** An answer as it was given; a telephone number can be rung with one touch. */
export const Dialled: FC<{ readonly shown: string }> = ({ shown }) =>
  TELEPHONE.test(shown.trim()) ? <a href={`tel:${shown.trim()}`}>{shown}</a> : <span>{shown}</span>
