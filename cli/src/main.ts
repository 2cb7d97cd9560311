import { parseArgs } from "node:util";
import { isMeshError } from "mesh-security-sdk/errors";
import { runDemo } from "./demo/index.js";

/** Where the command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly colours: boolean;
}

const HELP = `mesh-security <command>

  demo           the whole life of a stake on three embedded chains

Options of every command:
  --json         one JSON object a line
  -h, --help     this text
`;

/** Runs the command; answers the process's exit code: 0, 1 where it failed, 2 where it was called wrongly. */
export async function main(args: readonly string[], output: Output): Promise<number> {
  let parsed: { readonly values: { readonly json?: boolean; readonly help?: boolean }; readonly positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    output.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    output.out(HELP);
    return 0;
  }
  const [command, ...rest] = positionals;
  if (command !== "demo" || rest.length > 0) {
    output.error(command === undefined ? HELP : `There is no command "${positionals.join(" ")}".\n\n${HELP}`);
    return 2;
  }
  const json = values.json === true;
  try {
    await runDemo({ json, write: output.out, colours: output.colours && !json });
    return 0;
  } catch (error) {
    const known = isMeshError(error) ? error.toJson() : { name: (error as Error).name, message: String(error) };
    if (json) output.out(`${JSON.stringify({ step: "failed", ok: false, error: known })}\n`);
    output.error(`The demo stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
}
