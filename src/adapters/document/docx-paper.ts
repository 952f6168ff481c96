import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Pair, Piece } from './fill-paper.ts'
import type { Lettering } from './lettering.ts'
import { qrPng } from './qr-png.ts'

/** Half-points. */
const SIZE = { title: 36, heading: 26, body: 24, small: 20 } as const
const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' } as const
const FANGSONG = { ...SONG, eastAsia: '仿宋' } as const
/** Width between the margins of an A4 page, in twentieths of a point. */
const WIDTH = convertMillimetersToTwip(210 - 2 * 25)
const MARGIN = convertMillimetersToTwip(25)
const LABEL = 0.2

/** Sets a filled paper as a Word document: A4, 宋体 and 仿宋, tables that go on over pages. */
export const docxPaper = async (pieces: readonly Piece[], lettering: Lettering): Promise<Uint8Array> => {
  const title = pieces.find((piece) => piece.kind === 'title')
  const document = new Document({
    title: title?.kind === 'title' ? title.text : '',
    creator: lettering.creator,
    styles: { default: { document: { run: { font: FANGSONG, size: SIZE.body } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        ...(lettering.mark === ''
          ? {}
          : { headers: { default: new Header({ children: [line(lettering.mark, { size: SIZE.small, align: AlignmentType.CENTER })] }) } }),
        footers: { default: footer(lettering) },
        children: pieces.flatMap(set),
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

type Look = {
  readonly size?: number
  readonly bold?: boolean
  readonly song?: boolean
  readonly indent?: boolean
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  readonly before?: number
  readonly after?: number
  readonly keep?: boolean
}

const line = (text: string, look: Look = {}): Paragraph =>
  new Paragraph({
    alignment: look.align ?? AlignmentType.LEFT,
    spacing: { line: 360, before: look.before ?? 0, after: look.after ?? 0 },
    keepNext: look.keep ?? false,
    ...(look.indent ? { indent: { firstLine: SIZE.body * 20 } } : {}),
    children: [new TextRun({ text, size: look.size ?? SIZE.body, bold: look.bold ?? false, font: look.song ? SONG : FANGSONG })],
  })

const set = (piece: Piece): readonly (Paragraph | Table)[] => {
  switch (piece.kind) {
    case 'title':
      return [line(piece.text, { size: SIZE.title, bold: true, song: true, align: AlignmentType.CENTER, after: 120 })]
    case 'number':
      return [line(piece.text, { align: AlignmentType.CENTER, after: 120 })]
    case 'heading':
      return [line(piece.text, { size: SIZE.heading, bold: true, song: true, before: 160, after: 60, keep: true })]
    case 'note':
      return [line(piece.text, { size: SIZE.small })]
    case 'paragraph':
      return [line(piece.text, { indent: true })]
    case 'plain':
      return [line(piece.text)]
    case 'sign':
      return piece.lines.map((pair, index) => line(`${pair.label}：${pair.value}`, { before: index === 0 ? 360 : 120, align: AlignmentType.RIGHT }))
    case 'grid':
      return [grid(piece.lines)]
    case 'card':
      return [card(piece), line('')]
    case 'table':
      return [table(piece.head, piece.widths, piece.rows)]
  }
}

/** Points of a QR code's side. */
const QR = 150

const card = ({ title, lines, qr }: Extract<Piece, { kind: 'card' }>): Table => {
  const [left, right] = [Math.round(WIDTH * 0.68), Math.round(WIDTH * 0.32)]
  const margins = { top: 100, bottom: 100, left: 120, right: 120 }
  const picture = new ImageRun({
    type: 'png',
    data: qrPng(qr),
    transformation: { width: QR, height: QR },
    altText: { name: 'QR', description: qr, title: 'QR' },
  })
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [left, right],
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            width: { size: left, type: WidthType.DXA },
            margins,
            children: [line(title, { bold: true, song: true, size: SIZE.heading }), ...lines.map((text) => line(text))],
          }),
          new TableCell({
            width: { size: right, type: WidthType.DXA },
            margins,
            verticalAlign: VerticalAlignTable.CENTER,
            children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [picture] })],
          }),
        ],
      }),
    ],
  })
}

const cell = (text: string, width: number, options: { readonly head?: boolean; readonly span?: number } = {}): TableCell =>
  new TableCell({
    width: { size: Math.round(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    ...(options.span ? { columnSpan: options.span } : {}),
    children: text.split('\n').map((part) => line(part, options.head ? { song: true, align: AlignmentType.CENTER } : {})),
  })

const grid = (lines: readonly (readonly Pair[])[]): Table => {
  const label = WIDTH * LABEL
  const value = WIDTH * (0.5 - LABEL)
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: [label, value, label, value].map(Math.round),
    rows: lines.map(
      (pairs) =>
        new TableRow({
          children: pairs.flatMap((pair) => [
            cell(pair.label, label, { head: true }),
            pairs.length === 1 ? cell(pair.value, WIDTH - label, { span: 3 }) : cell(pair.value, value),
          ]),
        }),
    ),
  })
}

const table = (head: readonly string[], shares: readonly number[], rows: readonly (readonly string[])[]): Table => {
  const total = shares.reduce((sum, share) => sum + share, 0)
  const widths = shares.map((share) => (WIDTH * share) / total)
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths.map(Math.round),
    rows: [
      new TableRow({ tableHeader: true, children: head.map((text, index) => cell(text, widths[index] ?? 0, { head: true })) }),
      ...rows.map((row) => new TableRow({ children: row.map((text, index) => cell(text, widths[index] ?? 0)) })),
    ],
  })
}

const footer = ({ page }: Lettering): Footer => {
  const [before = '', between = '', after = ''] = page.split(/\{page\}|\{pages\}/)
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ size: SIZE.small, font: FANGSONG, children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after] })],
      }),
    ],
  })
}
