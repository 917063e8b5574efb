export type { Configuration } from "./configuration.ts";
export { defaultConfiguration } from "./_to_configuration.ts";
export type { DisableRule } from "./disable_rule.ts";
export { CONFIGURATION_FILES } from "./_read_file.ts";
export { type ConfigurationSource, isSetting, readConfiguration } from "./read_configuration.ts";
export { schema as configurationSchema } from "./_schema.ts";
