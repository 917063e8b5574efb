import type { ByteString } from "./byte_string.ts";

/**
 * Plain data as it leaves or enters a script: what JSON can say, plus exact big integers. Text is held as its bytes
 * in UTF-8; objects are Maps, so that the order of keys survives.
 */
export type Data = null | boolean | number | bigint | ByteString | Data[] | Map<ByteString, Data>;
