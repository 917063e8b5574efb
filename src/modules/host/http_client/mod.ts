export { httpClientModule } from "./http_client.ts";
export type { HttpCommandTypes } from "./http_command.ts";
export { httpEffects } from "./http_effects.ts";
