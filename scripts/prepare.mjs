// Brings a fresh clone to where a command can run: installs what is missing and, with --build, builds what is stale.
// Prints to stderr only, so that a command's own output stays clean.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules", ".cache", "mesh-security", "built");

function run(what, command, args) {
  process.stderr.write(`${what} …\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    process.stderr.write(`${what} failed${error ? `: ${error.message}` : ""}\n`);
    process.exit(1);
  }
}

/** Whether node_modules holds what the lock file says; npm writes its own copy of the lock there. */
function installed() {
  const copy = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(copy)) return false;
  return statSync(copy).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
}

function* files(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* files(path);
    else if (!path.endsWith(".test.ts")) yield path;
  }
}

function fingerprint() {
  const hash = createHash("sha256");
  const sources = ["src", "devnet/src", "cli/src", "contracts/artifacts"].flatMap((folder) => [...files(folder)]);
  const configs = ["package.json", "package-lock.json", "tsup.config.ts", "scripts/build-contract-modules.mjs"];
  for (const file of [...sources, ...configs].sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

if (!installed()) run("Installing packages", "npm", ["ci"]);
if (process.argv.includes("--build")) {
  const now = fingerprint();
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== now) {
    run("Building", "npm", ["run", "--silent", "build:js"]);
    mkdirSync(join(stamp, ".."), { recursive: true });
    writeFileSync(stamp, now);
  }
}
