import type { FC } from 'hono/jsx'
import type { Actor } from '../../../core/actor.ts'
import type { Part } from '../../../core/message.ts'
import type { DeskTexts } from '../desk-route.ts'
import { mayEdit, questionPath } from './knowledge-part-deps.ts'
import type { QuestionLine } from './knowledge-desk.ts'

/** The pages of the knowledge base, beside each other. */
export const Tabs: FC<{ readonly texts: DeskTexts; readonly actor: Actor; readonly here: string }> = ({ texts, actor, here }) => (
  <nav class="tabs" aria-label={texts('tabs.label')}>
    {(mayEdit(actor) ? (['questions', 'missed', 'unhelpful', 'laws'] as const) : (['questions', 'laws'] as const)).map((tab) => (
      <a href={PATHS[tab]} aria-current={here === tab ? 'page' : undefined}>
        {texts(`tabs.${tab}`)}
      </a>
    ))}
  </nav>
)

const PATHS = {
  questions: '/desk/knowledge',
  missed: '/desk/knowledge/gaps?cause=missed',
  unhelpful: '/desk/knowledge/gaps?cause=unhelpful',
  laws: '/desk/knowledge/laws',
} as const

/** Questions as a list of links. */
export const Questions: FC<{ readonly texts: DeskTexts; readonly questions: readonly QuestionLine[] }> = ({ texts, questions }) => (
  <ul class="list">
    {questions.map(({ id, title, checked }) => (
      <li>
        <a class="grow" href={questionPath(id)}>
          {title}
        </a>
        <span class="soft">{texts('checked', { day: checked })}</span>
      </li>
    ))}
  </ul>
)

/** A message as a villager sees it; its buttons do nothing here. */
export const Bubble: FC<{ readonly part: Part }> = ({ part }) => (
  <div class="phone">
    <p class="bubble">{part.text}</p>
    {(part.choices ?? []).map(({ label }) => (
      <span class="choice">{label}</span>
    ))}
  </div>
)
