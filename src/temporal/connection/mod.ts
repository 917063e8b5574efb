export { ConnectionError, type ConnectionFault } from "./connection_error.ts";
export { ConnectionKeeper, type Follower } from "./connection_keeper.ts";
export type { AuthSettings, ConnectionSettings, CredentialSource, TlsSettings } from "./connection_settings.ts";
export { FollowingConnection } from "./following_connection.ts";
export { Link } from "./link.ts";
export { readCredentials } from "./read_credentials.ts";
