import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { dataOption, withData } from './data-option.ts'
import { orExplain } from './output.ts'

/** `xiangfa registry`: the lists of what departments confirmed. */
export const addRegistryCommands = (program: Command): void => {
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
}
