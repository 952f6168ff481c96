import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { dataOption, withData } from './data-option.ts'
import { orExplain } from './output.ts'

/** `xiangfa roster import|export|init`. */
export const addRosterCommands = (program: Command): void => {
  const roster = program.command('roster').description('everybody behind the bot, and every place')
  roster
    .command('import')
    .description('take a .csv or .xlsx into the roster: all of it in one transaction, or nothing')
    .argument('<file>')
    .option('--dry-run', 'only show what would be added, changed and closed, and every bad row')
    .addOption(dataOption())
    .action((file: string, options: { dryRun?: boolean; data?: string }) =>
      orExplain(async () => (await import('./roster.ts')).importRoster(withData(readConfig(), options.data), file, options.dryRun === true)),
    )
  roster
    .command('export')
    .description('write the whole roster to a .csv or .xlsx that import reads')
    .argument('<file>')
    .addOption(dataOption())
    .action((file: string, options: { data?: string }) =>
      orExplain(async () => (await import('./roster.ts')).exportRoster(withData(readConfig(), options.data), file)),
    )
  roster
    .command('init')
    .description("write a skeleton of a county's towns and villages by official code")
    .requiredOption('--region <code>', 'code of the county, e.g. 370285')
    .option('--out <file>', 'where to', 'roster.xlsx')
    .action((options: { region: string; out: string }) => orExplain(async () => (await import('./roster.ts')).initRoster(options.region, options.out)))
}
