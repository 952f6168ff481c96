import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createAesCipher } from './adapters/cipher/aes-cipher.ts'
import { createConsoleChannel } from './adapters/console/console-channel.ts'
import type { ConsoleChannel } from './adapters/console/console-channel.ts'
import { addressOf, senderId } from './adapters/console/speaker.ts'
import type { TalkDeps } from './adapters/console/talk.ts'
import { textsOf } from './adapters/content/yaml-text.ts'
import { createDocumentWriter } from './adapters/document/create-document-writer.ts'
import { createEncryptedFiles } from './adapters/files/encrypted-files.ts'
import { createMetrics } from './adapters/observe/metrics.ts'
import type { Metrics } from './adapters/observe/metrics.ts'
import { createPinoLog } from './adapters/observe/pino-log.ts'
import { purgeExpired } from './adapters/prisma/purge.ts'
import { seedDemo } from './adapters/prisma/demo.ts'
import { openPrisma } from './adapters/prisma/open-prisma.ts'
import type { Prisma } from './adapters/prisma/open-prisma.ts'
import { readLoads } from './adapters/prisma/loads.ts'
import { readRoster } from './adapters/prisma/roster.ts'
import { createInProcessQueue } from './adapters/queue/in-process-queue.ts'
import { openSqlite } from './adapters/sql/sqlite-driver.ts'
import { createSqlStore } from './adapters/sql/store.ts'
import { readVitals } from './adapters/sql/vitals.ts'
import { prepareFolder, readKey } from './adapters/system/data-folder.ts'
import { randomIds, systemClock } from './adapters/system/system.ts'
import { createHttpTranscriber } from './adapters/transcriber/http-transcriber.ts'
import type { Config } from './config.ts'
import { AppError } from './core/errors.ts'
import { databaseFile, migrateDatabase } from './database.ts'
import { judgeReadiness, unreadable } from './core/readiness.ts'
import type { Readiness } from './core/readiness.ts'
import type { Roster } from './core/roster.ts'
import type { Role } from './core/turn.ts'
import { createDesk } from './desk/desk.ts'
import type { Desk } from './desk/desk.ts'
import type { Reached } from './desk/fail-points.ts'
import type { World } from './desk/world.ts'
import type { Channel } from './ports/channel.ts'
import type { DocumentWriter } from './ports/document.ts'
import type { Files } from './ports/files.ts'
import type { Store } from './ports/store.ts'
import type { Clock, Log } from './ports/system.ts'
import { root } from './root.ts'
import { buildWorld, loadBase } from './world.ts'
import type { Base } from './world.ts'

const PURGE_MS = 3_600_000
const SWEEP_MS = 1_000
const LOADS_MS = 60_000
/** Effects that change what a counsel has in hand. */
const LOADING: ReadonlySet<string> = new Set(['claim-handoff', 'transfer-handoff', 'close-handoff'])

/** A desk with everything behind it, ready to be started. */
export type House = {
  readonly config: Config
  readonly desk: Desk
  readonly store: Store
  readonly files: Files
  /** Writes the papers of flows/papers as they stand now. */
  readonly documents: () => DocumentWriter
  readonly clock: Clock
  readonly log: Log
  readonly console: ConsoleChannel
  readonly world: () => World
  /** Keyed hash, equal for equal input. */
  readonly index: (value: string) => string
  readonly talk: TalkDeps
  readonly metrics: Metrics
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
export type HouseParts = Pick<House, 'store' | 'files' | 'clock' | 'log' | 'world' | 'index'>

/** What a caller may put in place of the usual. `channels` gets the house's parts to build further doors from; `base` is content read before. */
export type HouseOptions = {
  readonly base?: Base
  readonly clock?: Clock
  readonly reached?: Reached
  /** In place of the database on the path of a message; the roster stays in the database. */
  readonly store?: Store
  readonly channels?: (parts: HouseParts) => readonly Channel[]
}

/** Builds a house over the data folder of `config`. The folder must be locked by the caller. Throws AppErrors that name what is wrong. */
export const openHouse = async (config: Config, options: HouseOptions = {}): Promise<House> => {
  const demo = config.mode === 'demo'
  const log = createPinoLog(config.log)
  const clock = options.clock ?? systemClock
  prepareFolder(config.data)
  const cipher = createAesCipher(readKey(config.data, config.keyFile, demo, () => randomBytes(32)))
  await migrateDatabase(config)
  let base: Base = options.base ?? (await loadBase(log))
  const driver = openSqlite(databaseFile(config))
  const prisma = openPrisma({ file: databaseFile(config) })
  const bare = options.store ?? createSqlStore(driver, cipher, randomIds)
  if (demo && (await seedDemo(prisma, join(root, 'prisma/seed/laixi')))) await enrolStaff(prisma, bare, clock)
  let roster = await readRoster(prisma)
  let world = buildWorld(config, base, roster)
  const reloadLoads = async (): Promise<void> => {
    world = { ...world, loads: await readLoads(prisma, clock.now()) }
  }
  await reloadLoads()
  const unwatched: Store = {
    ...bare,
    // Who is on duty, and with how much in hand, is part of the world that decisions are made in.
    async commit(turn) {
      const result = await bare.commit(turn)
      if (result.kind !== 'committed') return result
      if (turn.effects.some((effect) => effect.kind === 'duty')) {
        roster = await readRoster(prisma)
        world = { ...world, roster }
      }
      if (turn.effects.some((effect) => LOADING.has(effect.kind))) await reloadLoads()
      return result
    },
  }
  // Doors to networks, known once the channels are made; the terminal has nobody listening most of the time.
  const doors: string[] = []
  const vitals = () => readVitals(driver, clock.now())
  const metrics = createMetrics(clock, vitals, doors)
  const store = metrics.watch(unwatched)
  const files = createEncryptedFiles(join(config.data, 'files'), cipher, randomIds)
  const keep: Files = {
    ...files,
    async put(name, bytes) {
      const file = await files.put(name, bytes)
      await store.addFile(file, clock.now())
      return file
    },
  }
  const console = createConsoleChannel()
  const paperTexts = textsOf(join(root, 'src/texts/papers.yml'))
  const lettering = { page: paperTexts('page'), mark: demo ? paperTexts('demo') : '', creator: config.service, missing: paperTexts('missing') }
  const documents = () => createDocumentWriter(base.content.papers, lettering)
  const parts = { store, files: keep, clock, log, world: () => world, index: cipher.index }
  const outer = options.channels?.(parts) ?? []
  const channels = [console, ...outer]
  doors.push(...outer.map((channel) => channel.id))
  const desk = createDesk({
    store,
    queue: createInProcessQueue(),
    channels,
    world: () => world,
    clock,
    log,
    ...(config.transcriber === undefined ? {} : { speech: { transcriber: createHttpTranscriber(config.transcriber), files } }),
    after: (ms, run) => void setTimeout(run, ms).unref(),
    files: keep,
    documents,
    ...(options.reached ? { reached: options.reached } : {}),
  })
  const timers: NodeJS.Timeout[] = []
  const every = (ms: number, what: string, run: () => Promise<unknown>) => {
    const timer = setInterval(() => void run().catch((error: unknown) => log.error(`${what} failed`, { error })), ms)
    timer.unref()
    timers.push(timer)
  }
  return {
    ...parts,
    documents,
    config,
    desk,
    console,
    metrics,
    readiness: () =>
      vitals().then(
        (found) => judgeReadiness(found, doors, clock.now()),
        (error: unknown) => {
          log.error('the database cannot be asked', { error })
          return unreadable(doors)
        },
      ),
    talk: {
      channel: console,
      accept: desk.accept,
      putFile: keep.put,
      staffId: (role, name) => staffIdOf(roster, role, name),
      conversationOf: (speaker) => store.findConversation('console', '', senderId(speaker), speaker.group),
      hurry: desk.hurry,
      now: clock.now,
      nextId: randomIds.next,
    },
    async reload() {
      const next = await base.reread()
      if (!next) return false
      base = next
      world = { ...buildWorld(config, base, roster), loads: world.loads }
      return true
    },
    async start() {
      await purgeExpired(prisma, clock.now())
      await desk.start()
      // Other processes take handoffs too, and a month passes.
      every(LOADS_MS, 'loads', reloadLoads)
      every(SWEEP_MS, 'sweep', desk.sweep)
      every(PURGE_MS, 'purge', () => purgeExpired(prisma, clock.now()))
    },
    async close() {
      for (const timer of timers) clearInterval(timer)
      await desk.stop()
      await prisma.$disconnect()
      await store.close()
    },
  }
}

/** Demonstration staff listen at the console: their threads are made so that offers reach them there. */
const enrolStaff = async (prisma: Prisma, store: Store, clock: Clock): Promise<void> => {
  const staff = [
    ...(await prisma.counsel.findMany()).map((one) => ({ role: 'counsel' as const, ...one })),
    ...(await prisma.gridWorker.findMany()).map((one) => ({ role: 'grid-worker' as const, ...one })),
  ]
  for (const { role, id, name } of staff) {
    const speaker = { role, name }
    await store.enrol(addressOf(speaker), { id: senderId(speaker), name }, role, id, true, clock.now())
  }
}

const staffIdOf = (roster: Roster, role: Role, name: string): string | undefined => {
  if (role === 'villager') return undefined
  const found = (role === 'counsel' ? roster.counsel : roster.gridWorkers).find((one) => one.name === name)
  if (!found) throw new AppError('roster.unknown', { what: role, name })
  return found.id
}
