import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { dataOption, withData } from './data-option.ts'
import { orExplain } from './output.ts'

/** `retention`: what is kept how long. */
export const addRetentionCommand = (program: Command): void => {
  program
    .command('retention')
    .description('end what is kept no longer by the table of retention, as the server does every day, and show the table')
    .option('--dry-run', 'count only, delete nothing')
    .option('--json', 'one JSON object and nothing else')
    .addOption(dataOption())
    .action((options: { dryRun?: boolean; json?: boolean; data?: string }) =>
      orExplain(async () =>
        (await import('./retention.ts')).retention(
          withData(readConfig(), options.data),
          { dry: options.dryRun === true, json: options.json === true },
          Date.now,
        ),
      ),
    )
}
