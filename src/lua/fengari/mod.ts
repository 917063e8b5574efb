export { fengariEngine } from "./fengari_engine.ts";
