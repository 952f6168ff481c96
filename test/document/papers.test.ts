import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDocumentWriter } from '../../src/adapters/document/create-document-writer.ts'
import { loadPapers, readPaper } from '../../src/adapters/document/load-papers.ts'
import { missingPrograms, readPdf, throughLibreOffice } from './office.ts'
import { filledData, mark } from './sample.ts'

const { papers, faults } = loadPapers(resolve(import.meta.dirname, '../..'))
const lettering = { page: '第 {page} 页，共 {pages} 页', mark: '【演示】', creator: '乡法通', missing: '注：〓 处请手写。' }
const writer = createDocumentWriter(papers, lettering)
const all = writer.papers()
const missing = missingPrograms()
if (missing !== '')
  process.stdout.write(`papers are not opened with LibreOffice and poppler: no ${missing} (apt-get install libreoffice-writer poppler-utils)\n`)
const squeezed = (text: string) => text.replace(/\s+/g, '')

describe('the papers', () => {
  it('are all that people and the offices need, without fault', () => {
    expect(faults).toEqual([])
    expect(all.map((paper) => paper.id).sort()).toEqual([
      'assignment-notice',
      'civil-complaint-debt',
      'civil-complaint-divorce',
      'civil-complaint-support',
      'closing-report',
      'confirmation-slip',
      'enforcement-application',
      'grant-decision',
      'hardship-statement',
      'labour-arbitration-application',
      'legal-aid-application-form',
      'mediation-agreement',
      'mediation-application-form',
      'monthly-bulletin',
      'objection-decision',
      'payment-order-application',
      'power-of-attorney',
      'protection-order-application',
      'receipt',
      'refusal-decision',
      'supplement-notice',
      'termination-decision',
      'transfer-letter',
    ])
  })

  it('name a fault with its place', () => {
    const text = 'id: x\ntitle: 甲\nblocks:\n  - table: people\n    columns: []\n  - text: "{Name}"\n'
    expect(readPaper('flows/papers/x.yml', text).faults[0]).toMatchObject({ file: 'flows/papers/x.yml', line: 5 })
    expect(readPaper('flows/papers/x.yml', 'id: x\ntitle: 甲\nblocks:\n  - text: "{Name}"\n').faults[0]).toMatchObject({ line: 4, column: 12 })
    expect(readPaper('flows/papers/y.yml', 'id: x\ntitle: 甲\nblocks:\n  - text: 乙\n').faults[0]?.message).toContain('"y"')
  })

  it('an unknown one is named', async () => {
    await expect(writer.write('leave-request', { values: {}, rows: {} }, 'pdf')).rejects.toThrow('leave-request')
  })
})

describe.skipIf(missing !== '')('opened by others', () => {
  it('as PDF show every field, embed their font, and leave no mark of the template', async () => {
    for (const paper of all) {
      const { text, pages, fonts } = readPdf(await writer.write(paper.id, filledData(paper), 'pdf'))
      const said = squeezed(text)
      for (const field of paper.fields) expect(said, `${paper.id} ${field}`).toContain(`值${mark(field)}`)
      // What stands in a QR code is not read as text.
      for (const [group, fields] of Object.entries(paper.rows))
        for (const field of fields.filter((one) => one !== 'qr')) expect(said, `${paper.id} ${group} ${field}`).toContain(mark(`${group}${field}3`))
      expect(said).not.toMatch(/[{}]|undefined|〓|\ufffd/)
      expect(said).toContain(squeezed(`第 1 页，共 ${pages} 页`))
      expect(pages, paper.id).toBeLessThanOrEqual(3)
      const rows = fonts.trim().split('\n').slice(2)
      for (const row of rows) expect(row, paper.id).toMatch(/NotoSerifSC.*\byes\s+yes\s+yes\b/)
    }
  })

  it('as Word documents show every field in LibreOffice', { timeout: 120_000 }, async () => {
    const documents = await Promise.all(all.map(async (paper) => ({ name: paper.id, bytes: await writer.write(paper.id, filledData(paper), 'docx') })))
    const opened = throughLibreOffice(documents)
    for (const paper of all) {
      const { text, pages } = readPdf(opened.get(paper.id) ?? new Uint8Array())
      const said = squeezed(text)
      for (const field of paper.fields) expect(said, `${paper.id} ${field}`).toContain(`值${mark(field)}`)
      expect(said).not.toMatch(/[{}]|undefined|\ufffd/)
      expect(said).toContain('【演示】')
      expect(pages, paper.id).toBeLessThanOrEqual(3)
    }
  })

  it('unanswered are blanks to write on, and tables still have their empty rows', { timeout: 60_000 }, async () => {
    const empty = { values: {}, rows: {} }
    const { text } = readPdf(await writer.write('civil-complaint-debt', empty, 'pdf'))
    expect(squeezed(text)).toMatch(/被告向原告借款＿+/)
    expect(squeezed(text)).toMatch(/日期：年月日/)
    expect(squeezed(text)).not.toMatch(/[{}]/)
    const opened = throughLibreOffice([{ name: 'empty', bytes: await writer.write('receipt', empty, 'docx') }])
    expect(squeezed(readPdf(opened.get('empty') ?? new Uint8Array()).text)).toMatch(/＿+：/)
  })

  it('a long story and eighty rows go on over pages, the head of the table again on each', async () => {
    const paper = all.find((one) => one.id === 'civil-complaint-debt')
    if (!paper) throw new Error('no paper')
    const data = filledData(paper, 80)
    const facts = Array.from({ length: 120 }, (_, index) => `第${index + 1}天，他说过两天就还，后来又不接电话。`).join('\n')
    const { text, pages } = readPdf(await writer.write(paper.id, { ...data, values: { ...data.values, facts } }, 'pdf'))
    expect(pages).toBeGreaterThan(5)
    expect(squeezed(text).split('姓名或者名称').length - 1).toBeGreaterThan(1)
    expect(squeezed(text)).toContain('第120天')
    expect(squeezed(text)).toContain(mark('evidencesource80'))
  })

  it('hostile values are printed as they are, and a character without a glyph is marked', async () => {
    const facts = '{applicant-name} <b>&amp;</b> \u202e反\u0000字 𠮷 镕'
    const { text } = readPdf(await writer.write('mediation-application-form', { values: { facts, constructor: 'x' }, rows: {} }, 'pdf'))
    expect(text).toContain('<b>&amp;</b>')
    expect(squeezed(text)).toContain('{applicant-name}')
    expect(text).not.toContain('\u202e')
    expect(text).toContain('〓')
    expect(text).toContain('请手写')
    const opened = throughLibreOffice([{ name: 'hostile', bytes: await writer.write('mediation-application-form', { values: { facts }, rows: {} }, 'docx') }])
    expect(readPdf(opened.get('hostile') ?? new Uint8Array()).text).toContain('<b>&amp;</b>')
  })
})
