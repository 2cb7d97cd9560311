import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = { sdk: ".", contracts: "contracts", devnet: "devnet", cli: "cli" } as const;

let project = "";
const tarballs = new Map<string, string>();

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error ?? status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** What a script of the project prints. */
function script(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return run("node", [name], project).trim();
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "mesh-packaging-"));
  run("npm", ["run", "--silent", "build"], root);
  for (const [name, folder] of Object.entries(folders)) {
    const [packed] = JSON.parse(
      run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], join(root, folder)),
    ) as { filename: string }[];
    if (packed === undefined) throw new Error(`npm pack printed nothing for ${name}`);
    tarballs.set(name, join(project, packed.filename));
  }
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "app", private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", ...tarballs.values()], project);
}, 600_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const bond = `
const { bondMsg } = sdk;
const sender = "osmo1qqqsyqcyq5rqwzqfpg9scrgwpugpzysntdz28t";
`;

describe("packed tarballs", () => {
  test("behavior: hold what they export and no sources, tests or machine paths", () => {
    for (const [name, tarball] of tarballs) {
      const list = run("tar", ["-tzf", tarball], project).split("\n");
      expect(
        list.some((file) => /package\/(dist|artifacts)\//.test(file)),
        name,
      ).toBe(true);
      expect(
        list.filter((file) => /\.test\.|node_modules|\/src\/.*\.ts$/.test(file) && !file.endsWith(".d.ts")),
      ).toEqual([]);
      const text = run("tar", ["-xzOf", tarball], project);
      expect(text.includes(root.replace(/\/$/, "")), `${name} names the folder it was built in`).toBe(false);
    }
  });

  test("behavior: every entry point loads as ESM", () => {
    const entries = Object.keys(
      (JSON.parse(run("npm", ["pkg", "get", "exports"], root)) as Record<string, unknown>) ?? {},
    ).filter((entry) => entry !== "./package.json");
    const text = entries
      .map((entry) => `import * as m${entries.indexOf(entry)} from "mesh-security-sdk${entry.slice(1)}";`)
      .join("\n");
    const counts = entries.map((_, index) => `Object.keys(m${index}).length`).join(", ");
    const printed = script("all.mjs", `${text}\nconsole.log(JSON.stringify([${counts}]));`);
    const numbers = JSON.parse(printed) as number[];
    expect(numbers.length).toBe(entries.length);
    expect(Math.min(...numbers)).toBeGreaterThan(0);
  });

  test("behavior: ESM and CJS build the same message", () => {
    const use = `${bond}
console.log(JSON.stringify(bondMsg({ contract: sender, sender, funds: { denom: "uosmo", amount: 7n } }), (_, v) =>
  v instanceof Uint8Array ? new TextDecoder().decode(v) : v));`;
    const esm = script("esm.mjs", `import * as sdk from "mesh-security-sdk/lockup";${use}`);
    const cjs = script("cjs.cjs", `const sdk = require("mesh-security-sdk/lockup");${use}`);
    expect(cjs).toBe(esm);
    expect(JSON.parse(esm)).toMatchObject({
      typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
      value: { msg: '{"bond":{}}', funds: [{ denom: "uosmo", amount: "7" }] },
    });
  });

  test("behavior: an error of one copy is known to the other", () => {
    const printed = script(
      "copies.mjs",
      `import { createRequire } from "node:module";
import { isMeshError } from "mesh-security-sdk/errors";
import { parseAmount } from "mesh-security-sdk/math";
const cjs = createRequire(import.meta.url)("mesh-security-sdk/errors");
let caught;
try { parseAmount("0x10"); } catch (error) { caught = error; }
console.log(isMeshError(caught, "InvalidAmountError"), cjs.isMeshError(caught, "InvalidAmountError"));`,
    );
    expect(printed).toBe("true true");
  });

  test("behavior: the contracts' bytes match their checksums in both module systems", () => {
    const check = `
const { createHash } = await import("node:crypto");
for (const [name, load] of Object.entries(pkg.contracts)) {
  const hash = createHash("sha256").update(await load()).digest("hex");
  if (hash !== pkg.checksums[name]) throw new Error(name);
}
console.log(Object.keys(pkg.contracts).length);`;
    expect(script("wasm.mjs", `import * as pkg from "mesh-security-contracts";${check}`)).toBe("6");
    expect(script("wasm.cjs", `const pkg = require("mesh-security-contracts");(async () => {${check}})();`)).toBe("6");
  });

  test("behavior: the installed command runs the demo", () => {
    const printed = run(join(project, "node_modules", ".bin", "mesh-security"), ["demo", "--json"], project);
    const last = JSON.parse(printed.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
    expect(last).toMatchObject({ step: "reconciled", ok: true });
  });

  test("behavior: a bundler without plugins makes a browser bundle of SDK, devnet and contracts", () => {
    writeFileSync(
      join(project, "app.js"),
      `export * from "mesh-security-sdk/mesh"; export * from "mesh-security-devnet"; export * from "mesh-security-contracts";`,
    );
    run(
      join(root, "node_modules", ".bin", "esbuild"),
      [
        "app.js",
        "--bundle",
        "--format=esm",
        "--platform=browser",
        "--splitting",
        "--outdir=bundle",
        "--log-level=error",
      ],
      project,
    );
    expect(readdirSync(join(project, "bundle")).length).toBeGreaterThan(5);
  });

  test("behavior: types resolve for an app under node16 and bundler, with cosmjs's client", () => {
    writeFileSync(
      join(project, "app.ts"),
      `import type { SigningCosmWasmClient } from "@cosmjs/cosmwasm-stargate";
import { createLockupClient } from "mesh-security-sdk/lockup";
import { getBalance } from "mesh-security-sdk/lockup";
export async function free(client: SigningCosmWasmClient, contract: string, account: string): Promise<bigint> {
  const lockup = createLockupClient({ client, contract, sender: account });
  const { free } = await getBalance(client, { contract, account });
  return free + (await lockup.getBalance({ account })).bonded;
}
`,
    );
    for (const [module, moduleResolution] of [
      ["node16", "node16"],
      ["esnext", "bundler"],
    ] as const) {
      const options = { noEmit: true, strict: true, skipLibCheck: true, target: "es2022", types: [] };
      const config = { compilerOptions: { ...options, module, moduleResolution }, files: ["app.ts"] };
      writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
      run(join(root, "node_modules", ".bin", "tsc"), ["-p", "."], project);
    }
  });

  test("behavior: publint and arethetypeswrong have nothing to say", () => {
    for (const [name, tarball] of tarballs) {
      run(join(root, "node_modules", ".bin", "publint"), ["--strict", tarball], project);
      if (name === "sdk" || name === "devnet" || name === "contracts") {
        run(join(root, "node_modules", ".bin", "attw"), ["--profile", "node16", tarball], project);
      }
    }
  });
});
