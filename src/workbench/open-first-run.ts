import { removeDemo } from '../adapters/prisma/demo.ts'
import type { GivenRow } from '../adapters/prisma/roster-plan.ts'
import { randomIds } from '../adapters/system/system.ts'
import { createBotApi } from '../adapters/telegram/bot-api.ts'
import type { DeskDeps } from '../adapters/workbench/desk-deps.ts'
import type { DeskTexts } from '../adapters/workbench/desk-route.ts'
import type { FirstRunDeps, SetUpKind } from '../adapters/workbench/first-run/first-run-deps.ts'
import { accountIdOf, actorsOf } from '../core/actor.ts'
import { AppError } from '../core/errors.ts'
import { INVITATION_MS } from '../core/invitation.ts'
import { opinionPart } from '../desk/opinion.ts'
import { hasDivisions, plainVillage, readDivisions } from '../divisions.ts'
import type { House } from '../wire.ts'
import { isFirstRun, SET_UP_ACCOUNT } from './set-up-link.ts'
import type { WriteRoster } from './write-roster.ts'

const TOKEN = /^\d+:[\w-]+$/
const TELEGRAM = 'https://api.telegram.org'
const PATIENCE_MS = 8_000

/** The first run of a house. */
export const openFirstRun = (house: House, desk: DeskDeps, texts: DeskTexts, write: WriteRoster): FirstRunDeps => {
  const { accounts } = house.workbench
  const { prisma } = house.administered
  const now = house.clock.now
  const countyCode = async () => (await prisma.county.findFirst())?.code
  const demoRows = async (): Promise<number> => {
    const where = { where: { demo: true } }
    const counts = await Promise.all([
      prisma.county.count(where),
      prisma.town.count(where),
      prisma.village.count(where),
      prisma.office.count(where),
      prisma.counsel.count(where),
      prisma.staff.count(where),
    ])
    return counts.reduce((sum, count) => sum + count, 0)
  }
  const begun = new Map<string, string>()
  return {
    desk,
    texts,
    async state() {
      const code = await countyCode()
      const keepers = await prisma.staff.findMany({ where: { role: 'administrator', demo: false, closed: false } })
      const known = new Set((await accounts.accounts()).map(({ id }) => id))
      return {
        roster: house.world().roster,
        ...(code === undefined ? {} : { countyCode: code }),
        demoRows: await demoRows(),
        realKeeper: await house.workbench.administration.anyPassword(keepers.map(({ id }) => `staff:${id}`)),
        hasDivisions: hasDivisions(),
        invited: house.world().roster.counsel.flatMap(({ id }) => (known.has(`counsel:${id}`) ? [id] : [])),
      }
    },
    isOpen: async (token) => (await accounts.invited(token, now())) === SET_UP_ACCOUNT && (await isFirstRun(house)),
    async begin(token, name) {
      if (actorsOf(house.world().roster).some((one) => one.name === name)) return { faults: [texts('link.named')] }
      // Sent twice, it is the same person.
      const id = begun.get(token) ?? `staff-${randomIds.secret(6)}`
      begun.set(token, id)
      const first = { staffId: id, role: 'administrator', name, towns: [], villages: [] } as const
      const faults = await write(first, [{ kind: 'staff', place: '', cells: { id, role: 'administrator', name } }])
      if (faults.length > 0) return { faults }
      const invitation = randomIds.secret(24)
      await accounts.invite(accountIdOf(first), invitation, now(), now() + INVITATION_MS)
      await accounts.remove(SET_UP_ACCOUNT)
      return { invitation }
    },
    async write(actor, kind, cells) {
      const code = (await countyCode()) ?? ''
      return write(actor, [{ kind, place: '', cells: cellsOf(kind, cells, code) }])
    },
    async writePlaces(actor, lines) {
      const code = (await countyCode()) ?? ''
      const read = lines
        .split('\n')
        .map((text, index) => ({ line: index + 1, text: text.trim() }))
        .filter(({ text }) => text !== '')
        .map(({ line, text }) => ({ line, text, row: placeRow(text, code) }))
      const faults = read.flatMap(({ line, text, row }) => (row ? [] : [texts('places.line', { line, text })]))
      return faults.length > 0
        ? faults
        : write(
            actor,
            read.flatMap(({ row }) => row ?? []),
          )
    },
    async fillPlaces(actor) {
      const code = (await countyCode()) ?? ''
      try {
        const { towns, villages } = readDivisions(code)
        return write(actor, [
          ...towns.map((town): GivenRow => ({ kind: 'town', place: town.code, cells: { ...town, countyCode: code } })),
          ...villages.map((village): GivenRow => ({ kind: 'village', place: village.code, cells: village })),
        ])
      } catch (error) {
        if (error instanceof AppError) return [texts('places.unknown', { code })]
        throw error
      }
    },
    async removeDemo(actor) {
      const count = await removeDemo(prisma)
      await house.administered.rosterChanged()
      await accounts.audit({ at: now(), actor: accountIdOf(actor), action: 'demo-removed', subject: { kind: 'data', id: '' }, detail: String(count) })
      return count
    },
    async tryTelegram(token) {
      if (!TOKEN.test(token)) return { good: false, said: texts('trial.telegram-shape') }
      const answer = await createBotApi(token, house.config.telegram?.api ?? TELEGRAM).call('getMe', {}, { timeoutMs: PATIENCE_MS })
      if (answer.kind === 'ok') return { good: true, said: texts('trial.telegram', { name: answer.result.username ?? answer.result.first_name }) }
      return { good: false, said: texts(answer.kind === 'refused' ? 'trial.telegram-refused' : 'trial.telegram-away') }
    },
    async tryAddress(address) {
      if (!/^https?:\/\/[^\s/?#]+/.test(address)) return { good: false, said: texts('trial.web-shape') }
      try {
        const response = await fetch(`${address.replace(/\/+$/, '')}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
        const ours = response.ok && (await response.text()).includes('"ok":true')
        return { good: ours, said: texts(ours ? 'trial.web' : 'trial.web-other') }
      } catch {
        return { good: false, said: texts('trial.web-away') }
      }
    },
    answer(question) {
      const world = house.world()
      const understood = world.knowledge.understand(question, { misses: 0 })
      return understood.kind === 'answer' ? opinionPart(world, understood.intent, {}, 'short') : undefined
    },
  }
}

/** A row as the roster has it, of what the form calls by other names. */
const cellsOf = (kind: SetUpKind, form: Readonly<Record<string, string>>, countyCode: string): GivenRow['cells'] => {
  const { phone = '', address = '', hours = '', townCode = '' } = form
  switch (kind) {
    case 'county':
      return { code: form['code'] ?? '', name: form['county'] ?? '' }
    case 'agency':
      return { id: `agency-${countyCode}`, name: form['agency'] ?? '', countyCode, phone, address, hours }
    case 'office':
      return { id: `office-${townCode}`, name: form['office'] ?? '', townCode, phone, address, hours }
    case 'counsel':
      return {
        ...{ id: `counsel-${randomIds.secret(6)}`, name: form['counsel'] ?? '', firm: form['firm'] ?? '', licence: form['licence'] ?? '' },
        ...{ villages: form['villages'] ?? '', duty: form['duty'] ?? '', capacity: '5' },
      }
  }
}

/** A town by nine figures, a village by twelve. */
const placeRow = (text: string, countyCode: string): GivenRow | undefined => {
  const [, code, name] = /^(\d{9}|\d{12})[\s,，、]+(\S+)$/u.exec(text) ?? []
  if (code === undefined || name === undefined) return undefined
  return code.length === 9
    ? { kind: 'town', place: code, cells: { code, name, countyCode } }
    : { kind: 'village', place: code, cells: { code, name: plainVillage(name), townCode: code.slice(0, 9) } }
}
