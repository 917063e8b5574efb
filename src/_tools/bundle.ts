import { build, type Plugin } from "esbuild";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

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

/** The folder of a package, from a path in it. */
const PACKAGE_REGEXP = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

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

/**
 * Writes the program's code with all its packages into a folder. Lazily imported modules stay files of their own: a command
 * that needs no Temporal does not load its SDK.
 *
 * @returns the folders of the packages whose code is in it, in order
 */
export async function bundle(folder: string): Promise<string[]> {
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: ROOT,
    entryPoints: ["main.ts"],
    outdir: folder,
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
  const folders = Object.keys(metafile.inputs).flatMap((path) => PACKAGE_REGEXP.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort().map((path) => join(ROOT, path));
}
