import { about, desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { mayCorrect, mayEdit, questionPath } from './knowledge-part-deps.ts'
import type { KnowledgePartDeps } from './knowledge-part-deps.ts'
import type { Question } from './knowledge-desk.ts'
import { Bubble, Tabs } from './pieces.tsx'

/** Finds the question that an address names. */
export const findQuestion =
  ({ knowledge }: KnowledgePartDeps) =>
  async ({ context }: DeskRequest) => {
    const value = knowledge.read(`${context.req.param('topic') ?? ''}/${context.req.param('name') ?? ''}`)
    return value && { thing: { kind: 'desk' } as const, value }
  }

/** One question: its answers as a villager sees them, what they rest on, and who got a wrong one. */
export const answerRoutes = (deps: KnowledgePartDeps): readonly DeskRoute[] => {
  const { knowledge, texts } = deps
  const show = async ({ actor, page }: DeskRequest, question: Question) => {
    const { helped, unhelpful } = await knowledge.ratings(question.id)
    const [short, full] = [knowledge.shown(question.id, 'short'), knowledge.shown(question.id, 'full')]
    const list = (text: string) => text.split('\n').filter((line) => line !== '')
    return page({
      title: question.title,
      here: '/desk/knowledge',
      body: (
        <>
          <Tabs texts={texts} actor={actor} here="questions" />
          <p class="row">
            <span class="tag">{question.topicTitle}</span>
            <span class="soft">{texts('checked', { day: question.checked })}</span>
            <span class="soft">{texts('ratings', { helped, unhelpful })}</span>
            {mayEdit(actor) ? (
              <a class="button main" href={`/desk/knowledge/edit/${question.id}`}>
                {texts('edit.do')}
              </a>
            ) : (
              ''
            )}
          </p>
          <div class="two">
            <section>
              <h2>{texts('short')}</h2>
              {short ? <Bubble part={short} /> : ''}
            </section>
            <section>
              <h2>{texts('full')}</h2>
              {full ? <Bubble part={full} /> : ''}
            </section>
          </div>
          <h2>{texts('basis')}</h2>
          {list(question.form.cites).length === 0 ? (
            <p class="soft">{texts('no-basis')}</p>
          ) : (
            <ul>
              {list(question.form.cites).map((cite) => (
                <li>{cite}</li>
              ))}
            </ul>
          )}
          <details class="card">
            <summary>{texts('phrasings', { count: list(question.form.phrasings).length })}</summary>
            <ul>
              {list(question.form.phrasings).map((phrasing) => (
                <li>{phrasing}</li>
              ))}
            </ul>
          </details>
          {mayCorrect(actor) ? <Correction deps={deps} id={question.id} /> : ''}
          <p class="soft">{texts('file', { file: question.file, id: question.id })}</p>
        </>
      ),
    })
  }
  const correct = desk('post', '/desk/knowledge/correct', 'edit-knowledge', async ({ actor, form, goTo, page }) => {
    const { id = '', words = '', sent = deps.nextId(), what } = await form()
    if (!mayCorrect(actor) || !knowledge.read(id)) return goTo('/desk/knowledge')
    const text = what === 'tell' ? words.trim() : ''
    if (what === 'tell' && text === '') return goTo(questionPath(id), texts('correct.empty'))
    const said = await deps.say(actor, { kind: 'text', text: texts('correct.command', { id, text }).trim() }, sent)
    const answer = said.kind === 'done' ? said.text : texts(`said.${said.kind}`)
    return page({
      title: texts('correct.title'),
      here: '/desk/knowledge',
      body: (
        <>
          <p class="card as-said">{answer}</p>
          <p>
            <a class="button" href={questionPath(id)}>
              {texts('back')}
            </a>
          </p>
        </>
      ),
    })
  })
  return [about('get', '/desk/knowledge/answer/:topic/:name', 'read-knowledge', findQuestion(deps), show), correct]
}

/** Tells everybody who got this answer what is right. */
const Correction = ({ deps: { texts, nextId }, id }: { readonly deps: KnowledgePartDeps; readonly id: string }) => (
  <details class="card">
    <summary>{texts('correct.title')}</summary>
    <p class="soft">{texts('correct.how')}</p>
    <DeskForm action="/desk/knowledge/correct">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="sent" value={nextId()} />
      <label>
        {texts('correct.words')}
        <textarea name="words" rows={4} maxlength={400} />
      </label>
      <div class="row">
        <button type="submit" name="what" value="list">
          {texts('correct.list')}
        </button>
        <button type="submit" name="what" value="tell" class="main">
          {texts('correct.do')}
        </button>
      </div>
    </DeskForm>
  </details>
)
