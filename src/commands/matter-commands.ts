import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { dataOption, withData } from './data-option.ts'
import { orExplain } from './output.ts'

/** `xiangfa matter`: disputes of many people. */
export const addMatterCommands = (program: Command): void => {
  program
    .command('matter')
    .description('collective matters: one dispute, many applicants')
    .command('claims')
    .description("a matter's table of claims, a line a claim: out with --xlsx, in with --import; the server may run meanwhile")
    .argument('<number>', 'e.g. 集体〔2026〕0001号')
    .option('--xlsx <file>', 'write it (.xlsx, or .csv without the totals)')
    .option('--import <file>', 'take this table in its place; any fault is shown with its line and nothing is written')
    .addOption(dataOption())
    .action((number: string, options: { xlsx?: string; import?: string; data?: string }, command: Command) => {
      if (options.xlsx === undefined && options.import === undefined) command.error('error: --xlsx or --import is wanted')
      return orExplain(async () =>
        (await import('./matter.ts')).matterClaims(withData(readConfig(), options.data), number, {
          ...(options.xlsx === undefined ? {} : { xlsx: options.xlsx }),
          ...(options.import === undefined ? {} : { take: options.import }),
          at: Date.now(),
        }),
      )
    })
}
