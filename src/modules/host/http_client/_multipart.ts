import {
  ascii,
  type ByteString,
  byteStringToBytes,
  concatBytes,
  fromLatin1,
  isByteString,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
import type { HttpPart } from "./http_part.ts";
import type { HttpRequest } from "./http_request.ts";
import type { HttpStream } from "./http_stream.ts";

/** Bytes taken from a stream at a time. */
const PIECE = 64 * 1024;

type Pair = [name: string, value: string];

/**
 * The body of a request as `fetch` takes it, and its headers. Parts that are streams are read as the server takes them.
 *
 * @param body a byte string, or the parts of `multipart/form-data` (RFC 7578)
 * @param failed takes why a stream cannot be read; `fetch` tells no more than that there was something
 */
export function encodeBody(
  body: HttpRequest["body"],
  headers: HttpRequest["headers"],
  failed: (error: unknown) => void,
): { body?: BodyInit; headers: Pair[] } {
  const pairs = headers.map(([name, value]): Pair => [toLatin1(name), toLatin1(value)]);
  if (body === undefined) return { headers: pairs };
  if (isByteString(body)) return { body: byteStringToBytes(body), headers: pairs };
  const boundary = `lunation-${crypto.randomUUID()}`;
  const others = pairs.filter(([name]) => name.toLowerCase() !== "content-type");
  const pieces = piecesOf(body, boundary);
  return {
    headers: [...others, ["content-type", `multipart/form-data; boundary=${boundary}`]],
    body: pieces.every(isByteString)
      ? byteStringToBytes(concatBytes(...pieces))
      : ReadableStream.from(bytesOf(pieces, failed)),
  };
}

function piecesOf(parts: readonly HttpPart[], boundary: string): (ByteString | HttpStream)[] {
  const pieces = parts.flatMap(({ name, filename, content }) => {
    const file = filename === undefined
      ? ""
      : `; filename="${quoted(filename)}"\r\nContent-Type: application/octet-stream`;
    const head = fromLatin1(
      `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\n\r\n`,
    );
    return [head, content, ascii("\r\n")];
  });
  return [...pieces, toByteString(`--${boundary}--\r\n`)];
}

/** As browsers write names, one character per byte: nothing in them can end the line or the quotes. */
function quoted(name: ByteString): string {
  return toLatin1(name).replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}

async function* bytesOf(
  pieces: readonly (ByteString | HttpStream)[],
  failed: (error: unknown) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  try {
    for (const piece of pieces) {
      if (isByteString(piece)) yield byteStringToBytes(piece);
      else yield* readAll(piece);
    }
  } catch (error) {
    failed(error);
    throw error;
  }
}

async function* readAll(stream: HttpStream): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let bytes = await stream.read(PIECE); bytes !== undefined; bytes = await stream.read(PIECE)) {
    yield byteStringToBytes(bytes);
  }
}
