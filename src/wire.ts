import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createAesCipher } from './adapters/cipher/aes-cipher.ts'
import { createConsoleChannel, withSocket } from './adapters/console/console-channel.ts'
import type { ConsoleChannel } from './adapters/console/console-channel.ts'
import { senderId } from './adapters/console/speaker.ts'
import type { TalkDeps } from './adapters/console/talk.ts'
import { textsOf } from './adapters/content/yaml-text.ts'
import { createDocumentWriter } from './adapters/document/create-document-writer.ts'
import { letteringOf } from './adapters/document/lettering.ts'
import type { PaperTemplate } from './adapters/document/paper-schema.ts'
import { createEncryptedFiles } from './adapters/files/encrypted-files.ts'
import { createHttpNotice } from './adapters/notice/http-notice.ts'
import { createMetrics } from './adapters/observe/metrics.ts'
import type { Metrics } from './adapters/observe/metrics.ts'
import { createPinoLog } from './adapters/observe/pino-log.ts'
import { createRegistry } from './adapters/registry/create-registry.ts'
import type { SqlDriver } from './adapters/sql/driver.ts'
import { createSqlStore } from './adapters/sql/store.ts'
import { createWorkbenchStore } from './adapters/sql/workbench-store.ts'
import type { WorkbenchStore } from './adapters/sql/workbench-store.ts'
import { readVitals } from './adapters/sql/vitals.ts'
import { prepareFolder, readKeys } from './adapters/system/data-folder.ts'
import { randomIds, systemClock } from './adapters/system/system.ts'
import { createHttpTranscriber } from './adapters/transcriber/http-transcriber.ts'
import { administeredBy, PROGRAM } from './administered.ts'
import type { Administered } from './administered.ts'
import type { Config } from './config.ts'
import { judgeReadiness, unreadable } from './core/readiness.ts'
import type { Readiness } from './core/readiness.ts'
import { staffIdOf } from './core/staff-id.ts'
import { fillDemo, hasData, migrateDatabase, openDriver, openRoster } from './database.ts'
import { createDesk } from './desk/desk.ts'
import type { Desk } from './desk/desk.ts'
import type { Reached } from './desk/fail-points.ts'
import { LEASE_MS } from './desk/hold.ts'
import type { Hold } from './desk/hold.ts'
import type { World } from './desk/world.ts'
import type { News } from './adapters/web/web-channel.ts'
import { openLiveWorld } from './live-world.ts'
import type { Channel } from './ports/channel.ts'
import type { DocumentWriter } from './ports/document.ts'
import type { Files } from './ports/files.ts'
import type { Store } from './ports/store.ts'
import type { Clock, Log } from './ports/system.ts'
import { recordedFiles } from './recorded-files.ts'
import { root } from './root.ts'
import { keepDaily } from './retention.ts'
import { secondOpinion } from './second-opinion.ts'
import { TALKS, tellTalks } from './tell-talks.ts'
import { doorsOf, elapsed, join as joinOthers, roles, tieTogether } from './together.ts'
import type { Role as ProcessRole } from './together.ts'
import { loadBase, readDepartments } from './world.ts'
import type { Base } from './world.ts'

const PURGE_MS = 3_600_000
const SWEEP_MS = 1_000
const HOLD_MS = LEASE_MS / 4
const ROSTER = 'roster'
const LOADS_MS = 60_000

/** A desk with everything behind it, ready to be started. */
export type House = {
  readonly config: Config
  readonly desk: Desk
  readonly store: Store
  /** What the workbench keeps and reads besides. */
  readonly workbench: WorkbenchStore
  readonly files: Files
  /** Writes the papers of flows/papers as they stand now. */
  readonly documents: () => DocumentWriter
  /** A paper's template as it stands now; undefined where there is none of that id. */
  readonly paper: (id: string) => PaperTemplate | undefined
  readonly clock: Clock
  readonly log: Log
  readonly console: ConsoleChannel
  readonly world: () => World
  /** Everything read from files, as it was taken last. */
  readonly base: () => Base
  /** What is done beside the path of a message. */
  readonly administered: Administered
  /** Keyed hash, equal for equal input. */
  readonly index: (value: string) => string
  readonly talk: TalkDeps
  readonly metrics: Metrics
  readonly news: News
  /** Resolves with the name of a door that another process took over from this one, which has to end then. */
  readonly lost: Promise<string>
  /** Whether people may be sent here now. Never throws. */
  readonly readiness: () => Promise<Readiness>
  /** Reads the content again; true where it was taken, false where its faults (now in the log) kept the old one. */
  readonly reload: () => Promise<boolean>
  /** Opens the doors and begins to sweep. */
  readonly start: () => Promise<void>
  /** Finishes what is in hand and closes everything. */
  readonly close: () => Promise<void>
}

/** What further doors are built from. */
export type HouseParts = Pick<House, 'store' | 'files' | 'clock' | 'log' | 'world' | 'index' | 'news'>

/** What a caller may put in place of the usual. `channels` gets the house's parts to build further doors from; `base` is content read before. */
export type HouseOptions = {
  readonly base?: Base
  readonly clock?: Clock
  readonly reached?: Reached
  /** In place of the database on the path of a message; the roster stays in the database. */
  readonly store?: Store
  /** Puts something between this process and its database; a bench writes down what is asked of it. */
  readonly through?: (driver: SqlDriver) => SqlDriver
  /** What this process is for; absent: everything. */
  readonly roles?: readonly ProcessRole[]
  /** Opens the terminal's socket, where and while the terminal is this process's door; the returned function closes it. */
  readonly terminal?: (house: Pick<House, 'talk' | 'store'>) => Promise<{ readonly close: () => Promise<void> }>
  readonly channels?: (parts: HouseParts) => readonly Channel[]
}

/** Builds a house over the data folder of `config`. With SQLite the folder must be locked by the caller. Throws AppErrors that name what is wrong. */
export const openHouse = async (config: Config, options: HouseOptions = {}): Promise<House> => {
  const demo = config.mode === 'demo'
  const log = createPinoLog(config.log)
  const clock = options.clock ?? systemClock
  prepareFolder(config.data)
  const cipher = createAesCipher(readKeys(config.data, config.keyFile, demo, (await hasData(config)) ? undefined : () => randomBytes(32)))
  await migrateDatabase(config)
  const own = new Set(options.roles ?? roles)
  let base: Base = options.base ?? (await loadBase(log, true, own.has('worker') || own.has('web')))
  const driver = (options.through ?? ((direct) => direct))(openDriver(config))
  const prisma = openRoster(config)
  const together = tieTogether(config, driver, cipher, log, randomIds.next())
  const bare = options.store ?? createSqlStore(driver, cipher, randomIds)
  if (demo) await fillDemo(driver, prisma, bare, clock)
  const departments = readDepartments(config)
  const live = await openLiveWorld(config, () => base, departments, prisma, clock)
  const readAgainSoon = () => void live.readRoster().catch((error: unknown) => log.error('roster not read', { error }))
  together.news.hear(ROSTER, (from) => from !== together.holder && readAgainSoon())
  together.news.onMissed(readAgainSoon)
  const unwatched = live.follow(bare, () => together.news.tell(ROSTER, together.holder).catch((error: unknown) => log.error('roster not told', { error })))
  // Doors to networks, known once the channels are made; the terminal has nobody listening most of the time.
  const doors: string[] = []
  const vitals = () => readVitals(driver, clock.now())
  const metrics = createMetrics(clock, vitals, doors)
  const store = metrics.watch(
    tellTalks(unwatched, (news) => void together.news.tell(TALKS, news).catch((error: unknown) => log.error('talks not told', { error }))),
  )
  const files = createEncryptedFiles(join(config.data, 'files'), cipher, randomIds)
  const keep = recordedFiles(files, store, clock)
  const console = createConsoleChannel()
  const lettering = letteringOf(textsOf(join(root, 'src/texts/papers.yml')), config.service, demo)
  const documents = () => createDocumentWriter(base.content.papers, lettering)
  const parts = { store, files: keep, clock, log, world: live.now, index: cipher.index, news: together.news }
  const outer = options.channels?.(parts) ?? []
  const channels = [...(own.has('door') ? [withSocket(console, async () => options.terminal?.(house))] : []), ...outer]
  const elsewhere = options.roles === undefined ? undefined : doorsOf(config)
  doors.push(...new Set([...outer.map((channel) => channel.id), ...(elsewhere?.keys() ?? [])].filter((door) => door !== 'console')))
  let lose: (door: string) => void = () => undefined
  const lost = new Promise<string>((resolve) => {
    lose = resolve
  })
  const { leases, holder, once } = together
  const desk = createDesk({
    store,
    queue: together.queue,
    channels,
    works: own.has('worker'),
    ...(elsewhere ? { elsewhere } : {}),
    ...(leases ? { sharing: { leases, holder, elapsed, once, lost: lose } } : {}),
    world: live.now,
    clock,
    log,
    ...(config.transcriber === undefined ? {} : { speech: { transcriber: createHttpTranscriber(config.transcriber), files } }),
    files: keep,
    documents,
    registry: createRegistry(departments, { store, clock, ids: randomIds, log }),
    ...secondOpinion(config, clock, log, metrics),
    ...(config.sms === undefined ? {} : { notice: createHttpNotice(config.sms, clock.now) }),
    ...(options.reached ? { reached: options.reached } : {}),
  })
  const workbench = createWorkbenchStore(driver, cipher)
  const administered = administeredBy(prisma, clock, workbench.accounts, async () => {
    await live.readRoster()
    await together.news.tell(ROSTER, together.holder)
  })
  const timers: NodeJS.Timeout[] = []
  const every = (ms: number, what: string, run: () => Promise<unknown>) => {
    const timer = setInterval(() => void run().catch((error: unknown) => log.error(`${what} failed`, { error })), ms)
    timer.unref()
    timers.push(timer)
  }
  let presence: Hold | undefined
  const house: House = {
    ...parts,
    base: () => base,
    administered,
    workbench,
    lost,
    documents,
    paper: (id) => base.content.papers.get(id),
    config,
    desk,
    console,
    metrics,
    readiness: () =>
      vitals().then(
        (found) => ({ ...judgeReadiness(found, doors, clock.now()), ...withRedis(together.redis()) }),
        (error: unknown) => {
          log.error('the database cannot be asked', { error })
          return unreadable(doors)
        },
      ),
    talk: {
      channel: console,
      accept: desk.accept,
      putFile: keep.put,
      staffId: (role, name) => staffIdOf(live.now().roster, role, name),
      conversationOf: (speaker) => store.findConversation('console', '', senderId(speaker), speaker.group),
      hurry: desk.hurry,
      now: clock.now,
      nextId: randomIds.next,
    },
    async reload() {
      const next = await base.reread()
      if (!next) return false
      base = next
      live.rebuild()
      return true
    },
    async start() {
      presence = await joinOthers(config, together)
      if (own.has('worker')) await administered.purge(PROGRAM)
      await desk.start()
      // Other processes take handoffs too, and a month passes.
      every(LOADS_MS, 'loads', live.readLoads)
      every(SWEEP_MS, 'sweep', desk.sweep)
      if (leases) every(HOLD_MS, 'lease', async () => void (await Promise.all([presence?.step(), desk.holdOn()])))
      if (own.has('worker')) timers.push(...keepDaily(config, { driver, cipher, clock, log }))
      if (own.has('worker')) every(PURGE_MS, 'purge', () => administered.purge(PROGRAM))
    },
    async close() {
      for (const timer of timers) clearInterval(timer)
      await desk.stop()
      await presence?.free()
      await together.close()
      await prisma.$disconnect()
      await store.close()
    },
  }
  return house
}
const withRedis = (redis: 'up' | 'down' | undefined) => (redis === undefined ? {} : { redis })
