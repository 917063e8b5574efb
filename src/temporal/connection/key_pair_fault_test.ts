import { deepEqual, equal } from "node:assert/strict";
import { Authority, openssl } from "../../../tests/support/certificates.ts";
import { keyPairFault } from "./key_pair_fault.ts";

interface Texts {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string;
  readonly otherKey: string;
}

async function withTexts(body: (texts: Texts, folder: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const authority = await Authority.create(folder, "authority");
    const [own, other] = [await authority.sign({ name: "client" }), await authority.sign({ name: "other" })];
    const files = [own.certificate, own.key, authority.certificate, other.key];
    const [certificate, key, signer, otherKey] = await Promise.all(files.map((file) => Deno.readTextFile(file)));
    await body({ certificate: certificate!, key: key!, authority: signer!, otherKey: otherKey! }, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("keyPairFault() takes a pair in all the forms that programs write", { ignore: openssl.ignore }, async () => {
  await withTexts(({ certificate, key, authority }) => {
    const windows = (text: string) => text.replaceAll("\n", "\r\n");
    const forms = [
      [certificate, key],
      [`${certificate}${authority}`, key],
      [windows(certificate), windows(key)],
      [`Bag Attributes\n  friendlyName: client\n${certificate}`, `# the key\n${key}`],
      [`${key}${certificate}`, `${certificate}${key}`],
    ];
    deepEqual(forms.map(([first, second]) => keyPairFault(first!, second!)), forms.map(() => undefined));
  });
});

Deno.test("keyPairFault() says which part is wrong", { ignore: openssl.ignore }, async () => {
  await withTexts(({ certificate, key, authority, otherKey }) => {
    const oneLine = (text: string) => text.replaceAll("\n", "");
    const reason = (first: string, second: string) => keyPairFault(first, second)?.reason;
    equal(reason("hello", key), "the certificate is not in PEM form or damaged");
    equal(reason(oneLine(certificate), key), "the certificate is not in PEM form or damaged");
    equal(reason(certificate.replace(/\n.{40}/, "\n"), key), "the certificate is not in PEM form or damaged");
    equal(reason(certificate, oneLine(key)), "the key is not in PEM form or damaged");
    equal(reason(key, certificate), "the certificate is not in PEM form or damaged");
    equal(reason(certificate, otherKey), "the key does not belong to the certificate");
    equal(reason(`${authority}${certificate}`, key), "the certificate that the key belongs to is not the first");
  });
});

Deno.test(
  "keyPairFault() names an encrypted key, and asks nobody for its password",
  { ignore: openssl.ignore },
  async () => {
    await withTexts(async ({ certificate }, folder) => {
      for (const form of [[], ["-traditional"]]) {
        const args = ["pkey", "-in", "client.key", "-aes128", "-passout", "pass:secret", ...form];
        const { stdout } = await new Deno.Command(openssl.path, { args, cwd: folder }).output();
        equal(keyPairFault(certificate, new TextDecoder().decode(stdout))?.reason, "the key is encrypted");
      }
    });
  },
);
