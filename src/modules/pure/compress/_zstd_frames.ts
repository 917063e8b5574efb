const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const DICTIONARY_ID_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const BLOCK_HEADER_BYTES = 3;
const CHECKSUM_BYTES = 4;
/** Types of blocks. */
const [RUN, RESERVED] = [1, 3];

/**
 * Takes Zstandard data apart into its frames with data (RFC 8878 §3.1), as decoders take cut-off frames without a word.
 *
 * @returns undefined when the last frame is cut off, when something else stands in the data, or when there is nothing
 */
export function zstdFrames(data: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const frames: Uint8Array[] = [];
  for (let start = 0; start < data.length;) {
    if (start + 8 > data.length) return undefined;
    const magic = view.getUint32(start, true);
    const end = magic === FRAME_MAGIC
      ? frameEnd(view, start)
      : (magic & ~0xf) >>> 0 === SKIPPABLE_MAGIC
      ? start + 8 + view.getUint32(start + 4, true)
      : Infinity;
    if (end > data.length) return undefined;
    if (magic === FRAME_MAGIC) frames.push(data.subarray(start, end));
    start = end;
  }
  return data.length === 0 ? undefined : frames;
}

/** Where a frame ends; beyond the data when it is cut off or broken. */
function frameEnd(view: DataView, start: number): number {
  const descriptor = view.getUint8(start + 4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const hasChecksum = (descriptor & 0x04) !== 0;
  const contentSize = CONTENT_SIZE_BYTES[descriptor >> 6]! || Number(isSingleSegment);
  let at = start + 5 + Number(!isSingleSegment) + DICTIONARY_ID_BYTES[descriptor & 3]! + contentSize;
  for (let isLast = false; !isLast;) {
    if (at + BLOCK_HEADER_BYTES > view.byteLength) return Infinity;
    const header = view.getUint16(at, true) | view.getUint8(at + 2) << 16;
    const type = header >> 1 & 3;
    if (type === RESERVED) return Infinity;
    isLast = (header & 1) === 1;
    at += BLOCK_HEADER_BYTES + (type === RUN ? 1 : header >> 3);
  }
  return at + (hasChecksum ? CHECKSUM_BYTES : 0);
}
