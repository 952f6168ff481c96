import type { FC } from 'hono/jsx'

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
] as const
const EXAMPLES = ['examples.0', 'examples.1', 'examples.2'] as const

/** The villagers' page: one column for a phone. Everything that moves is in chat.js. */
export const ChatPage: FC<{
  readonly texts: PageTexts
  readonly service: string
  readonly county: string
  readonly demo: boolean
  readonly version: string
  /** Opened by a link, for a while. */
  readonly opened: boolean
}> = ({ texts, service, county, demo, version, opened }) => {
  const said = { ...Object.fromEntries(FOR_SCRIPT.map((key) => [key, texts(key)])), examples: EXAMPLES.map((key) => texts(key)) }
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{`${service}${county === '' ? '' : ` · ${county}`}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`/chat.css?${version}`} />
      </head>
      <body data-texts={JSON.stringify(said)}>
        <header>
          <div class="name">
            <strong>{service}</strong>
            <span>{county}</span>
          </div>
          <a class="call" href="tel:12348" aria-label={texts('call-label')}>
            12348
          </a>
          <button id="size" type="button" aria-pressed="false">
            {texts('larger')}
          </button>
          <button id="exit" type="button">
            {texts('exit')}
          </button>
        </header>
        {demo ? <p class="demo">{texts('demo')}</p> : ''}
        {opened ? (
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
        <main id="lines" role="log" aria-live="polite" aria-label={texts('log-label')} />
        <noscript>
          <p class="offline">{texts('no-script')}</p>
        </noscript>
        <form id="form" autocomplete="off">
          <button id="more" type="button" aria-expanded="false" aria-controls="menu" aria-label={texts('more-label')}>
            ＋
          </button>
          <textarea id="text" rows={1} maxlength={2000} placeholder={texts('placeholder')} aria-label={texts('placeholder')} />
          <button id="send" type="submit">
            {texts('send')}
          </button>
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
