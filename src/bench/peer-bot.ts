import { Scenes, session, Telegraf } from 'telegraf'
import { textsOf } from '../adapters/content/yaml-text.ts'
import { readConfig } from '../config.ts'
import { AppError } from '../core/errors.ts'
import { root } from '../root.ts'
import { readContent } from '../world.ts'
import { peers } from './peers-of-matcher.ts'

/** Phrasings of an intent that the peer learns: all of them take nlp.js some three minutes. */
const LEARNT = 2

type Kept = Scenes.WizardSessionData & { said?: string[] }

/**
 * The usual way to build such a bot: telegraf with its polling, its default session in memory and a wizard scene, nlp.js for questions. It asks what
 * our form asks, one line a step, and shows at the end what was said. Prints `ready` when it polls. `bench peers` begins it. Throws `bench.needs`.
 */
export const runPeerBot = async (): Promise<void> => {
  const { telegram } = readConfig()
  if (!telegram) throw new AppError('bench.needs', { what: 'XIANGFA_TELEGRAM_TOKEN, XIANGFA_TELEGRAM_API' })
  const says = textsOf(`${root}/src/texts/operator.yml`)
  const steps = Number(says('mix.steps')) - 2
  const topics = readContent().topics.map((topic) => ({
    ...topic,
    intents: topic.intents.map((one) => ({ ...one, phrasings: one.phrasings.slice(0, LEARNT) })),
  }))
  const answers = new Map(topics.flatMap((topic) => topic.intents.map((one) => [one.id, one.answer] as const)))
  const learnt = peers['nlpjs']
  if (!learnt) throw new Error('nlp.js is not among the peers')
  const understand = await learnt(topics, { cut: (text) => [text], named: () => [] })

  const form = new Scenes.WizardScene<Scenes.WizardContext<Kept>>(
    'form',
    ...Array.from({ length: steps }, (_, at) => async (context: Scenes.WizardContext<Kept>) => {
      const text = context.message && 'text' in context.message ? context.message.text : ''
      const said = [...(context.scene.session.said ?? []), text]
      context.scene.session.said = said
      if (at < steps - 1) {
        await context.reply(`${at + 1}/${steps}`)
        context.wizard.next()
        return
      }
      await context.reply(said.join('\n'))
      await context.scene.leave()
    }),
  )
  const bot = new Telegraf<Scenes.WizardContext<Kept>>(telegram.token, { telegram: { apiRoot: telegram.api } })
  bot.use(session())
  bot.use(new Scenes.Stage<Scenes.WizardContext<Kept>>([form]).middleware())
  bot.start((context) => context.reply(says('mix.hello')))
  bot.hears(says('mix.form.0'), (context) => context.scene.enter('form'))
  bot.on('text', async (context) => {
    const { ranked } = await understand(context.message.text)
    await context.reply(answers.get(ranked[0] ?? '') ?? says('mix.hello'))
  })
  bot.catch(() => undefined)
  await bot.launch(() => process.stdout.write('ready\n'))
}
