import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { benches } from '../../src/commands/bench-names.ts'
import { readConfig } from '../../src/config.ts'
import { AppError } from '../../src/core/errors.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const config = ['config.ts', 'language-model.ts'].map((name) => readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8')).join('\n')
const variables = [...config.matchAll(/^ {2}([A-Z][A-Z_]*): /gm)].map((match) => match[1] ?? '')

describe('README', () => {
  it('names every variable of the environment', () => {
    expect(variables).toContain('XIANGFA_TELEGRAM_TOKEN')
    expect(variables.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })
  it('names no variable that is not there', () => {
    const named = [...readme.matchAll(/`(XIANGFA_[A-Z_]+)`/g)].map((match) => match[1] ?? '')
    expect(named.filter((name) => !variables.includes(name) && !name.startsWith('XIANGFA_TEST_'))).toEqual([])
  })
  it('names every bench', () => expect(benches.filter((name) => !readme.includes(name))).toEqual([]))
})

describe('settings of Telegram', () => {
  const token = '123:abc'
  const wrong = (env: Readonly<Record<string, string>>): string => {
    try {
      readConfig(env)
      return ''
    } catch (error) {
      return error instanceof AppError ? error.message : 'another error'
    }
  }
  it('is off without a token', () => expect(readConfig({}).telegram).toBeUndefined())
  it('lets sensitive data pass in production only where that is said', () => {
    expect(readConfig({ XIANGFA_TELEGRAM_TOKEN: token }).telegram?.sensitive).toBe('allowed')
    const production = { XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_MODE: 'production' }
    expect(readConfig(production).telegram?.sensitive).toBe('never')
    expect(readConfig({ ...production, XIANGFA_TELEGRAM_SENSITIVE: 'allowed' }).telegram?.sensitive).toBe('allowed')
  })
  it.each([
    [{ XIANGFA_TELEGRAM_TOKEN: 'secret word' }, 'XIANGFA_TELEGRAM_TOKEN: write it as @BotFather gave it'],
    [{ XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_TELEGRAM_WEBHOOK: 'https://a.example.org/t' }, 'XIANGFA_TELEGRAM_SECRET is missing'],
    [{ XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_TELEGRAM_WEBHOOK: 'http://a.example.org/t' }, 'an https address is wanted'],
    [{ XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_TELEGRAM_WEBHOOK: 'https://a.example.org' }, 'a path of its own'],
    [{ XIANGFA_TELEGRAM_TOKEN: token, XIANGFA_TELEGRAM_SECRET: 'short' }, 'XIANGFA_TELEGRAM_SECRET: 16 to 256'],
    [{ XIANGFA_TELEGRAM_SENSITIVE: 'maybe' }, 'allowed or never'],
  ])('%j is named, and no secret is shown', (env, message) => {
    expect(wrong(env)).toContain(message)
    expect(wrong(env)).not.toMatch(/secret word|=short/)
  })
})
