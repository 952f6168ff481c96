/** One line of a difference; `same` lines stand around what changed, `gap` for lines left out. */
export type DiffLine = { readonly kind: 'same' | 'added' | 'gone' | 'gap'; readonly text: string }

const AROUND = 2
/** Beyond so many lines between the first and the last change everything between counts as changed. */
const MOST = 1_500

/** What differs between two texts, line by line, as git would show it. */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  const middle = between(old.slice(head, old.length - tail), now.slice(head, now.length - tail))
  if (middle.length === 0) return []
  return shorten([...old.slice(0, head).map(same), ...middle, ...old.slice(old.length - tail).map(same)])
}

const same = (text: string): DiffLine => ({ kind: 'same', text })

/** By the longest common run of lines. */
const between = (old: readonly string[], now: readonly string[]): readonly DiffLine[] => {
  const gone = (text: string): DiffLine => ({ kind: 'gone', text })
  const added = (text: string): DiffLine => ({ kind: 'added', text })
  if (old.length > MOST || now.length > MOST) return [...old.map(gone), ...now.map(added)]
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  const at = (row: number, column: number): number => longest[row]?.[column] ?? 0
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const cells = longest[row]
      if (cells) cells[column] = old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [was, is] = [old[row], now[column]]
    if (was !== undefined && was === is) {
      lines.push(same(was))
      row += 1
      column += 1
    } else if (was !== undefined && (is === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(gone(was))
      row += 1
    } else if (is !== undefined) {
      lines.push(added(is))
      column += 1
    }
  }
  return lines
}

/** Leaves out what stands far from a change. */
const shorten = (lines: readonly DiffLine[]): readonly DiffLine[] => {
  const near = new Set(
    lines.flatMap(({ kind }, index) => (kind === 'same' ? [] : Array.from({ length: 2 * AROUND + 1 }, (_, offset) => index - AROUND + offset))),
  )
  return lines.flatMap((line, index) =>
    near.has(index)
      ? [line]
      : near.has(index - 1) && lines.slice(index).some((_, later) => near.has(index + later))
        ? [{ kind: 'gap', text: '' } as const]
        : [],
  )
}
