import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { create } from 'fontkit'
import pdfmake from 'pdfmake'
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Pair, Piece } from './fill-paper.ts'
import type { Lettering } from './lettering.ts'

const MM = 72 / 25.4
const SIZE = { title: 18, heading: 13, body: 12, small: 10 } as const
const LABEL = '18%'
/** What printers put where a character is missing. */
const GETA = '〓'

const require = createRequire(import.meta.url)
const fontFile = (name: string): string => require.resolve(`@expo-google-fonts/noto-serif-sc/${name}`)

type Fonts = { readonly normal: string; readonly bold: string; readonly has: (codePoint: number) => boolean }
let fonts: Fonts | undefined

/** Reads the font once, at the first paper: 思源宋体 (Noto Serif SC, SIL Open Font License) is embedded, only the characters used. */
const openFonts = (): Fonts => {
  if (fonts) return fonts
  const normal = fontFile('400Regular/NotoSerifSC_400Regular.ttf')
  const bold = fontFile('700Bold/NotoSerifSC_700Bold.ttf')
  pdfmake.addFonts({ Song: { normal, bold, italics: normal, bolditalics: bold } })
  // A paper never fetches anything, and reads no file but its fonts.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path: string) => path === normal || path === bold)
  const font = create(readFileSync(normal))
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError(`${normal} is a collection, not a font`)
  fonts = { normal, bold, has: (codePoint) => font.hasGlyphForCodePoint(codePoint) }
  return fonts
}

/** Sets a filled paper as PDF: A4, an embedded Chinese font, tables that go on over pages with their head repeated. */
export const pdfPaper = async (pieces: readonly Piece[], lettering: Lettering): Promise<Uint8Array> => {
  const { has } = openFonts()
  let missing = false
  const shown = (text: string): string =>
    Array.from(text, (letter) => {
      if (letter === '\n' || has(letter.codePointAt(0) ?? 0)) return letter
      missing = true
      return GETA
    }).join('')
  const content = pieces.map((piece) => set(piece, shown))
  const title = pieces.find((piece) => piece.kind === 'title')
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageMargins: [25 * MM, 25 * MM, 25 * MM, 22 * MM],
    info: { title: title?.kind === 'title' ? title.text : '', creator: lettering.creator, producer: lettering.creator },
    defaultStyle: { font: 'Song', fontSize: SIZE.body, lineHeight: 1.35 },
    content: [...content, ...(missing ? [{ text: lettering.missing, fontSize: SIZE.small, margin: [0, 8, 0, 0] } satisfies Content] : [])],
    footer: (page, pages) => ({
      text: lettering.page.replace('{page}', String(page)).replace('{pages}', String(pages)),
      alignment: 'center',
      fontSize: SIZE.small,
    }),
    ...(lettering.mark === '' ? {} : { header: { text: lettering.mark, alignment: 'center', fontSize: SIZE.small, margin: [0, 10 * MM, 0, 0] } }),
  }
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer())
}

type Shown = (text: string) => string

const set = (piece: Piece, shown: Shown): Content => {
  switch (piece.kind) {
    case 'title':
      return { text: shown(piece.text), fontSize: SIZE.title, bold: true, alignment: 'center', margin: [0, 0, 0, 6] }
    case 'number':
      return { text: shown(piece.text), alignment: 'center', margin: [0, 0, 0, 6] }
    case 'heading':
      return { text: shown(piece.text), fontSize: SIZE.heading, bold: true, margin: [0, 8, 0, 3] }
    case 'note':
      return { text: shown(piece.text), fontSize: SIZE.small, margin: [0, 3, 0, 3] }
    case 'paragraph':
      return { text: shown(piece.text), leadingIndent: 2 * SIZE.body, margin: [0, 2, 0, 2] }
    case 'plain':
      return { text: shown(piece.text), margin: [0, 2, 0, 2] }
    case 'sign':
      return {
        stack: piece.lines.map((pair) => ({
          text: shown(`${pair.label}：${pair.value}`),
          alignment: 'right' as const,
          margin: [0, 6, 0, 0] as [number, number, number, number],
        })),
        margin: [0, 16, 0, 0],
        unbreakable: true,
      }
    case 'grid':
      return { table: { widths: [LABEL, '*', LABEL, '*'], body: piece.lines.map((line) => gridLine(line, shown)) }, margin: [0, 0, 0, 4] }
    case 'card':
      return {
        table: {
          widths: ['*', 150],
          body: [
            [
              {
                stack: [
                  { text: shown(piece.title), bold: true, fontSize: SIZE.heading },
                  ...piece.lines.map((line) => ({ text: shown(line), margin: margins(2) })),
                ],
              },
              { qr: piece.qr, fit: 130, margin: margins(4), eccLevel: 'M' },
            ],
          ],
        },
        unbreakable: true,
        margin: [0, 6, 0, 10],
      }
    case 'table':
      return {
        table: {
          headerRows: 1,
          widths: shares(piece.widths),
          body: [piece.head.map((text) => label(shown(text))), ...piece.rows.map((row) => row.map((text) => ({ text: shown(text) || '　' })))],
        },
        margin: [0, 0, 0, 4],
      }
  }
}

const margins = (above: number): [number, number, number, number] => [0, above, 0, 0]

const label = (text: string) => ({ text, alignment: 'center' as const })

const gridLine = (pairs: readonly Pair[], shown: Shown): TableCell[] => {
  const cells = pairs.map((pair) => [label(shown(pair.label)), shown(pair.value) || '　'] as const)
  const [first, second] = cells
  if (!first) return []
  // pdfmake wants a placeholder for each column that a cell spans.
  return second ? [...first, ...second] : [first[0], { text: first[1], colSpan: 3 }, '', '']
}

const shares = (widths: readonly number[]): string[] => {
  const total = widths.reduce((sum, width) => sum + width, 0)
  return widths.map((width) => `${((width / total) * 100).toFixed(2)}%`)
}
