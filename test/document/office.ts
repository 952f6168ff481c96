import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const has = (program: string) => existsSync(`/usr/bin/${program}`)

/** What is missing to open papers with programs of others; '' where nothing is. In CI nothing may be missing. */
export const missingPrograms = (): string => {
  const missing = ['soffice', 'pdftotext', 'pdffonts'].filter((program) => !has(program))
  if (missing.length > 0 && process.env['CI']) throw new Error(`CI needs ${missing.join(', ')} (apt-get install libreoffice-writer poppler-utils)`)
  return missing.join(', ')
}

/** Text, number of pages and fonts of a PDF, as poppler reads them. */
export const readPdf = (bytes: Uint8Array): { readonly text: string; readonly pages: number; readonly fonts: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, bytes)
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1] ?? 0)
    return { text, pages, fonts: execFileSync('pdffonts', [file], { encoding: 'utf8' }) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens Word documents with LibreOffice, all in one start, and gives each as PDF. */
export const throughLibreOffice = (documents: readonly { readonly name: string; readonly bytes: Uint8Array }[]): ReadonlyMap<string, Uint8Array> => {
  const folder = mkdtempSync(join(tmpdir(), 'office-'))
  try {
    const files = documents.map(({ name, bytes }) => {
      const file = join(folder, `${name}.docx`)
      writeFileSync(file, bytes)
      return file
    })
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files], {
      stdio: 'ignore',
    })
    return new Map(documents.map(({ name }): [string, Uint8Array] => [name, readFileSync(join(folder, `${name}.pdf`))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
