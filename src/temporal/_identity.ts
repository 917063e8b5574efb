/** What the server notes as the caller. */
export const IDENTITY = `${Deno.pid}@${Deno.hostname()}`;
