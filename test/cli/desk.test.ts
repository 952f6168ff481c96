import { expect, it } from 'vitest'
import { begin, newFolder, run } from './run.ts'

it('xiangfa desk invite gives somebody of the roster a link to their account, beside a running server', async () => {
  const data = newFolder()
  expect(await run(['desk', 'invite', 'staff-demo-08', '--data', data])).toMatchObject({ code: 1, out: '' })
  const server = begin(['start', '--data', data], { env: { PORT: '0' } })
  const banner = await server.says('Ctrl+C')
  const url = /http:\/\/[\d.]+:\d+\//.exec(banner)?.[0] ?? ''
  expect(banner).toContain(`${url}desk`)
  const invited = await run(['desk', 'invite', 'staff-demo-08', '--data', data])
  expect(invited).toMatchObject({ code: 0, err: '' })
  const path = /\/(desk\/join\/[\w-]+)/.exec(invited.out)?.[1] ?? ''
  const page = await fetch(`${url}${path}`)
  expect([page.status, (await page.text()).includes('演示系统管理员一')]).toEqual([200, true])
  const unknown = await run(['desk', 'invite', '没有这个人', '--data', data])
  expect(unknown.code).toBe(1)
  expect(unknown.err).toContain('没有这个人')
  server.child.kill('SIGTERM')
  expect((await server.ended).code).toBe(0)
})
