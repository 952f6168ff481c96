import { parseMoney } from '../lang/index.ts'
import type { Claim, MatterPerson } from './matter.ts'

/** What is wrong with a line of a table of claims, and of which column. */
export type ClaimFault = { readonly line: number; readonly what: 'name' | 'mobile' | 'item' | 'amount' | 'twice'; readonly value: string }

/** A line of the table, by meaning of its columns. */
export type ClaimRow = {
  readonly line: number
  readonly name: string
  readonly mobile: string
  readonly item: string
  readonly amount: string
  readonly note: string
}

const MOST_FEN = 100_000_000_00

/** Reads a table of claims into people, a line a claim; every fault with its line. Somebody is one person by name and telephone. */
export const peopleOf = (rows: readonly ClaimRow[]): { readonly people: readonly MatterPerson[]; readonly faults: readonly ClaimFault[] } => {
  const people = new Map<string, MatterPerson>()
  const faults: ClaimFault[] = []
  for (const { line, name, mobile, item, amount, note } of rows) {
    const fault = (what: ClaimFault['what'], value: string) => faults.push({ line, what, value })
    const fen = fenOf(amount)
    if (!/^[\p{Script=Han}·]{2,20}$/u.test(name)) fault('name', name)
    if (mobile !== '' && !/^1\d{10}$|^0\d{2,3}-?\d{7,8}$/.test(mobile)) fault('mobile', mobile)
    if (item === '' && amount !== '') fault('item', item)
    if (item !== '' && (fen === undefined || fen > MOST_FEN)) fault('amount', amount)
    const key = `${name} ${mobile}`
    const known = people.get(key) ?? { name, mobile, claims: [] }
    if (item !== '' && known.claims.some((one) => one.item === item && one.note === note)) fault('twice', item)
    const claims: readonly Claim[] = item === '' || fen === undefined ? [] : [{ item, fen, note }]
    people.set(key, { ...known, claims: [...known.claims, ...claims] })
  }
  return { people: [...people.values()], faults }
}

/** Yuan as a spreadsheet has them, or as people write them; undefined where it is neither. */
const fenOf = (text: string): number | undefined => {
  const plain = text.replaceAll(/[,，¥￥\s]|元$/gu, '')
  if (/^\d+(\.\d{1,2})?$/.test(plain)) return Math.round(Number(plain) * 100)
  return /^[\d.-]/.test(plain) && /^[-\d.]+$/.test(plain) ? undefined : parseMoney(text)?.cents
}
