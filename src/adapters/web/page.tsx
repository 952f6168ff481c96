import type { FC } from 'hono/jsx'
import { Head } from './head.tsx'

/** Looks up what the page says. */
export type PageTexts = (key: string, vars?: Readonly<Record<string, string | number>>) => string

/** Keys of web.yml that the script needs. */
const FOR_SCRIPT = [
  'sending',
  'unsent',
  'offline',
  'typing',
  'bot',
  'you',
  'place',
  'no-place',
  'too-fast',
  'file-too-large',
  'larger',
  'smaller',
  'welcome',
  'helped',
  'unhelpful',
  'exit-url',
  'speak',
  'speak-stop',
  'speak-unheard',
  'speak-refused',
  'speak-failed',
] as const
const EXAMPLES = ['examples.0', 'examples.1', 'examples.2'] as const

/** The villagers' page: one column for a phone. Everything that moves is in chat.js. */
export const ChatPage: FC<{
  readonly texts: PageTexts
  readonly service: string
  readonly county: string
  readonly demo: boolean
  readonly version: string
  /** Name of the conversation that a link opened here for a while; '' for the browser's own. Tells nothing. */
  readonly opened: string
}> = ({ texts, service, county, demo, version, opened }) => {
  const said = { ...Object.fromEntries(FOR_SCRIPT.map((key) => [key, texts(key)])), examples: EXAMPLES.map((key) => texts(key)) }
  return (
    <html lang="zh-CN">
      <Head title={`${service}${county === '' ? '' : ` · ${county}`}`} version={version} />
      <body data-texts={JSON.stringify(said)} data-opened={opened} data-version={version}>
        <header>
          <div class="name">
            <strong>{service}</strong>
            <span>{county}</span>
          </div>
          <a class="call" href="tel:12348" aria-label={texts('call-label')}>
            12348
          </a>
          <button id="size" type="button">
            {texts('larger')}
          </button>
          <button id="exit" type="button">
            {texts('exit')}
          </button>
        </header>
        {demo ? <p class="demo">{texts('demo')}</p> : ''}
        {opened !== '' ? (
          <form class="opened" method="post" action="/out">
            <span>{texts('in.opened')}</span>
            <button type="submit">{texts('in.close')}</button>
          </form>
        ) : (
          ''
        )}
        <p id="offline" class="offline" role="status" hidden>
          {texts('offline')}
        </p>
        <main>
          <h1 class="unseen">{texts('log-label')}</h1>
          <div id="lines" role="log" aria-live="polite" aria-label={texts('log-label')} tabindex={0} />
          <div id="alone" hidden>
            {texts('alone')
              .split('\n')
              .map((line) => (
                <p>{line}</p>
              ))}
            <a class="call main" href="/" target="_blank" rel="noopener">
              {texts('own-window')}
            </a>
          </div>
        </main>
        <noscript>
          <p class="offline">{texts('no-script')}</p>
        </noscript>
        <form id="form" autocomplete="off">
          <button id="more" type="button" aria-expanded="false" aria-controls="menu" aria-label={texts('more-label')}>
            ＋
          </button>
          <div class="words">
            <textarea id="text" rows={1} maxlength={2000} placeholder={texts('placeholder')} aria-label={texts('placeholder')} />
            <button id="voice" type="button" hidden>
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <rect x="9" y="3" width="6" height="11" rx="3" />
                <path d="M5 11a7 7 0 0 0 14 0M12 18v3" />
              </svg>
            </button>
          </div>
          <button id="send" type="submit">
            {texts('send')}
          </button>
          <div id="voice-ask" class="ask" role="dialog" aria-labelledby="voice-words" hidden>
            <p id="voice-words">{texts('speak-told')}</p>
            <button id="voice-yes" class="main" type="button">
              {texts('speak-yes')}
            </button>
            <button id="voice-no" type="button">
              {texts('speak-no')}
            </button>
          </div>
          <div id="menu" hidden>
            <label class="item">
              {texts('photo')}
              <input id="photo" type="file" accept="image/*" />
            </label>
            <label class="item">
              {texts('file')}
              <input id="file" type="file" />
            </label>
            <button id="place" class="item" type="button">
              {texts('place')}
            </button>
          </div>
        </form>
        <script src={`/chat.js?${version}`} type="module" />
      </body>
    </html>
  )
}
