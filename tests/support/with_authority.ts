import { Authority, type Pair } from "./certificates.ts";

/** Makes an authority in a folder of its own, which goes when `use` is done. */
export async function withAuthority(use: (authority: Authority) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(await Authority.create(folder, "authority"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The texts of a certificate and its key. */
export async function pemOf({ certificate, key }: Pair): Promise<Deno.TlsCertifiedKeyPem> {
  return { cert: await Deno.readTextFile(certificate), key: await Deno.readTextFile(key) };
}
