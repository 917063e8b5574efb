import { z } from "zod";
import { checkEvidence, type Evidence } from "../../tests/support/check_evidence.ts";
import { type FieldSchema, schemaFields } from "../../tests/support/schema_fields.ts";
import { schema } from "./_schema.ts";

const CONFIGURED = "tests/spec/configuration";
const RUN = "src/app/run_test.ts";

const ignored = (section: string): Evidence => [`${CONFIGURED}/without_effect/expected.out`, `"${section}" has no`];

const CONFIGURATION: Readonly<Record<string, Evidence>> = {
  version: [`${CONFIGURED}/good/app/lunation.yaml`, "version:"],
  "logger.mode": [`${CONFIGURED}/logger_mode/expected.err`, "DEBUG debug speaks"],
  "logger.level": [`${CONFIGURED}/logger_level/expected.err`, "WARN  warn speaks"],
  "logger.encoding": [`${CONFIGURED}/logger_encoding/expected.err`, '"level":"error"'],
  "logmanager.min_level": [`${CONFIGURED}/logmanager_min_level/expected.err`, "ERROR error speaks"],
  "logmanager.propagate_downstream": ignored("logmanager.propagate_downstream"),
  "logmanager.stream_to_events": ignored("logmanager.stream_to_events"),
  "lua.engine": [`${CONFIGURED}/lua_engine/app/_index.yaml`, "return 1 << 40"],
  "shutdown.timeout": [RUN, "run() shutdown.timeout of the configuration bounds the whole stop"],
  "worker.stop_timeout": ["tests/shutdown_test.ts", "what still runs is cut after worker.stop_timeout"],
  ignore: ["tests/spec/check/other_tools/app/lunation.yaml", "ignore: ["],
  "files.max_size": ["src/registry/read/read_entries_test.ts", "maxFileSize"],
  override: [`${CONFIGURED}/override_coercion/app/lunation.yaml`, "app:worker:task_queue: 12"],
  "disable.namespaces": [`${CONFIGURED}/disable/app/lunation.yaml`, 'namespaces: ["app.*"'],
  "disable.entries": [`${CONFIGURED}/disable/app/lunation.yaml`, 'entries: ["app:old_*"'],
  "disable.meta": [`${CONFIGURED}/disable/app/lunation.yaml`, "meta: {env: [dev"],
  vars: [`${CONFIGURED}/vars/expected.out`, "text: core-3"],
  profiles: [`${CONFIGURED}/profile/expected.out`, "task_queue: live"],
  registry: ignored("registry"),
  "relay.node_name": [`${CONFIGURED}/node_name/expected.out`, "{berlin@"],
  otel: ignored("otel"),
  security: ignored("security"),
  profiler: ignored("profiler"),
  supervisor: ignored("supervisor"),
  functions: ignored("functions"),
};

Deno.test("every key of the configuration file has a test of its effect", async () => {
  const sections = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" }) as FieldSchema;
  await checkEvidence(schemaFields(sections), CONFIGURATION);
});
