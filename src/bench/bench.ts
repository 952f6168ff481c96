import { AppError } from '../core/errors.ts'
import { benches } from '../commands/bench-names.ts'
import { benchForms } from './forms.ts'
import { benchTelegram } from './telegram.ts'
import { benchTurns } from './turns.ts'

/** What a bench was asked for. `seconds` of measuring; `size` conversations. */
export type BenchOptions = { readonly json: boolean; readonly seconds: number; readonly size: number; readonly seed: number; readonly store: 'sqlite' }
/** Numbers and tables of numbers, by name. */
export type BenchResult = Readonly<Record<string, number | readonly Readonly<Record<string, number>>[]>>
/** Shows how far it is; does nothing where nobody watches. */
export type Progress = (text: string) => void

const runs: Readonly<Record<(typeof benches)[number], (options: BenchOptions, progress: Progress) => Promise<BenchResult>>> = {
  turns: benchTurns,
  forms: benchForms,
  telegram: benchTelegram,
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
  return Object.entries(result)
    .map(([key, value]) =>
      typeof value === 'number'
        ? `${key.padEnd(width)}  ${value}\n`
        : `${key}\n${value
            .map(
              (row) =>
                `${' '.repeat(width)}  ${Object.entries(row)
                  .map(([column, cell]) => `${column} ${cell}`)
                  .join('  ')}\n`,
            )
            .join('')}`,
    )
    .join('')
}
