import { AppError } from '../core/errors.ts'

/** True for a line with nothing in it. */
export const contentless = (line: string): boolean => line.trim() === ''

/** Runs a command: an expected failure is one clear message on standard error and exit code 1, never a stack. */
export const orExplain = async (run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`xiangfa: ${error.message}\n`)
    process.exitCode = 1
  }
}
