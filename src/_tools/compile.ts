import { build, type Plugin } from "esbuild";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Holds what goes into the file, laid out like the repository. */
const STAGE = join(ROOT, "dist", "host");
/** Files that the program reads from its own folder. */
const INCLUDED = ["core.node", "examples/orders"];

/**
 * What the program may do. Addresses, folders and variables are the application's to name, so these cannot be narrower;
 * `write` and `run` are for the dev server and its cache, `ffi` for Temporal's core, which is a native library.
 */
const PERMISSIONS = ["read", "write", "net", "env", "sys", "ffi", "run"].map((name) => `--allow-${name}`);

/** Code of npm packages finds here what Node gives it; Deno's own timers were numbers before 2.9. */
const NODE_NAMES = `
import { clearImmediate, clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } from "node:timers";
import { createRequire as __createRequire } from "node:module";
import { fileURLToPath as __toPath } from "node:url";
const require = __createRequire(import.meta.url);
const __filename = __toPath(import.meta.url);
const __dirname = __toPath(new URL(".", import.meta.url));`;

/** Packages that bundle JavaScript workflows: the SDK imports them, and a Lua worker never calls them. */
const UNUSED_PACKAGES = /^(webpack|swc-loader|@swc\/core|memfs|unionfs|source-map-loader)$/;

const leaveOutUnused: Plugin = {
  name: "leave-out-unused",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: UNUSED_PACKAGES }, ({ path }) => ({ path, namespace: "unused" }));
    onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};" }));
    onLoad({ filter: /worker[\\/]lib[\\/]workflow[\\/]bundler\.js$/ }, async ({ path }) => {
      const text = await Deno.readTextFile(path);
      // As it loads, the SDK's bundler looks for files that it would put into a bundle.
      return { contents: text.replace(/require\.resolve\(('[^']+')\)/g, "$1") };
    });
  },
};

/** The SDK looks for the core library of its platform among five; here is one. */
const oneCoreLibrary: Plugin = {
  name: "one-core-library",
  setup({ onLoad }) {
    onLoad({ filter: /core-bridge[\\/]common\.js$/ }, () => ({
      contents: `exports.getPrebuiltPath = () => require("node:path").join(__dirname, "core.node");`,
    }));
  },
};

/** How a source file says that it loads packages at their first use: the bundler then puts them in, still lazily. */
const LAZY_REQUIRE = "const require = createRequire(import.meta.url);";

/** A source file that asks where it lies gets the same place below the stage. */
const keepPlaces: Plugin = {
  name: "keep-places",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(join(ROOT, "src"))) return undefined;
      const place = path.slice(ROOT.length).replaceAll("\\", "/");
      const text = await Deno.readTextFile(path);
      const here = `new URL(${JSON.stringify(place)}, import.meta.url).href`;
      const bundled = text.replace(LAZY_REQUIRE, "");
      return { contents: bundled.replaceAll("import.meta.url", here), loader: "ts" };
    });
  },
};

/** `deno task compile [FILE]`: makes one executable file for this platform, `dist/lunation` when no other is named. */
async function main(output = join(ROOT, "dist", "lunation")): Promise<void> {
  await Deno.remove(STAGE, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(STAGE, "examples", "orders"), { recursive: true });
  for await (const { name } of Deno.readDir(join(ROOT, "examples", "orders"))) {
    await Deno.copyFile(join(ROOT, "examples", "orders", name), join(STAGE, "examples", "orders", name));
  }
  await Deno.copyFile(coreLibrary(), join(STAGE, "core.node"));
  await bundle();
  await compile(output);
  const { size } = await Deno.stat(output);
  console.error(`${output}: ${(size / 1e6).toFixed(0)} MB`);
}

/** Lazily imported modules stay files of their own: a command that needs no Temporal does not load its SDK. */
async function bundle(): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["main.ts"],
    outdir: STAGE,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    minify: true,
    keepNames: true,
    logLevel: "warning",
    banner: { js: NODE_NAMES },
    outExtension: { ".js": ".mjs" },
    plugins: [leaveOutUnused, oneCoreLibrary, keepPlaces],
  });
}

async function compile(output: string): Promise<void> {
  const include = INCLUDED.flatMap((path) => ["--include", path]);
  const options = ["--no-config", "--no-prompt", "--no-check", ...PERMISSIONS, ...include];
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["compile", ...options, "--output", output, "main.mjs"],
    cwd: STAGE,
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("deno compile failed");
}

/** The native library of this platform. */
function coreLibrary(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("@temporalio/worker"));
  const bridge = require.resolve("@temporalio/core-bridge/package.json");
  const systems: Partial<Record<typeof Deno.build.os, string>> = {
    darwin: "apple-darwin",
    linux: "unknown-linux-gnu",
    windows: "pc-windows-msvc",
  };
  return join(dirname(bridge), "releases", `${Deno.build.arch}-${systems[Deno.build.os]}`, "index.node");
}

await main(...Deno.args);
Deno.exit();
