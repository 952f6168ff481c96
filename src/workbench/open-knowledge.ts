import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { editIntent } from '../adapters/content/edit-intent.ts'
import type { DeskTexts } from '../adapters/workbench/desk-route.ts'
import type { Draft, KnowledgeDesk, QuestionForm, QuestionLine } from '../adapters/workbench/knowledge/knowledge-desk.ts'
import { accountIdOf } from '../core/actor.ts'
import type { Actor } from '../core/actor.ts'
import { lineDiff } from '../core/line-diff.ts'
import { opinionPart } from '../desk/opinion.ts'
import { renderOpinion } from '../knowledge/answer.ts'
import { lintTopics } from '../knowledge/index.ts'
import type { Intent } from '../knowledge/index.ts'
import { scrubPersonal } from '../lang/index.ts'
import { root } from '../root.ts'
import type { House } from '../wire.ts'
import { readLaws } from '../world.ts'
import { lawLines } from './law-lines.ts'
import { lintQuestion } from './lint-question.ts'
import { editOf, formOf } from './question-form.ts'
import { createTrials } from './try-draft.ts'

const MOST_FOUND = 30
const NEAREST = 3

/** The knowledge base as the workbench reads and edits it. `folder`: where the files of intents lie. */
export const openKnowledge = (house: House, texts: DeskTexts, folder = join(root, 'intents')): KnowledgeDesk => {
  const laws = readLaws()
  const topics = () => house.base().content.topics
  const intents = () => topics().flatMap((topic) => topic.intents)
  const lineOf = ({ id, title, checked }: Intent): QuestionLine => ({ id, title, checked })
  const byId = (id: string): Intent | undefined => intents().find((one) => one.id === id)
  const trials = createTrials(folder, (id) => byId(id)?.title ?? id)
  const topicOf = (id: string) => topics().find((topic) => topic.intents.some((one) => one.id === id))
  // A draft is shown as it would be said, by whoever says the others.
  const shownOf = (intent: Intent, form: 'short' | 'full') => {
    const world = house.world()
    const opinion = () => renderOpinion(intent, form, world.texts('labels.basis'), (one) => byId(one)?.title)
    return opinionPart({ ...world, knowledge: { ...world.knowledge, opinion } }, intent.id, {}, form) ?? { text: '' }
  }
  const textOf = (topic: string): string => readFileSync(join(folder, `${topic}.yml`), 'utf8')
  const edited = (id: string, form: QuestionForm): Draft & { readonly file?: string; readonly before?: string; readonly after?: string } => {
    const topic = topicOf(id)?.topic
    const read = editOf(form)
    if (topic === undefined) return { kind: 'faults', faults: [texts('fault.no-question', { a: id, b: '', c: '' })] }
    if (read.kind === 'bad') return { kind: 'faults', faults: read.faults.map(({ key, value }) => texts(key, { value })) }
    const before = textOf(topic)
    const after = editIntent(before, id, read.edit) ?? before
    if (after === before) return { kind: 'same' }
    const file = `intents/${topic}.yml`
    const { faults, intent } = lintQuestion(file, after, id, { topics: topics(), laws, flows: new Set(house.base().content.flows.keys()), texts })
    if (faults.length > 0 || !intent) return { kind: 'faults', faults }
    const key = hash(after)
    return { kind: 'good', key, diff: lineDiff(before, after), short: shownOf(intent, 'short'), full: shownOf(intent, 'full'), file, before, after }
  }
  const audit = (actor: Actor, action: string, subject: { readonly kind: string; readonly id: string }, detail: string) =>
    house.workbench.accounts.audit({ at: house.clock.now(), actor: accountIdOf(actor), action, subject, detail })
  const places = () => {
    const { towns, villages } = house.world().roster
    return [...towns.map(({ name }) => name), ...villages.flatMap(({ name, aliases }) => [name, ...aliases])]
  }
  return {
    topics: () => topics().map((topic) => ({ topic: topic.topic, title: topic.title, questions: topic.intents.map(lineOf) })),
    search(said) {
      const wanted = said.trim()
      if (wanted === '') return []
      const meant = house
        .world()
        .knowledge.candidates(wanted)
        .slice(0, NEAREST + 2)
      const holding = intents().filter((one) =>
        [one.id, one.title, one.short, one.answer, ...one.cites.map(({ law }) => law)].some((text) => text.includes(wanted)),
      )
      const ids = [
        ...new Set([
          ...holding.filter(({ title, id }) => title.includes(wanted) || id === wanted).map(({ id }) => id),
          ...meant,
          ...holding.map(({ id }) => id),
        ]),
      ]
      return ids
        .flatMap((id) => byId(id) ?? [])
        .slice(0, MOST_FOUND)
        .map(lineOf)
    },
    read(id) {
      const topic = topicOf(id)
      if (!topic) return undefined
      const text = textOf(topic.topic)
      const file = `intents/${topic.topic}.yml`
      const intent = lintTopics([{ file, text }], laws).topics[0]?.intents.find((one) => one.id === id) ?? byId(id)
      return intent && { ...lineOf(intent), topic: topic.topic, topicTitle: topic.title, file, version: hash(text), form: formOf(intent) }
    },
    shown(id, form) {
      const intent = byId(id)
      return intent && shownOf(intent, form)
    },
    draft(id, form) {
      const draft = edited(id, form)
      if (draft.kind !== 'good' || draft.file === undefined || draft.after === undefined) return draft
      trials.begin(draft.key, draft.file, draft.after)
      return draft
    },
    effect: (key) => trials.of(key) ?? { kind: 'failed' },
    async save(actor, id, form, version, gap) {
      const draft = edited(id, form)
      if (draft.kind !== 'good' || draft.file === undefined || draft.after === undefined) return 'faults'
      if (draft.before === undefined || hash(draft.before) !== version) return 'moved'
      const place = join(folder, draft.file.slice('intents/'.length))
      // Written aside and renamed: a running server never reads half a file.
      try {
        writeFileSync(`${place}.part`, draft.after)
        renameSync(`${place}.part`, place)
      } catch (error) {
        house.log.error('an answer cannot be saved', { file: draft.file, error })
        return 'locked'
      }
      if (gap !== undefined) await house.store.setGaps([gap], 'done')
      const lines = draft.diff.filter(({ kind }) => kind === 'added' || kind === 'gone').map(({ kind, text }) => `${kind === 'added' ? '+' : '-'}${text}`)
      await audit(actor, 'knowledge-edited', { kind: 'intent', id }, lines.join('\n'))
      return 'saved'
    },
    scrub(text) {
      const stands = { person: texts('stands.person'), place: texts('stands.place'), organisation: texts('stands.organisation') }
      return scrubPersonal(text, house.base().segmenter.named(text), places(), stands).text.replace(/[\s.,;:!。，；：！]+$/u, '')
    },
    async gaps(state, cause) {
      const all = (await house.store.gaps()).filter((one) => one.state === state && one.cause === cause)
      const { knowledge } = house.base()
      const groups = knowledge.groups(all.map(({ text }) => text)).map((at) => at.flatMap((index) => all[index] ?? []))
      return {
        count: all.length,
        groups: groups.map((gaps) => {
          const [first] = gaps
          const ids = cause === 'unhelpful' && first?.best !== undefined ? [first.best] : knowledge.candidates(first?.text ?? '')
          return {
            gaps,
            nearest: ids
              .slice(0, NEAREST)
              .flatMap((id) => byId(id) ?? [])
              .map(lineOf),
          }
        }),
      }
    },
    gap: async (id) => (await house.store.gaps()).find((one) => one.id === id),
    async setGaps(actor, ids, state) {
      const set = await house.store.setGaps(ids, state)
      await audit(actor, 'gaps-set', { kind: 'gap', id: set.slice(0, 20).join(',') }, state)
      return set.length
    },
    async ratings(id) {
      const rated = (await house.store.gaps()).filter(({ best, cause }) => best === id && cause !== 'missed')
      return { helped: rated.filter(({ cause }) => cause === 'helped').length, unhelpful: rated.filter(({ cause }) => cause === 'unhelpful').length }
    },
    laws: () => lawLines(laws, topics()),
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24)
