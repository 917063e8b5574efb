import type { Environment } from "./environment.ts";
import type { RegistryView } from "./registry_view.ts";
import type { StoreDirectory } from "./store.ts";

/** What an application offers to the modules of its scripts; a part is absent where there is no application. */
export interface AppResources {
  readonly environment?: Environment;
  readonly registry?: RegistryView;
  readonly stores?: StoreDirectory;
}
