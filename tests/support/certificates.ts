import { join } from "node:path";
import { outside } from "./outside_programs.ts";

/** The program that makes certificates. */
export const openssl = outside("openssl");

/** A certificate and its key, as files. */
export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

/** What a certificate says. */
export interface Subject {
  /** File names start with it; it is the common name. */
  readonly name: string;
  /** @default the loopback address, by number and name */
  readonly names?: string;
  /** Negative for one that has expired. @default 2 */
  readonly days?: number;
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** An authority of one test file, with all that it signs in one folder. */
export class Authority {
  /** The certificate of the authority itself. */
  readonly certificate: string;
  readonly #folder: string;
  readonly #name: string;

  private constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
    this.certificate = join(folder, `${name}.crt`);
  }

  static async create(folder: string, name: string): Promise<Authority> {
    const authority = new Authority(folder, name);
    const files = ["-keyout", `${name}.key`, "-out", `${name}.crt`];
    const about = ["-subj", `/CN=${name}`, "-days", "2", "-addext", "basicConstraints=critical,CA:TRUE"];
    await authority.#run("req", "-x509", ...KEY, ...files, ...about);
    return authority;
  }

  async sign({ name, names = "IP:127.0.0.1,DNS:localhost", days = 2 }: Subject): Promise<Pair> {
    await this.#run("req", ...KEY, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    await Deno.writeTextFile(join(this.#folder, `${name}.ext`), `subjectAltName=${names}\nbasicConstraints=CA:FALSE\n`);
    const signer = ["-CA", `${this.#name}.crt`, "-CAkey", `${this.#name}.key`, "-CAcreateserial"];
    const files = ["-in", `${name}.csr`, "-out", `${name}.crt`, "-extfile", `${name}.ext`];
    await this.#run("x509", "-req", ...files, ...signer, "-days", `${days}`);
    return { certificate: join(this.#folder, `${name}.crt`), key: join(this.#folder, `${name}.key`) };
  }

  async #run(...args: string[]): Promise<void> {
    const command = new Deno.Command(openssl.path, { args, cwd: this.#folder, stdout: "null", stderr: "piped" });
    const { success, stderr } = await command.output();
    if (!success) throw new Error(`openssl ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  }
}
