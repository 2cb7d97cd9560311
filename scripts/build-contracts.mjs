// Builds contracts/artifacts/*.wasm and checksums.txt, and the wasm that only tests use, the same bytes in whatever
// folder and on whatever machine.
// `--check` builds into a temporary folder and compares with what is committed; `--json` prints one object.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const workspace = join(root, "contracts");
const artifacts = join(workspace, "artifacts");

const TARGET = "wasm32-unknown-unknown";
const MAX_BYTES = 614_400;
/** Package in the workspace → file that is published. */
const CONTRACTS = {
  "mesh-lockup": "mesh_lockup.wasm",
  "mesh-provider": "mesh_provider.wasm",
  "mesh-consumer": "mesh_consumer.wasm",
  "meta-staking": "meta_staking.wasm",
  "mesh-slasher": "mesh_slasher.wasm",
  "mesh-feed": "mesh_feed.wasm",
};
/** Package in the workspace → file that tests read; none is published. */
const FIXTURES = {
  "mesh-lienholder": "test/rules/fixtures/lienholder.wasm",
};
/** Lowers what today's compiler emits to the first version of wasm: a chain takes nothing newer. */
const LOWERING = [
  "-Oz",
  "--enable-bulk-memory",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--signext-lowering",
  "--llvm-memory-copy-fill-lowering",
  "--llvm-nontrapping-fptoint-lowering",
  // What is called most often gets the shortest numbers.
  "--reorder-functions",
  "--strip-target-features",
  "--strip-debug",
  "--strip-producers",
];

class BuildError extends Error {}

const check = process.argv.includes("--check");
const json = process.argv.includes("--json");
const say = (text) => (json ? process.stderr : process.stdout).write(`${text}\n`);

/** Settings of the shell that would change the bytes are left out. */
function environment() {
  const foreign = /^(RUSTFLAGS|RUSTUP_TOOLCHAIN|CARGO_(ENCODED_RUSTFLAGS|PROFILE_.*|BUILD_.*|TARGET_WASM.*))$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function run(command, args, options = {}) {
  const { quiet = false, env = environment() } = options;
  const stdio = ["ignore", "pipe", quiet ? "pipe" : "inherit"];
  const result = spawnSync(command, args, { cwd: workspace, env, stdio, encoding: "utf8" });
  if (result.error?.code === "ENOENT")
    throw new BuildError(`${command} not found; Rust's installer is at https://rustup.rs`);
  if (result.status !== 0) {
    const why = result.stderr?.trim() || result.error?.message || `exit ${result.status ?? result.signal}`;
    throw new BuildError(`${command} ${args.slice(0, 3).join(" ")} failed: ${why}`);
  }
  return result.stdout.trim();
}

/** The pinned toolchain comes by itself with the first call; its wasm target may still be missing. */
function toolchain() {
  const version = run("rustc", ["-vV"]);
  const sysroot = run("rustc", ["--print", "sysroot"]);
  if (!existsSync(join(sysroot, "lib", "rustlib", TARGET))) run("rustup", ["target", "add", TARGET]);
  const commit = /^commit-hash: (\w+)$/m.exec(version)?.[1];
  return { sysroot, commit, name: version.split("\n")[0] };
}

const cargoHome = () => process.env.CARGO_HOME ?? join(homedir(), ".cargo");

function registries() {
  run("cargo", ["fetch", "--locked", "--target", TARGET]);
  const sources = join(cargoHome(), "registry", "src");
  return readdirSync(sources).map((name) => join(sources, name));
}

/** Replaces every folder of this machine that the compiler could write into the module. */
function rustflags({ sysroot, commit }) {
  const folders = [
    [sysroot, "/rust"],
    // Where the compiler names its own sources if they aren't installed.
    [join(sysroot, "lib", "rustlib", "src", "rust"), `/rustc/${commit}`],
    [cargoHome(), "/cargo"],
    // One folder a registry; its name says which one, and a mirror has another.
    ...registries().map((folder) => [folder, "/cargo/registry"]),
    [workspace, "/mesh"],
  ];
  return folders.map(([from, to]) => `--remap-path-prefix=${from}=${to}`).join("\x1f");
}

function compile(name, targetFolder, flags) {
  const args = [
    "build",
    "--release",
    "--lib",
    "--locked",
    "--target",
    TARGET,
    "--target-dir",
    targetFolder,
    "-p",
    name,
  ];
  run("cargo", [...args, ...(json ? ["--quiet"] : [])], {
    env: { ...environment(), CARGO_ENCODED_RUSTFLAGS: flags, CARGO_INCREMENTAL: "0" },
  });
  return join(targetFolder, TARGET, "release", `${name.replaceAll("-", "_")}.wasm`);
}

function wasmOpt(args) {
  const script = join(root, "node_modules", "binaryen", "bin", "wasm-opt");
  return run(process.execPath, [script, ...args], { quiet: true });
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Refuses what a chain would refuse, and what would differ on another machine. */
function verify(file, path) {
  const bytes = readFileSync(path);
  if (bytes.length > MAX_BYTES) throw new BuildError(`${file} has ${bytes.length} bytes, more than ${MAX_BYTES}`);
  try {
    wasmOpt([path, "--mvp-features", "-o", `${path}.validated`]);
  } catch (error) {
    throw new BuildError(`${file} needs more than the first version of wasm: ${error.message}`);
  } finally {
    rmSync(`${path}.validated`, { force: true });
  }
  const folders = [homedir(), cargoHome(), process.env.RUSTUP_HOME, root, tmpdir()];
  for (const folder of folders) {
    if (folder && folder.length > 1 && bytes.includes(`${folder}/`)) {
      throw new BuildError(`${file} names a folder of this machine: ${folder}`);
    }
  }
  return bytes;
}

/** Where what was built stands in the repository. */
const committedAt = ({ name, file }) => (name in FIXTURES ? join(root, file) : join(artifacts, file));

function buildAll(outFolder, targetFolder) {
  const tools = toolchain();
  say(tools.name);
  const flags = rustflags(tools);
  return Object.entries({ ...CONTRACTS, ...FIXTURES }).map(([name, file]) => {
    const from = performance.now();
    say(`${name}: compiling`);
    const raw = compile(name, targetFolder, flags);
    const path = outFolder === undefined ? committedAt({ name, file }) : join(outFolder, file);
    mkdirSync(dirname(path), { recursive: true });
    wasmOpt([...LOWERING, raw, "-o", path]);
    const bytes = verify(file, path);
    const seconds = Number(((performance.now() - from) / 1000).toFixed(1));
    say(`${name}: ${statSync(raw).size} → ${bytes.length} bytes, ${seconds} s`);
    return { name, file, bytes: bytes.length, sha256: sha256(bytes), seconds };
  });
}

function checksums(rows) {
  const published = rows.filter(({ name }) => name in CONTRACTS);
  const lines = published.map(({ file, sha256 }) => `${sha256}  ${file}\n`);
  return lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join("");
}

/** What is committed and isn't what was built. */
function differences(rows) {
  const found = [];
  for (const { name, file, sha256: built } of rows) {
    const committed = committedAt({ name, file });
    if (!existsSync(committed)) found.push(`${file} is missing`);
    else {
      const there = sha256(readFileSync(committed));
      if (there !== built) found.push(`${file} is ${there}, the sources give ${built}`);
    }
  }
  const path = join(artifacts, "checksums.txt");
  if (!existsSync(path) || readFileSync(path, "utf8") !== checksums(rows)) found.push("checksums.txt does not match");
  return found;
}

function table(rows) {
  const width = Math.max(...rows.map(({ file }) => file.length));
  const line = ({ file, bytes, sha256 }) => `${file.padEnd(width)}  ${String(bytes).padStart(7)}  ${sha256}`;
  return [`${"file".padEnd(width)}  ${"bytes".padStart(7)}  sha256`, ...rows.map(line)].join("\n");
}

function main() {
  const start = performance.now();
  const temporary = check ? mkdtempSync(join(tmpdir(), "mesh-contracts-")) : undefined;
  try {
    const targetFolder = temporary ? join(temporary, "target") : join(workspace, "target", "artifacts");
    const rows = buildAll(temporary && join(temporary, "artifacts"), targetFolder);
    if (!check) writeFileSync(join(artifacts, "checksums.txt"), checksums(rows));
    const different = check ? differences(rows) : [];
    const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
    if (json) process.stdout.write(`${JSON.stringify({ contracts: rows, check, different, seconds })}\n`);
    else say(`\n${table(rows)}\n${seconds} s`);
    if (different.length > 0) {
      const fix = "npm run build:contracts builds them anew";
      throw new BuildError(`what is committed does not match the sources:\n  ${different.join("\n  ")}\n${fix}`);
    }
    if (check) say("what is committed matches the sources, byte for byte");
  } finally {
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
