import { dirname, join } from "node:path";
import { main } from "../../src/cli/mod.ts";
import { testHost } from "./test_host.ts";
import { textStreams } from "./text_streams.ts";

/** One run of the program that a page shows. */
export interface ShownRun {
  /** The words after `lunation`. */
  readonly args: readonly string[];
  /** What it prints, `[WILDLINE]` and `[WILDCARD]` included; absent when the page shows only the command. */
  readonly output?: string;
}

/** The examples of a page of the documentation. */
export interface DocPage {
  /** Fenced blocks that name a file: three backticks, the language, the path. */
  readonly files: ReadonlyMap<string, string>;
  /** Blocks of the language `console`: `$ lunation …`, then what it prints. */
  readonly runs: readonly ShownRun[];
}

const BLOCK_REGEXP = /^```(\w+)(?: ([\w./-]+))?\n([^]*?)^```$/gm;
const WORD_REGEXP = /'([^']*)'|(\S+)/g;

/** Reads the examples of a page. */
export function parseDocPage(text: string): DocPage {
  const blocks = [...text.matchAll(BLOCK_REGEXP)];
  const files = blocks.flatMap(([, , name, content]) => name === undefined ? [] : [[name, content!] as const]);
  const consoles = blocks.filter(([, language]) => language === "console").map(([, , , content]) => content!);
  return { files: new Map(files), runs: consoles.flatMap(parseRuns) };
}

function parseRuns(text: string): ShownRun[] {
  return text.split(/^(?=\$ lunation\b)/m).filter((part) => part.startsWith("$ ")).map((part) => {
    const end = part.indexOf("\n");
    const words = [...part.slice("$ lunation".length, end).matchAll(WORD_REGEXP)].map(([, quoted, bare]) =>
      quoted ?? bare!
    );
    const output = part.slice(end + 1);
    return { args: words, ...output !== "" && { output } };
  });
}

/** Writes the files of a page into a folder. */
export async function writeFiles(folder: string, files: DocPage["files"]): Promise<void> {
  for (const [name, content] of files) {
    await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
    await Deno.writeTextFile(join(folder, name), content);
  }
}

/** Runs a command line in a folder, without a process; stdout and stderr come as one text. */
export async function runShown(args: readonly string[], folder: string): Promise<string> {
  let output = "";
  const write = (text: string) => void (output += text);
  const streams = textStreams("", write, write);
  await main(args, testHost({ stdout: write, stderr: write, cwd: folder, streams }).host);
  return output.replaceAll(folder, "/app");
}
