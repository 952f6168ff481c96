import { Command, InvalidArgumentError, Option } from 'commander'
import { GAP_STATES } from './core/gap.ts'
import { readConfig } from './config.ts'
import { benches, leavable } from './commands/bench-names.ts'
import { staffRoles } from './core/staff-role.ts'
import type { Role } from './core/turn.ts'
import { dataOption, withData } from './commands/data-option.ts'
import { orExplain } from './commands/output.ts'
import { addDoctorCommand } from './commands/doctor-command.ts'
import { addMatterCommands } from './commands/matter-commands.ts'
import { addRegistryCommands } from './commands/registry-commands.ts'
import { addReportCommand } from './commands/report-command.ts'
import { addRetentionCommand } from './commands/retention-command.ts'
import { addRosterCommands } from './commands/roster-commands.ts'

const instant = (text: string): number => {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T09:00:00+08:00` : /(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}+08:00`)
  if (Number.isNaN(time)) throw new InvalidArgumentError('write it like 2026-11-23 or 2026-11-23T09:30')
  return time
}

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is wanted')
  return Number(text)
}

const program = new Command('xiangfa')
  .description('乡法通: a messaging bot for rural public legal services')
  .showHelpAfterError()
  // A command and one below it may have options of the same name: each takes those behind its own.
  .enablePositionalOptions()

program
  .command('start')
  .description("run the server: villagers' web page, the doors that are turned on, the terminal's socket")
  .addOption(dataOption())
  .addOption(
    new Option('--role <roles>', 'only a part of it, one or several of web,worker,door; the others run elsewhere (PostgreSQL and Redis)').argParser(
      (names: string) => names.split(','),
    ),
  )
  .action((options: { data?: string; role?: readonly string[] }) =>
    orExplain(async () => (await import('./commands/start.ts')).start(withData(readConfig(), options.data), options.role)),
  )

program
  .command('chat')
  .description('talk to the desk in the terminal; with piped input, a line a message')
  .addOption(dataOption())
  .addOption(new Option('--as <role>', 'who speaks').choices(['villager', 'counsel', 'grid-worker', ...staffRoles]).default('villager'))
  .option('--name <name>', 'name of the speaker')
  .option('--json', 'one JSON object a line for each reply')
  .addOption(new Option('--now <iso>', 'sets the clock (demo only)').argParser(instant))
  .action((options: { data?: string; as: Role; name?: string; json?: boolean; now?: number }) =>
    orExplain(async () => {
      const { chat, usualName } = await import('./commands/chat.ts')
      await chat(withData(readConfig(), options.data), {
        as: options.as,
        name: options.name ?? usualName(options.as),
        json: options.json === true,
        now: options.now,
      })
    }),
  )

program
  .command('check')
  .description('lint intents/ and flows/; exit 1 on a fault')
  .option('--diagram <form>', 'print a form as a Mermaid flow chart')
  .option('--schema', 'print the JSON Schema of forms (flows/flow.schema.json)')
  .action((options: { diagram?: string; schema?: boolean }) => orExplain(async () => (await import('./commands/check.ts')).check(options)))

addDoctorCommand(program)

program
  .command('migrate')
  .description('bring the database up to date')
  .addOption(dataOption())
  .action((options: { data?: string }) => orExplain(async () => (await import('./commands/maintain.ts')).migrate(withData(readConfig(), options.data))))

program
  .command('backup')
  .description('copy the database and every file, sealed with the data key, while the server runs')
  .argument('[file]', 'where to (default: DATA/backups/TIME.xfb)')
  .addOption(dataOption())
  .action((file: string | undefined, options: { data?: string }) =>
    orExplain(async () => (await import('./commands/backup.ts')).backup(withData(readConfig(), options.data), file, Date.now)),
  )

program
  .command('restore')
  .description('put a backup into an empty data folder, after counting and opening everything in it')
  .argument('<file>', 'the backup')
  .addOption(dataOption())
  .action((file: string, options: { data?: string }) =>
    orExplain(async () => (await import('./commands/restore.ts')).restore(withData(readConfig(), options.data), file)),
  )

program
  .command('keys')
  .description('the ring of keys that seals personal data')
  .command('rotate')
  .description('make a new key and seal everything anew under it; goes on where it was cut off')
  .addOption(dataOption())
  .action((options: { data?: string }) => orExplain(async () => (await import('./commands/keys.ts')).rotateKeys(withData(readConfig(), options.data))))

program
  .command('db')
  .description('the database')
  .command('copy')
  .description('copy a county from SQLite into the empty PostgreSQL database of DATABASE_URL, counted and opened there')
  .addOption(dataOption())
  .action((options: { data?: string }) => orExplain(async () => (await import('./commands/db.ts')).copyToPostgres(withData(readConfig(), options.data))))

program
  .command('demo')
  .description('demonstration data')
  .command('remove')
  .description('remove every row of the demonstration county')
  .addOption(dataOption())
  .action((options: { data?: string }) => orExplain(async () => (await import('./commands/maintain.ts')).removeDemo(withData(readConfig(), options.data))))

program
  .command('desk')
  .description('the workbench')
  .command('invite')
  .description('a link by which somebody of the roster sets up their account: the first administrator, or whoever forgot their password')
  .argument('<staff>', 'their id in the roster, or their name')
  .addOption(dataOption())
  .action((staff: string, options: { data?: string }) =>
    orExplain(async () => (await import('./commands/desk-invite.ts')).deskInvite(withData(readConfig(), options.data), staff, Date.now)),
  )

addRosterCommands(program)
addMatterCommands(program)
addRegistryCommands(program)
addReportCommand(program)
addRetentionCommand(program)

const kb = program.command('kb').description('the knowledge base')
kb.command('evaluate')
  .description('measure it on labelled questions, JSON lines {"q": text, "ids": [intent ids, "other" or "oos"]}')
  .argument('<file>', 'the questions')
  .option('--json', 'one JSON object and nothing else')
  .addOption(new Option('--compare <names>', 'beside other classifiers: bayes,nlpjs,bm25').argParser((names: string) => names.split(',')).default([], 'none'))
  .option('--noise <kind>', 'with typing errors, e.g. homophone:0.15')
  .addOption(new Option('--without <names>', `with parts left out: ${leavable.join(',')}`).argParser((names: string) => names.split(',')).default([], 'none'))
  .addOption(new Option('--seed <n>', 'seed of the noise').argParser(whole).default(1))
  .action((file: string, options: { json?: boolean; compare: readonly string[]; noise?: string; without: readonly string[]; seed: number }) =>
    orExplain(async () =>
      (await import('./commands/kb.ts')).evaluateFile(file, {
        json: options.json === true,
        compare: options.compare,
        noise: options.noise,
        without: options.without,
        seed: options.seed,
      }),
    ),
  )
kb.command('train')
  .description('learn what is new in intents/ and store it, so that the next start need not')
  .option('--json', 'one JSON object {"faults": [line]} and nothing else')
  .action((options: { json?: boolean }) => orExplain(async () => (await import('./commands/train.ts')).train(options.json === true)))
kb.command('learn')
  .description('learn weights and how far to trust them on held-back phrasings; writes src/knowledge/weights.json')
  .addOption(new Option('--folds <n>', 'how many times').argParser(whole).default(6))
  .action((options: { folds: number }) => orExplain(async () => (await import('./commands/train.ts')).learn(options.folds)))
kb.command('match')
  .description('show what a text is taken for, and why')
  .argument('<text>')
  .option('--json', 'one JSON object and nothing else')
  .action((text: string, options: { json?: boolean }) => orExplain(async () => (await import('./commands/kb.ts')).matchText(text, options.json === true)))
kb.command('try')
  .description('show what a changed file of intents/ would do to the evaluation; writes nothing into intents/')
  .argument('<file>', 'stands in for the file of the same name')
  .addOption(new Option('--on <file>', 'labelled questions to measure on').default('test/knowledge/questions.jsonl'))
  .addOption(new Option('--intents <folder>', 'the other files').default('intents'))
  .option('--json', 'one JSON object and nothing else')
  .action((file: string, options: { on: string; intents: string; json?: boolean }) =>
    orExplain(async () => (await import('./commands/try-topic.ts')).tryTopic(file, { ...options, json: options.json === true })),
  )

const states = GAP_STATES.join(', ')
const gaps = kb
  .command('gaps')
  .description('list what was not understood or was no help, alike ones together, with the intents that are nearest')
  .addOption(new Option('--state <names>', `only these: ${states}`).argParser((names: string) => names.split(',')).default(['new', 'pending'], 'new,pending'))
  .addOption(new Option('--cause <name>', 'only what was missed, or what was no help').choices(['missed', 'unhelpful']))
  .option('--json', 'one JSON object and nothing else')
  .addOption(dataOption())
  .action((options: { state: readonly string[]; cause?: 'missed' | 'unhelpful'; json?: boolean; data?: string }) =>
    orExplain(async () => (await import('./commands/gaps.ts')).listGaps(withData(readConfig(), options.data), { ...options, json: options.json === true })),
  )
gaps
  .command('set')
  .description(`set the state of some: ${states}`)
  .argument('<id...>', 'numbers of gaps, and then the state')
  .addOption(dataOption())
  .action((words: readonly string[], options: { data?: string }) =>
    orExplain(async () =>
      (await import('./commands/gaps.ts')).setGaps(withData(readConfig(), options.data), words.slice(0, -1).map(whole), words.at(-1) ?? ''),
    ),
  )
gaps
  .command('add')
  .description("write one into an intent's phrasings, without personal data, after showing what that changes")
  .argument('<id>', 'number of the gap', whole)
  .argument('<intent>', 'topic/name')
  .option('--as <text>', 'put it in these words')
  .addOption(new Option('--on <file>', 'labelled questions to measure on').default('test/knowledge/questions.jsonl'))
  .option('--yes', 'keep it without asking')
  .option('--json', 'one JSON object and nothing else; keeps it only with --yes')
  .addOption(dataOption())
  .action((id: number, intent: string, options: { as?: string; on: string; yes?: boolean; json?: boolean; data?: string }) =>
    orExplain(async () =>
      (await import('./commands/add-gap.ts')).addGap(withData(readConfig(), options.data), id, intent, {
        words: options.as,
        on: options.on,
        yes: options.yes === true,
        json: options.json === true,
      }),
    ),
  )

program.command('peer-bot', { hidden: true }).action(() => orExplain(async () => (await import('./bench/peer-bot.ts')).runPeerBot()))

program
  .command('bench')
  .description(`measure on temporary data: ${benches.join(', ')}`)
  .argument('<name>', 'which one')
  .option('--json', 'one JSON object and nothing else')
  .addOption(new Option('--seconds <n>', 'how long').argParser(whole).default(10))
  .addOption(new Option('--size <n>', 'how many conversations').argParser(whole).default(200))
  .addOption(new Option('--seed <n>', 'seed of what is random').argParser(whole).default(1))
  .addOption(new Option('--times <n>', 'how many times the usual year of `county`').argParser(whole).default(1))
  .addOption(
    new Option('--store <kind>', 'database of `turns`; postgresql: that of DATABASE_URL, with REDIS_URL and two workers')
      .choices(['sqlite', 'postgresql'])
      .default('sqlite'),
  )
  .action((name: string, options: { json?: boolean; seconds: number; size: number; seed: number; times: number; store: 'sqlite' | 'postgresql' }) =>
    orExplain(async () => (await import('./bench/bench.ts')).bench(name, { ...options, json: options.json === true })),
  )

await program.parseAsync()
