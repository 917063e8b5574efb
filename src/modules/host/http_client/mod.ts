export { httpClientModule } from "./http_client.ts";
export { httpEffects } from "./http_effects.ts";
