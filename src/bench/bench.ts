import { AppError } from '../core/errors.ts'
import { benches } from '../commands/bench-names.ts'
import { benchDesk } from './desk.ts'
import { benchCounty } from './bench-county.ts'
import { benchDispatch } from './dispatch.ts'
import { benchForms } from './forms.ts'
import { benchFuzz } from './fuzz.ts'
import { benchMatch } from './match.ts'
import { benchPeers } from './peers.ts'
import { benchTelegram } from './telegram.ts'
import { benchTurns } from './turns.ts'

/** What a bench was asked for. `seconds` of measuring; `size` conversations. */
export type BenchOptions = {
  readonly json: boolean
  readonly seconds: number
  readonly size: number
  readonly seed: number
  /** How many times the usual year of `county`. */
  readonly times: number
  readonly store: 'sqlite' | 'postgresql'
}
/** Numbers, numbers side by side and tables of numbers, by name. */
export type BenchResult = Readonly<Record<string, number | Row | readonly Row[]>>
type Row = Readonly<Record<string, number>>
/** Shows how far it is; does nothing where nobody watches. */
export type Progress = (text: string) => void

const runs: Readonly<Record<(typeof benches)[number], (options: BenchOptions, progress: Progress) => Promise<BenchResult>>> = {
  turns: benchTurns,
  match: benchMatch,
  forms: benchForms,
  telegram: benchTelegram,
  dispatch: benchDispatch,
  fuzz: benchFuzz,
  desk: benchDesk,
  county: benchCounty,
  peers: benchPeers,
}

/** Runs one bench on temporary data of its own and prints a table, or with `json` one object and nothing else. Throws `bench.unknown`. */
export const bench = async (name: string, options: BenchOptions): Promise<void> => {
  const known = benches.find((one) => one === name)
  if (!known) throw new AppError('bench.unknown', { name, names: benches.join(', ') })
  const watched = process.stderr.isTTY === true
  const progress: Progress = (text) => void (watched && process.stderr.write(`\r\u001b[K${text}`))
  const result = await runs[known](options, progress)
  if (watched) process.stderr.write('\r\u001b[K')
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : table(result))
}

const table = (result: BenchResult): string => {
  const width = Math.max(...Object.keys(result).map((key) => key.length))
  const cells = (row: Row): string =>
    Object.entries(row)
      .map(([column, cell]) => `${column} ${cell}`)
      .join('  ')
  return Object.entries(result)
    .map(([key, value]) => {
      if (typeof value === 'number') return `${key.padEnd(width)}  ${value}\n`
      return isList(value) ? `${key}\n${value.map((row) => `${' '.repeat(width)}  ${cells(row)}\n`).join('')}` : `${key.padEnd(width)}  ${cells(value)}\n`
    })
    .join('')
}

const isList = (value: Row | readonly Row[]): value is readonly Row[] => Array.isArray(value)
