import { spawn } from "node:child_process";

/** Longest that a command of a chain or of the relayer may take. */
const DEADLINE_MS = 180_000;

/** Characters of a failed command's words that are told. */
const TOLD = 2_000;

/** Runs a command to its end and answers what it printed. Throws with its words where it fails. */
export function command(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env, stdio: ["pipe", "pipe", "pipe"], timeout: DEADLINE_MS });
    // A command that ends without reading what it was given says why on its own.
    child.stdin.on("error", () => {});
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else {
        const words = `${output}${errors}`.slice(-TOLD);
        reject(new Error(`${file} ${args.join(" ")} ended with ${code ?? signal}\n${words}`));
      }
    });
    child.stdin.end(input);
  });
}
