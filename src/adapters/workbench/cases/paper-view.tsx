import type { FC } from 'hono/jsx'
import type { PaperPiece } from './cases-deps.ts'

/** A filled paper as a page shows it: the same words as its PDF. */
export const PaperView: FC<{ readonly pieces: readonly PaperPiece[] }> = ({ pieces }) => (
  <article class="paper">
    {pieces.map((piece) => (
      <Piece piece={piece} />
    ))}
  </article>
)

const Piece: FC<{ readonly piece: PaperPiece }> = ({ piece }) => {
  switch (piece.kind) {
    case 'title':
      return <h3 class="title">{piece.text}</h3>
    case 'number':
      return <p class="number">{piece.text}</p>
    case 'heading':
      return <h4>{piece.text}</h4>
    case 'note':
      return <p class="soft">{piece.text}</p>
    case 'paragraph':
      return <p class="indent">{piece.text}</p>
    case 'plain':
      return <p>{piece.text}</p>
    case 'grid':
      return (
        <dl>
          {piece.lines.flat().map(({ label, value }) => (
            <>
              <dt>{label}</dt>
              <dd class="typed">{value}</dd>
            </>
          ))}
        </dl>
      )
    case 'table':
      return (
        <div class="table">
          <table>
            <thead>
              <tr>
                {piece.head.map((cell) => (
                  <th scope="col">{cell}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {piece.rows.map((row) => (
                <tr>
                  {row.map((cell) => (
                    <td>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )
    case 'card':
      return (
        <p class="card typed">
          <strong>{piece.title}</strong>
          {`\n${piece.lines.join('\n')}`}
        </p>
      )
    case 'sign':
      return (
        <div class="sign">
          {piece.lines.map(({ label, value }) => (
            <p>
              {label}：{value}
            </p>
          ))}
        </div>
      )
  }
}
