import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { renderSVG } from 'uqr'
import type { DeskTexts } from '../desk-route.ts'

/** Name, password and, for who has one, the code of the phone. `why`: what was wrong. */
export const SignInForm: FC<{ readonly texts: DeskTexts; readonly name: string; readonly why?: string }> = ({ texts, name, why }) => (
  <form method="post" action="/desk/sign-in" class="sign-in">
    {why === undefined ? '' : <Why>{why}</Why>}
    <label>
      {texts('sign-in.name')}
      <input name="name" value={name} autocomplete="username" required autofocus={name === ''} />
    </label>
    <label>
      {texts('sign-in.password')}
      <input name="password" type="password" autocomplete="current-password" required />
    </label>
    <label>
      {texts('sign-in.code')}
      <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength={10} />
      <small>{texts('sign-in.code-hint')}</small>
    </label>
    <button type="submit" class="main">
      {texts('sign-in.do')}
    </button>
    <p>
      <a href="/desk/sign-in/chat">{texts('sign-in.by-chat')}</a>
    </p>
    <p class="soft">{texts('sign-in.no-account')}</p>
  </form>
)

/** Asks whose chat the code goes to. */
export const ChatNameForm: FC<{ readonly texts: DeskTexts; readonly why?: string }> = ({ texts, why }) => (
  <form method="post" action="/desk/sign-in/chat" class="sign-in">
    {why === undefined ? '' : <Why>{why}</Why>}
    <p>{texts('chat-code.how')}</p>
    <label>
      {texts('sign-in.name')}
      <input name="name" autocomplete="username" required autofocus />
    </label>
    <button type="submit" class="main">
      {texts('chat-code.send')}
    </button>
    <p>
      <a href="/desk/sign-in">{texts('chat-code.by-password')}</a>
    </p>
  </form>
)

/** The code that was sent to the chat and, for who has one, the code of the phone. */
export const ChatCodeForm: FC<{ readonly texts: DeskTexts; readonly name: string; readonly why?: string }> = ({ texts, name, why }) => (
  <form method="post" action="/desk/sign-in/chat/code" class="sign-in">
    {why === undefined ? <p class="said">{texts('chat-code.sent')}</p> : <Why>{why}</Why>}
    <input type="hidden" name="name" value={name} />
    <label>
      {texts('chat-code.code')}
      <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength={10} required autofocus />
    </label>
    <label>
      {texts('sign-in.code')}
      <input name="phone" inputmode="numeric" autocomplete="off" maxlength={10} />
      <small>{texts('sign-in.code-hint')}</small>
    </label>
    <button type="submit" class="main">
      {texts('sign-in.do')}
    </button>
    <p>
      <a href="/desk/sign-in/chat">{texts('chat-code.again')}</a>
    </p>
  </form>
)

/** Chooses a password by an invitation, and puts the code's secret into the phone where the role wants it. */
export const JoinForm: FC<{
  readonly texts: DeskTexts
  readonly name: string
  readonly role: string
  readonly least: number
  readonly otp?: { readonly secret: string; readonly address: string }
  readonly why?: string
}> = ({ texts, name, role, least, otp, why }) => (
  <form method="post" class="sign-in">
    <p>{texts('join.hello', { name, role })}</p>
    {why === undefined ? '' : <Why>{why}</Why>}
    <input name="name" value={name} autocomplete="username" hidden />
    <label>
      {texts('join.password', { least })}
      <input name="password" type="password" autocomplete="new-password" minlength={least} required autofocus />
    </label>
    <label>
      {texts('join.again')}
      <input name="again" type="password" autocomplete="new-password" minlength={least} required />
    </label>
    {otp ? (
      <fieldset>
        <legend>{texts('join.otp')}</legend>
        <p>{texts('join.otp-how')}</p>
        <div class="qr" role="img" aria-label={texts('join.qr')}>
          {raw(renderSVG(otp.address, { border: 2 }))}
        </div>
        <p>
          {texts('join.otp-by-hand')} <code>{otp.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
        </p>
        <input type="hidden" name="secret" value={otp.secret} />
        <label>
          {texts('join.code')}
          <input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength={10} required />
        </label>
      </fieldset>
    ) : (
      ''
    )}
    <button type="submit" class="main">
      {texts('join.do')}
    </button>
  </form>
)

const Why: FC = ({ children }) => (
  <p class="wrong" role="alert">
    {children}
  </p>
)
