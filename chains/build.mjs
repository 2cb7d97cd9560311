// Builds what real chains need, once, into an ignored cache: wasmd for each address prefix, the VM library it loads,
// and Hermes. The cache is keyed by what is pinned here; what it holds is checked by checksum before it is used.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = join(here, "..", ".cache", "chains");

const PREFIXES = ["osmo", "juno", "stars"];
const WASMD = "v0.61.14";
const HERMES = "1.10.5";
const LIBRARY = { x64: "libwasmvm.x86_64.so", arm64: "libwasmvm.aarch64.so" }[process.arch];

const sha256 = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");

/** What the binaries depend on; another value is another folder of the cache. */
function key() {
  const hash = createHash("sha256").update(JSON.stringify([PREFIXES, WASMD, HERMES, process.platform, process.arch]));
  for (const file of ["go.mod", "go.sum", "tools.go"]) hash.update(readFileSync(join(here, "wasmd", file)));
  return hash.digest("hex").slice(0, 16);
}

/** Runs a command to its end; its output goes to stderr only where it fails. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    let errors = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors = (errors + chunk).slice(-20_000);
    });
    child.on("error", (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve(output.trim());
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}\n${errors}`));
    });
  });
}

async function step(what, work) {
  const from = performance.now();
  process.stderr.write(`${what} …\n`);
  await work();
  process.stderr.write(`${what}: ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
}

async function buildWasmd(bin) {
  const cwd = join(here, "wasmd");
  for (const prefix of PREFIXES) {
    await step(`wasmd ${WASMD} with addresses of ${prefix}`, () =>
      run(
        "go",
        [
          "build",
          "-mod=readonly",
          "-buildvcs=false",
          "-trimpath",
          "-ldflags",
          [
            // sonic reaches into the runtime by name, which newer linkers refuse unless told.
            "-checklinkname=0 -s -w",
            "-X github.com/cosmos/cosmos-sdk/version.Name=wasm",
            "-X github.com/cosmos/cosmos-sdk/version.AppName=wasmd",
            `-X github.com/cosmos/cosmos-sdk/version.Version=${WASMD.slice(1)}`,
            `-X github.com/CosmWasm/wasmd/app.Bech32Prefix=${prefix}`,
          ].join(" "),
          "-o",
          join(bin, `wasmd-${prefix}`),
          "github.com/CosmWasm/wasmd/cmd/wasmd",
        ],
        { cwd },
      ),
    );
  }
  const folder = await run("go", ["list", "-m", "-f", "{{.Dir}}", "github.com/CosmWasm/wasmvm/v3"], { cwd });
  cpSync(join(folder, "internal", "api", LIBRARY), join(bin, LIBRARY));
}

async function buildHermes(bin) {
  const root = join(bin, "..", "hermes");
  await step(`Hermes ${HERMES}`, () =>
    run("cargo", [
      "install",
      "ibc-relayer-cli",
      "--version",
      HERMES,
      "--locked",
      "--bin",
      "hermes",
      "--root",
      root,
      "--target-dir",
      join(root, "target"),
    ]),
  );
  cpSync(join(root, "bin", "hermes"), join(bin, "hermes"));
  rmSync(root, { recursive: true });
}

function checksums(bin) {
  return readdirSync(bin)
    .filter((file) => file !== "checksums.txt")
    .sort()
    .map((file) => `${sha256(join(bin, file))}  ${file}\n`)
    .join("");
}

/**
 * The folder of the binaries; builds what is missing. Throws where a binary is not the one that was built.
 * @returns {Promise<string>}
 */
export async function ensureBinaries() {
  if (LIBRARY === undefined || process.platform !== "linux") {
    throw new Error(`no chain can be built for ${process.platform} on ${process.arch}: Linux on x64 or arm64 only`);
  }
  const bin = join(cache, key());
  const list = join(bin, "checksums.txt");
  if (existsSync(list)) {
    if (readFileSync(list, "utf8") !== checksums(bin)) {
      throw new Error(`${bin} does not hold what was built: remove it, and it is built anew`);
    }
    return bin;
  }
  // Built beside, then renamed: what an interrupted build leaves is never taken for a whole one.
  const building = `${bin}.building`;
  mkdirSync(join(building, "bin"), { recursive: true });
  await buildWasmd(join(building, "bin"));
  if (!existsSync(join(building, "bin", "hermes"))) await buildHermes(join(building, "bin"));
  writeFileSync(join(building, "bin", "checksums.txt"), checksums(join(building, "bin")));
  renameSync(join(building, "bin"), bin);
  rmSync(building, { recursive: true });
  return bin;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${await ensureBinaries()}\n`);
}
