import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesUnder(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })

const files = filesUnder(src).map((path) => ({ path: relative(src, path), text: readFileSync(path, 'utf8') }))

const importsOf = (file: { readonly path: string; readonly text: string }) =>
  [
    ...file.text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g),
  ].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? ''
    return name.startsWith('.') ? relative(src, resolve(dirname(join(src, file.path)), name)) : name
  })

const top = (path: string) => path.split('/')[0] ?? ''
const own = (path: string) => path.split('/').slice(0, 2).join('/')
const isOwn = (name: string) => existsSync(join(src, name))

/** Folders of src that each layer may import. Adapters: also their own folder. Whatever is not listed is the composition root and may import everything. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  lang: ['lang'],
  core: ['core', 'lang'],
  flow: ['flow', 'core', 'lang'],
  knowledge: ['knowledge', 'core', 'lang'],
  ports: ['ports', 'core'],
  desk: ['desk', 'core', 'lang', 'flow', 'knowledge', 'ports'],
  adapters: ['core', 'lang', 'ports'],
}
/** Adapters that read content check it against its schemas. */
const EXTRA: Readonly<Record<string, readonly string[]>> = { 'adapters/content': ['flow', 'knowledge'] }
/** Libraries that a pure layer may use. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  lang: ['pinyin-pro', 'lunar-typescript'],
  core: [],
  flow: ['zod', 'yaml'],
  knowledge: ['zod', 'yaml', 'natural', 'minisearch'],
  ports: [],
  desk: [],
}

describe('layers', () => {
  it('import only what they may', () => {
    const wrong: string[] = []
    for (const file of files) {
      const may = MAY[top(file.path)]
      if (!may) continue
      for (const name of importsOf(file)) {
        if (!isOwn(name)) {
          const libraries = LIBRARIES[top(file.path)]
          if (libraries && !libraries.some((library) => name === library || name.startsWith(`${library}/`))) wrong.push(`${file.path} uses ${name}`)
          continue
        }
        const allowed =
          top(file.path) === 'adapters'
            ? own(name) === own(file.path) || [...may, ...(EXTRA[own(file.path)] ?? [])].includes(top(name))
            : may.includes(top(name))
        if (!allowed) wrong.push(`${file.path} imports ${name}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('have no cycle of files', () => {
    const graph = new Map(files.map((file) => [file.path, importsOf(file).filter((name) => isOwn(name) && /\.tsx?$/.test(name))]))
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) return void cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      if (done.has(path)) return
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
      done.add(path)
    }
    // Types may point at each other; what runs may not.
    for (const file of files)
      graph.set(
        file.path,
        importsOf({ path: file.path, text: file.text.replace(/(?:^|\n)(?:import|export)\s+type\s[^'"]*?from\s*['"][^'"]+['"]/g, '') }).filter(
          (name) => isOwn(name) && /\.tsx?$/.test(name),
        ),
      )
    for (const path of graph.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })
})

describe('sources', () => {
  it('read the environment only in config.ts', () => {
    expect(files.filter((file) => file.path !== 'config.ts' && file.text.includes('process.env')).map((file) => file.path)).toEqual([])
  })

  it('take time and chance only from ports in the pure layers', () => {
    const pure = ['lang', 'core', 'flow', 'knowledge', 'desk']
    const wrong = files.filter((file) => pure.includes(top(file.path)) && /Date\.now\(\)|new Date\(\s*\)|Math\.random\(/.test(file.text))
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  it('keep Chinese sentences in YAML', () => {
    const wrong: string[] = []
    for (const file of files.filter(({ path }) => top(path) !== 'lang')) {
      const code = file.text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
      for (const match of code.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g))
        if (/\p{Script=Han}{6,}|[\p{Script=Han}][，。！？]/u.test(match[2] ?? '')) wrong.push(`${file.path}: ${match[2]}`)
    }
    expect(wrong).toEqual([])
  })

  it('stay small', () => {
    expect(files.filter((file) => file.text.split('\n').length > 251).map((file) => file.path)).toEqual([])
  })
})
