/**
 * The commit that the files in a folder are of, with `-changed` when they differ from it.
 *
 * @returns null without Git or a repository
 */
export async function gitCommit(folder: string): Promise<string | null> {
  const commit = await git(folder, ["rev-parse", "HEAD"]);
  if (commit === undefined) return null;
  const changes = await git(folder, ["status", "--porcelain", "--untracked-files=no"]);
  return changes === "" ? commit : `${commit}-changed`;
}

async function git(folder: string, args: string[]): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command("git", { args, cwd: folder, stderr: "null" }).output();
    return success ? new TextDecoder().decode(stdout).trim() : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
