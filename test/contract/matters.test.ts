import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matter } from '../../src/core/matter.ts'
import type { NewCase } from '../../src/core/new-case.ts'
import { openingEvent } from './opening-event.ts'
import type { Complaint } from '../../src/core/complaint.ts'
import type { Role } from '../../src/core/turn.ts'
import type { Effect, Snapshot } from '../../src/core/turn.ts'
import type { CommitResult, InboxRow, Store } from '../../src/ports/store.ts'
import { stores } from './stores.ts'
import type { Opened } from './stores.ts'

const NOW = Date.UTC(2026, 10, 23, 2)
let count = 0

describe.each(stores)('matters beside a conversation on $name', ({ open }) => {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await open()
    store = opened.store
  })
  afterAll(() => opened.close())

  const nextOf = async (conversationId: string): Promise<InboxRow> => {
    const row = await store.nextInbox(conversationId)
    if (!row) throw new Error('nothing waits')
    return row
  }
  /** What somebody's next message may know, and a way to end its turn. */
  const turn = async (
    who: string,
    role: Role,
    text = '好',
  ): Promise<{ readonly snapshot: Snapshot; readonly commit: (...effects: readonly Effect[]) => Promise<CommitResult> }> => {
    count += 1
    const address = { channel: 'web', account: '', chat: who } as const
    if (role !== 'villager') await store.enrol(address, { id: who, name: who }, role, who, false, NOW)
    const { conversationId } = await store.accept(
      { externalId: `x${count}`, address, sender: { id: who, name: who }, content: { kind: 'text', text }, sentAt: NOW },
      role,
      role === 'villager' ? undefined : who,
      NOW,
    )
    const row = await nextOf(conversationId)
    const snapshot = await store.load(row, NOW)
    return {
      snapshot,
      commit: (...effects) =>
        store.commit({
          ...{ inboxId: row.id, conversationId, version: snapshot.conversation.version, partyId: snapshot.party.id, route: 'question' },
          ...{ address, now: NOW, next: snapshot.conversation.state, effects, sensitive: false },
        }),
    }
  }

  const openCase = (snapshot: Snapshot, id: string, more: Partial<NewCase> = {}): Effect => ({
    kind: 'open-case',
    newCase: {
      ...{ id, number: `n ${id}`, matter: '要工钱', exemption: 'article-42', urgent: false, flow: 'f', flowVersion: 1 },
      facts: { answers: {}, opponent: 'employer' },
      opening: openingEvent(NOW, snapshot.party.id),
      ...more,
    },
  })

  it('keeps why a case goes first and of which matter it is one, and puts it before what is older', async () => {
    const plain = await turn('v5', 'villager')
    await plain.commit(openCase(plain.snapshot, 'plain'))
    const green = await turn('v5', 'villager')
    await green.commit(openCase(green.snapshot, 'green', { green: 'wages', matterId: 'm9' }))
    const { casework } = (await turn('v5', 'villager')).snapshot
    expect(casework.map(({ id }) => id)).toEqual(['green', 'plain'])
    expect(casework[0]).toMatchObject({ green: 'wages', matterId: 'm9' })
    expect(casework[1]?.green).toBeUndefined()
  })

  const complaintOf = ({ party, conversation }: Snapshot): Complaint => ({
    ...{ id: `q-${party.id}`, number: `q ${party.id}`, version: 0, status: 'filed', partyId: party.id, conversationId: conversation.id },
    ...{ accused: { kind: 'service' }, named: false, name: '', mobile: '', text: '答错了', files: [], discreet: false, openedAt: NOW, events: [] },
  })

  it('shows a complaint to who complained and to the bureau, until it is over; a second move at once clashes', async () => {
    const first = await turn('v1', 'villager')
    const complaint = complaintOf(first.snapshot)
    expect((await first.commit({ kind: 'open-complaint', complaint })).kind).toBe('committed')
    expect((await turn('v2', 'villager')).snapshot.complaints).toEqual([])
    expect((await turn('a1', 'agency')).snapshot.complaints).toEqual([])
    expect((await turn('v1', 'villager')).snapshot.complaints).toEqual([complaint])
    const bureau = await turn('b1', 'bureau')
    const late = await turn('b2', 'bureau')
    expect(bureau.snapshot.complaints).toEqual([complaint])
    const answered: Complaint = { ...complaint, version: 1, status: 'answered' }
    const told: Effect = { kind: 'tell', to: { member: 'b2' }, event: { kind: 'notice', parts: [{ text: '办了' }], class: 'notice' } }
    expect((await bureau.commit({ kind: 'move-complaint', complaint: answered, version: 0 }, told)).kind).toBe('committed')
    expect((await late.commit({ kind: 'move-complaint', complaint: answered, version: 0 })).kind).toBe('clash')
    expect((await late.commit()).kind).toBe('committed')
    expect((await turn('b1', 'bureau')).snapshot.complaints).toEqual([])
    const member = await store.findConversation('web', '', 'b2', undefined)
    expect((await nextOf(member ?? '')).body).toMatchObject({ kind: 'internal', event: { parts: [{ text: '办了' }] } })
  })

  it('ties cases to a matter, shows it to whom it concerns, and lets one of two changes at once pass', async () => {
    const matter: Matter = {
      ...{ id: 'm20', number: '集体〔2026〕0020号', version: 0, status: 'open', title: '要工钱', opponents: [], expected: 84, people: [], representatives: [] },
      ...{ team: ['k20'], evidence: [], openedAt: NOW, events: [] },
    }
    const first = await turn('v20', 'villager')
    const named = { facts: { answers: { 'applicant-name': { kind: 'text', value: '王小明', shown: '王小明' } }, opponent: 'employer' } } as const
    await first.commit(openCase(first.snapshot, 'c20', named))
    const agency = await turn('a20', 'agency', '好')
    await agency.commit({ kind: 'open-matter', matter }, { kind: 'join-matter', caseId: 'c20', matterId: 'm20' })
    expect((await turn('v20', 'villager')).snapshot.matters).toMatchObject([{ id: 'm20', cases: [{ id: 'c20', name: '王小明', status: 'submitted' }] }])
    expect((await turn('v21', 'villager')).snapshot.matters).toEqual([])
    expect((await turn('k21', 'counsel')).snapshot.matters).toEqual([])
    const team = await turn('k20', 'counsel', '集体件 集体〔2026〕0020号')
    expect(team.snapshot.matters).toMatchObject([{ id: 'm20', cases: [{ id: 'c20' }] }])
    const whole = await turn('a20', 'agency', '收件 集体〔2026〕0020号')
    expect(whole.snapshot.casework.map(({ id }) => id)).toContain('c20')
    const next: Matter = { ...matter, version: 1, team: ['k21'] }
    expect((await team.commit({ kind: 'change-matter', matter: next, version: 0 })).kind).toBe('committed')
    expect((await whole.commit({ kind: 'change-matter', matter: next, version: 0 })).kind).toBe('clash')
    expect((await whole.commit({ kind: 'join-matter', caseId: 'c20', matterId: 'other' })).kind).toBe('clash')
    expect((await turn('k20', 'counsel')).snapshot.matters).toEqual([])
    const later = await turn('k21', 'counsel', '集体件')
    expect(later.snapshot.matters.map(({ id }) => id)).toEqual(['m20'])
    await later.commit({ kind: 'change-matter', matter: { ...next, version: 2, status: 'closed' }, version: 1 })
    expect((await turn('k21', 'counsel')).snapshot.matters).toEqual([])
  })
})
