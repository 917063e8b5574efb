/** How texts are cut; sizes are in characters. */
export interface SplitSettings {
  /** No piece is larger. */
  readonly chunkSize: number;
  /** As much of the end of a piece is repeated at the start of the next, where separators allow it. */
  readonly chunkOverlap: number;
  /** Tried in this order, the coarse ones first; an empty one cuts between any two characters. */
  readonly separators: readonly string[];
  /** Whether a separator stays, at the start of what follows it. */
  readonly keepSeparator: boolean;
}

/**
 * Cuts a text at the coarsest separator that makes pieces small enough, puts small pieces together again, and cuts those
 * that are too large at the finer separators. Without a separator that helps, a piece is cut anywhere.
 */
export function splitText(text: string, settings: SplitSettings): string[] {
  return cut(text, settings.separators, settings);
}

function cut(text: string, separators: readonly string[], settings: SplitSettings): string[] {
  const { chunkSize, keepSeparator } = settings;
  const found = separators.findIndex((separator) => separator === "" || text.includes(separator));
  const separator = found < 0 ? "" : separators[found]!;
  const finer = found < 0 ? [] : separators.slice(found + 1);
  const glue = keepSeparator ? "" : separator;
  const chunks: string[] = [];
  let small: string[] = [];
  for (const piece of partsOf(text, separator, keepSeparator)) {
    if (length(piece) <= chunkSize) {
      small.push(piece);
      continue;
    }
    chunks.push(...join(small, glue, settings), ...cut(piece, finer, settings));
    small = [];
  }
  return [...chunks, ...join(small, glue, settings)];
}

function partsOf(text: string, separator: string, keepSeparator: boolean): string[] {
  if (separator === "") return [...text];
  const parts = text.split(separator);
  return (keepSeparator ? parts.map((part, index) => index === 0 ? part : separator + part) : parts)
    .filter((part) => part !== "");
}

/** Puts pieces together to chunks that are as large as allowed and overlap. */
function join(pieces: readonly string[], glue: string, { chunkSize, chunkOverlap }: SplitSettings): string[] {
  const chunks: string[] = [];
  const current: string[] = [];
  let size = 0;
  const glueSize = length(glue);
  const drop = () => size -= length(current.shift()!) + (current.length > 0 ? glueSize : 0);
  for (const piece of pieces) {
    const added = () => length(piece) + (current.length > 0 ? glueSize : 0);
    if (current.length > 0 && size + added() > chunkSize) {
      chunks.push(current.join(glue));
      while (current.length > 0 && (size > chunkOverlap || size + added() > chunkSize)) drop();
    }
    size += added();
    current.push(piece);
  }
  return [...chunks, current.join(glue)].map((chunk) => chunk.trim()).filter((chunk) => chunk !== "");
}

function length(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
