// Generates contracts/dist from contracts/artifacts: every wasm as a module of its bytes, for both module systems.
// Node alone runs it: no package, no compiler.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../contracts", import.meta.url));
const dist = join(folder, "dist");

/** Wasm file → the contract's name in the schemas and in cw2. */
const NAMES = {
  mesh_lockup: "mesh-lockup",
  mesh_provider: "mesh-provider",
  mesh_consumer: "mesh-consumer",
  meta_staking: "meta-staking",
  mesh_slasher: "mesh-slasher",
  mesh_feed: "mesh-feed",
};
const names = Object.keys(NAMES);

function read(path) {
  try {
    return readFileSync(join(folder, path));
  } catch (cause) {
    throw new Error(`contracts/${path} can't be read: npm run build:contracts makes it`, { cause });
  }
}

const wasm = Object.fromEntries(names.map((name) => [name, read(`artifacts/${name}.wasm`)]));

/** Read from the file that is committed, and held against the bytes. */
function readChecksums() {
  const lines = read("artifacts/checksums.txt").toString("utf8").trim().split("\n");
  const byFile = new Map(lines.map((line) => line.split("  ").reverse()));
  return Object.fromEntries(
    names.map((name) => {
      const sum = createHash("sha256").update(wasm[name]).digest("hex");
      if (byFile.get(`${name}.wasm`) !== sum)
        throw new Error(`contracts/artifacts/${name}.wasm is not what checksums.txt says`);
      return [name, sum];
    }),
  );
}

/** A module that holds the wasm as text; only who asks for the contract loads it. */
function bytesModule(name, format) {
  const text = wasm[name].toString("base64");
  const exported = format === "esm" ? "export default" : "module.exports =";
  return `${exported} "${text}";\n`;
}

const schemaModule = (name, format) => {
  const text = read(`schema/${NAMES[name]}.json`).toString("utf8").trim();
  return `${format === "esm" ? "export default" : "module.exports ="} ${text};\n`;
};

function indexModule(format) {
  const load = (kind, name) =>
    format === "esm"
      ? `import("./${kind}/${name}.js").then((module) => module.default)`
      : `Promise.resolve().then(() => require("./${kind}/${name}.cjs"))`;
  const decode = `function decode(text) {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < characters.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
`;
  const contracts = names.map((name) => `  ${name}: () => ${load("bytes", name)}.then(decode),\n`).join("");
  const schemas = names.map((name) => `  ${name}: () => ${load("schema", name)},\n`).join("");
  const head = format === "esm" ? "" : '"use strict";\n';
  const declare = format === "esm" ? "export const" : "const";
  const tail = format === "esm" ? "" : "module.exports = { contracts, checksums, schemas };\n";
  return `${head}${decode}
${declare} contracts = {
${contracts}};
${declare} checksums = ${JSON.stringify(readChecksums(), null, 2)};
${declare} schemas = {
${schemas}};
${tail}`;
}

function declarations() {
  const union = names.map((name) => `"${name}"`).join(" | ");
  return `/** The contracts, as their wasm files are named. */
export type ContractName = ${union};

/** JSON schemas (draft 7) of one contract's messages and answers, as cosmwasm-schema writes them. */
export interface ContractSchema {
  readonly contract_name: string;
  readonly contract_version: string;
  readonly idl_version: string;
  readonly instantiate: object | null;
  readonly execute: object | null;
  readonly query: object | null;
  readonly migrate: object | null;
  readonly sudo: object | null;
  /** By the name of the query's variant. */
  readonly responses: Readonly<Record<string, object>> | null;
}

/**
 * The wasm of each contract, loaded when asked for; every call answers a new array.
 *
 * @example
 * import { contracts } from "mesh-security-contracts";
 * const wasm = await contracts.mesh_lockup();
 */
export declare const contracts: Readonly<Record<ContractName, () => Promise<Uint8Array>>>;

/** sha256 of each wasm, lower-case hex: what a chain lists as the code's checksum. */
export declare const checksums: Readonly<Record<ContractName, string>>;

/** The JSON schemas of each contract, loaded when asked for. */
export declare const schemas: Readonly<Record<ContractName, () => Promise<ContractSchema>>>;
`;
}

rmSync(dist, { recursive: true, force: true });
for (const kind of ["bytes", "schema"]) mkdirSync(join(dist, kind), { recursive: true });
for (const [format, extension] of [
  ["esm", "js"],
  ["cjs", "cjs"],
]) {
  writeFileSync(join(dist, `index.${extension}`), indexModule(format));
  for (const name of names) {
    writeFileSync(join(dist, "bytes", `${name}.${extension}`), bytesModule(name, format));
    writeFileSync(join(dist, "schema", `${name}.${extension}`), schemaModule(name, format));
  }
}
writeFileSync(join(dist, "index.d.ts"), declarations());
writeFileSync(join(dist, "index.d.cts"), declarations());
