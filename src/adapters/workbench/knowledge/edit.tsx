import type { FC } from 'hono/jsx'
import { about, desk } from '../desk-route.ts'
import type { DeskRequest, DeskRoute } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { findQuestion } from './answer.tsx'
import { EffectBox } from './effect-box.tsx'
import { questionPath } from './knowledge-part-deps.ts'
import type { KnowledgePartDeps } from './knowledge-part-deps.ts'
import type { Draft, Question, QuestionForm } from './knowledge-desk.ts'
import { Bubble } from './pieces.tsx'

const FIELDS = ['title', 'short', 'answer', 'ask', 'phrasings', 'cites', 'actions', 'related', 'checked'] as const
const ROWS: Readonly<Partial<Record<(typeof FIELDS)[number], number>>> = { short: 3, answer: 12, ask: 2, phrasings: 10, cites: 6, actions: 4, related: 4 }

/** A question in a form; what is wrong with it; what saving it would change; saving it into its file. */
export const editRoutes = (deps: KnowledgePartDeps): readonly DeskRoute[] => {
  const { knowledge, texts } = deps
  const showForm = ({ page }: DeskRequest, question: Question, form: QuestionForm, extra: Extra, status: 200 | 400 | 409 = 200) =>
    page(
      {
        title: texts('edit.title', { title: question.title }),
        here: '/desk/knowledge',
        body: <EditForm deps={deps} question={question} form={form} {...extra} />,
      },
      status,
    )
  const open = about('get', '/desk/knowledge/edit/:topic/:name', 'edit-knowledge', findQuestion(deps), async (request, question) => {
    const gap = Number(request.context.req.query('gap') ?? '')
    const asked = Number.isInteger(gap) && gap > 0 ? await knowledge.gap(gap) : undefined
    const words = asked ? knowledge.scrub(asked.text) : ''
    if (!asked || words === '') return showForm(request, question, question.form, {})
    return showForm(request, question, { ...question.form, phrasings: `${question.form.phrasings}\n${words}` }, { gap: asked.id, added: words })
  })
  const send = about('post', '/desk/knowledge/edit/:topic/:name', 'edit-knowledge', findQuestion(deps), async (request, question) => {
    const sent = await request.form()
    const form = formIn(sent, question, deps.today())
    const gap = /^\d+$/.test(sent['gap'] ?? '') ? Number(sent['gap']) : undefined
    const extra = { ...(gap === undefined ? {} : { gap }) }
    // What was written while this form was open is not overwritten.
    const version = sent['version'] ?? ''
    if (version !== question.version) return showForm(request, question, form, { ...extra, why: [texts('edit.moved')] }, 409)
    if (sent['what'] === 'back') return showForm(request, question, form, extra)
    if (sent['what'] === 'save') {
      const saved = await knowledge.save(request.actor, question.id, form, version, gap)
      if (saved === 'saved') return request.goTo(questionPath(question.id), texts('edit.saved'))
      return showForm(request, question, form, { ...extra, why: [texts(`edit.${saved}`)] }, 409)
    }
    const draft = knowledge.draft(question.id, form)
    if (draft.kind === 'faults') return showForm(request, question, form, { ...extra, why: draft.faults }, 400)
    if (draft.kind === 'same') return showForm(request, question, form, { ...extra, why: [texts('edit.same')] })
    return request.page({
      title: texts('edit.preview', { title: question.title }),
      here: '/desk/knowledge',
      body: <Preview {...{ deps, question, form, draft, extra }} />,
    })
  })
  const effect = desk('get', '/desk/knowledge/effect/:key', 'edit-knowledge', ({ context, piece }) =>
    piece(<EffectBox texts={texts} at={context.req.param('key') ?? ''} effect={knowledge.effect(context.req.param('key') ?? '')} />),
  )
  return [open, send, effect]
}

type Extra = { readonly gap?: number; readonly added?: string; readonly why?: readonly string[] }

const formIn = (sent: Readonly<Record<string, string>>, question: Question, today: string): QuestionForm => {
  const read = Object.fromEntries(FIELDS.map((name) => [name, (sent[name] ?? question.form[name] ?? '').replaceAll('\r\n', '\n')]))
  const { title = '', short = '', answer = '', ask, phrasings = '', cites = '', actions = '', related = '', checked = '' } = read
  const plain = { title, short, answer, phrasings, cites, actions, related, checked: sent['looked'] === 'on' ? today : checked }
  return question.form.ask === undefined || ask === undefined ? plain : { ...plain, ask }
}

const Kept: FC<{ readonly question: Question; readonly gap?: number }> = ({ question, gap }) => (
  <>
    <input type="hidden" name="version" value={question.version} />
    {gap === undefined ? '' : <input type="hidden" name="gap" value={String(gap)} />}
  </>
)

const EditForm: FC<{ readonly deps: KnowledgePartDeps; readonly question: Question; readonly form: QuestionForm } & Extra> = (props) => {
  const { question, form, gap, added, why } = props
  const { texts, today } = props.deps
  return (
    <DeskForm action={`/desk/knowledge/edit/${question.id}`} class="edit">
      {why === undefined || why.length === 0 ? (
        ''
      ) : (
        <div class="wrong" role="alert">
          {why.map((line) => (
            <p>{line}</p>
          ))}
        </div>
      )}
      {added === undefined ? '' : <p class="card">{texts('edit.added', { words: added })}</p>}
      <Kept question={question} {...(gap === undefined ? {} : { gap })} />
      {FIELDS.filter((name) => name !== 'checked' && form[name] !== undefined).map((name) => (
        <p class="field">
          <label for={name}>
            {texts(`field.${name}`)}
            <small>{texts(`hint.${name}`)}</small>
          </label>
          {ROWS[name] === undefined ? (
            <input id={name} name={name} value={form[name]} required />
          ) : (
            <textarea id={name} name={name} rows={ROWS[name]}>
              {form[name]}
            </textarea>
          )}
        </p>
      ))}
      <input type="hidden" name="checked" value={form.checked} />
      <label>
        <input type="checkbox" name="looked" checked={form.checked === today()} />
        {texts('field.looked', { day: today(), before: form.checked })}
      </label>
      <div class="row">
        <button type="submit" class="main" name="what" value="check">
          {texts('edit.check')}
        </button>
        <a class="button" href={questionPath(question.id)}>
          {texts('edit.leave')}
        </a>
      </div>
    </DeskForm>
  )
}

const Preview: FC<{
  readonly deps: KnowledgePartDeps
  readonly question: Question
  readonly form: QuestionForm
  readonly draft: Extract<Draft, { readonly kind: 'good' }>
  readonly extra: Extra
}> = ({ deps: { texts, knowledge }, question, form, draft, extra }) => (
  <>
    <h2>{texts('edit.effect')}</h2>
    <EffectBox texts={texts} at={draft.key} effect={knowledge.effect(draft.key)} />
    <div class="two">
      <section>
        <h2>{texts('short')}</h2>
        <Bubble part={draft.short} />
      </section>
      <section>
        <h2>{texts('full')}</h2>
        <Bubble part={draft.full} />
      </section>
    </div>
    <h2>{texts('edit.diff', { file: question.file })}</h2>
    <pre class="diff">
      {draft.diff.map(({ kind, text }) => (
        <span class={kind}>{kind === 'gap' ? '…' : `${{ same: ' ', added: '+', gone: '-' }[kind]} ${text}`}</span>
      ))}
    </pre>
    <DeskForm action={`/desk/knowledge/edit/${question.id}`} class="row">
      <Kept question={question} {...(extra.gap === undefined ? {} : { gap: extra.gap })} />
      {FIELDS.filter((name) => form[name] !== undefined).map((name) => (
        <input type="hidden" name={name} value={form[name]} />
      ))}
      <button type="submit" class="main" name="what" value="save">
        {texts('edit.save')}
      </button>
      <button type="submit" name="what" value="back">
        {texts('edit.back')}
      </button>
    </DeskForm>
  </>
)
