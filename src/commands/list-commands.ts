import type { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { orExplain } from './output.ts'

/** The commands that take lists into the database and out of it: `registry` of the departments' statuses, `roster` of the people and places. */
export const addListCommands = (program: Command, dataOption: () => Option, withData: (config: Config, data: string | undefined) => Config): void => {
  const registry = program.command('registry').description('statuses that departments confirm')
  registry
    .command('import')
    .description("take a department's list (.csv or .xlsx): all of it in one transaction, or nothing; the server may run meanwhile")
    .argument('<file>')
    .requiredOption('--department <name>', 'whose list it is, as in the file of departments')
    .option('--dry-run', 'only show what would change, and every bad row')
    .option('--skip-bad', 'leave bad rows out; then nobody who is missing counts as ended')
    .option('--ending-many', 'the list is whole although many people are missing in it')
    .addOption(dataOption())
    .action((file: string, options: { department: string; dryRun?: boolean; skipBad?: boolean; endingMany?: boolean; data?: string }) =>
      orExplain(async () =>
        (await import('./registry.ts')).importRegistry(withData(readConfig(), options.data), file, {
          department: options.department,
          dry: options.dryRun === true,
          skipBad: options.skipBad === true,
          endingMany: options.endingMany === true,
          at: Date.now(),
        }),
      ),
    )
  registry
    .command('history')
    .description('imports, newest first; what one changed, or what changed of one person')
    .option('--department <name>', 'of one department only')
    .option('--changes <import>', 'what this import changed')
    .option('--person', 'what changed of the person whose id is typed on standard input')
    .addOption(dataOption())
    .action((options: { department?: string; changes?: string; person?: boolean; data?: string }) =>
      orExplain(async () => (await import('./registry.ts')).registryHistory(withData(readConfig(), options.data), options)),
    )
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
