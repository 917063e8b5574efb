import { deepEqual, equal } from "node:assert/strict";
import type { ServiceState, StateChange } from "../../app/mod.ts";
import { ReadyFile } from "./ready_file.ts";
import { Readiness } from "./readiness.ts";

const CHANGE: StateChange = { id: "app:w", from: "starting", state: "running", at: 0n };

/** A readiness over a file in a folder of its own, whose components are what the test says. */
class Scene implements AsyncDisposable {
  readonly records: string[] = [];
  readonly seen: string[] = [];
  readonly readiness: Readiness;
  #states: ServiceState[] = [];
  readonly #changed: () => void;

  private constructor(readonly folder: string) {
    const logger = { log: (_level: string, message: string) => void this.records.push(message), with: () => logger };
    this.readiness = new Readiness(new ReadyFile(`${folder}/ready`), logger);
    const observer = this.readiness.observe({
      begins: () => this.seen.push("begins"),
      changed: ({ state }) => this.seen.push(state),
      end: () => this.seen.push("end"),
    });
    observer.begins(() => this.#states);
    this.#changed = () => observer.changed(CHANGE);
  }

  static async create(): Promise<Scene> {
    return new Scene(await Deno.makeTempDir());
  }

  /** Lets components come into a state each; the second one is optional. */
  become(...states: ServiceState["state"][]): void {
    this.#states = states.map((state, index) => ({ id: `app:${index}`, isRequired: index === 0, state, history: [] }));
    this.#changed();
  }

  get isThere(): boolean {
    return [...Deno.readDirSync(this.folder)].some(({ name }) => name === "ready");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

Deno.test("Readiness keeps the file while every required component runs, from the start's end to the stop", async () => {
  await using scene = await Scene.create();
  const { readiness } = scene;
  scene.become("running", "waiting");
  equal(scene.isThere, false, "the start is not over");
  readiness.begin();
  equal(scene.isThere, true, "an optional one is waited for by nobody");
  scene.become("waiting", "running");
  equal(scene.isThere, false);
  scene.become("running", "failed");
  equal(scene.isThere, true);
  readiness.end();
  equal(scene.isThere, false);
  scene.become("running", "running");
  readiness.begin();
  equal(scene.isThere, false, "nothing follows the stop");
  deepEqual(scene.seen, ["begins", "running", "running", "running", "running"]);
});

Deno.test("Readiness tells when it cannot write the file, and goes on", async () => {
  await using scene = await Scene.create();
  scene.become("running");
  await Deno.mkdir(`${scene.folder}/ready/full`, { recursive: true });
  scene.readiness.begin();
  equal(scene.records.length, 1);
  await Deno.remove(`${scene.folder}/ready`, { recursive: true });
  scene.become("running");
  equal(scene.isThere, true);
});
