import type { FC } from 'hono/jsx'
import type { DeskTexts } from '../desk-route.ts'
import { DeskForm } from '../frame.tsx'
import { SET_UP } from './steps.tsx'

/** Lines of the environment that open a door, as they are to be written. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  web: ['XIANGFA_PUBLIC_URL=https://fa.example.cn'],
  telegram: ['XIANGFA_TELEGRAM_TOKEN=123456789:AA…', 'XIANGFA_TELEGRAM_SENSITIVE=never'],
  wechat: ['XIANGFA_WECHAT=on', 'WECHATY_PUPPET=wechaty-puppet-service', 'WECHATY_PUPPET_SERVICE_TOKEN=…', 'XIANGFA_WECHAT_SENSITIVE=never'],
  sms: ['XIANGFA_SMS_URL=https://…', 'XIANGFA_SMS_SECRET=…', 'XIANGFA_SMS_PROCESSOR=…'],
}

/** How each door is opened; the page's address and Telegram's token are tried out at once. No secret is stored here. */
export const DoorsStep: FC<{ readonly texts: DeskTexts; readonly open: readonly string[] }> = ({ texts, open }) => (
  <>
    <p>{texts('doors.how')}</p>
    {Object.entries(LINES).map(([door, lines]) => (
      <section>
        <h3>
          {texts(`doors.${door}`)} {open.includes(door) ? <span class="tag good">{texts('doors.on')}</span> : <span class="tag">{texts('doors.off')}</span>}
        </h3>
        <pre class="env">{lines.join('\n')}</pre>
        {door === 'web' ? (
          <Trial texts={texts} door="web" field="page-address" type="url" />
        ) : door === 'telegram' ? (
          <Trial texts={texts} door="telegram" field="token" type="password" />
        ) : (
          ''
        )}
        {door === 'wechat' ? (
          <p>
            <a href="/desk/administration/doors">{texts('doors.scan')}</a>
          </p>
        ) : (
          ''
        )}
      </section>
    ))}
  </>
)

const Trial: FC<{ readonly texts: DeskTexts; readonly door: string; readonly field: string; readonly type: string }> = ({ texts, door, field, type }) => (
  <DeskForm action={`${SET_UP}/try`} hx={{ 'hx-post': `${SET_UP}/try`, 'hx-target': `#tried-${door}`, 'hx-swap': 'innerHTML' }}>
    <input type="hidden" name="door" value={door} />
    <label>
      {texts(`field.${field}`)}
      <input name="said" type={type} required autocomplete="off" />
    </label>
    <button type="submit">{texts('doors.try')}</button>
    <p id={`tried-${door}`} class="tried" role="status" />
  </DeskForm>
)
