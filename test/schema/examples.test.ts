import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDERS = ["core", "errors", "lockup", "provider", "consumer", "staking", "slasher", "feed", "ibc"];

/** What examples take as given; everything else in them must be exported or declared by the example. */
const GIVEN = `
declare const client: SigningClient, osmosis: ChainClient, juno: ChainClient, source: ChainClient;
declare const contract: string, sender: string, account: string, owner: string, authority: string, delegator: string;
declare const consumer: string, provider: string, lockup: string, staking: string, slasher: string, metaStaking: string;
declare const validator: string, lienholder: string, portId: string, text: string;
declare const funds: import("./src/core/coin.js").Coin, ratio: import("./src/math/decimal.js").Decimal;
declare const events: readonly import("./src/core/client.js").ChainEvent[];
declare const messages: readonly import("./src/core/client.js").EncodeObject[];
declare const result: import("./src/core/client.js").TxResult, slasherInit: object, error: unknown;
declare const packet: import("./src/ibc/packetEvents.js").Packet;
declare const outcome: Extract<import("./src/ibc/waitForAck.js").PacketOutcome, { status: "acknowledged" }>;
type SigningClient = import("./src/core/client.js").SigningClient;
type ChainClient = import("./src/core/client.js").ChainClient;
`;

interface Example {
  readonly file: string;
  readonly code: string;
}

function examplesOf(file: string): Example[] {
  const source = readFileSync(`${ROOT}${file}`, "utf8");
  return [...source.matchAll(/\* ```ts\n([\s\S]*?) \* ```/g)].map(([, block = ""]) => ({
    file,
    code: block.replace(/^ \* ?/gm, ""),
  }));
}

const EXAMPLES = FOLDERS.flatMap((folder) =>
  readdirSync(`${ROOT}src/${folder}`)
    .filter((name) => name.endsWith(".ts") && !/\.test(-d)?\.ts$|^testing\.ts$/.test(name))
    .flatMap((name) => examplesOf(`src/${folder}/${name}`)),
);

/** Names that a module gives at run time, by TypeScript's own reading of it. */
function exportsOf(program: ts.Program, file: string): string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(`${ROOT}${file}`);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return target.flags & ts.SymbolFlags.Value ? [symbol.name] : [];
  });
}

/** One module with every example as a function of its own, in the scope that its file's reader has. */
function moduleOf(program: ts.Program): string {
  const shared = ["src/errors/index.ts", "src/core/index.ts", "src/math/index.ts", "src/ibc/index.ts"];
  const imported = [...shared, "src/lockup/index.ts", "src/provider/errors.ts", "src/lockup/schema.ts"];
  const blocks = EXAMPLES.map(({ file, code }, at) => {
    const folder = file.replace(/[^/]+$/, "index.ts");
    const scope = new Map<string, string>();
    for (const from of [...imported, folder, file]) for (const name of exportsOf(program, from)) scope.set(name, from);
    const used = [...scope].filter(([name]) => new RegExp(`\\b${name}\\b`).test(code));
    const given = used.map(([name]) => `const ${name} = _${at}_${name};`).join(" ");
    const imports = used
      .map(([name, from]) => `import { ${name} as _${at}_${name} } from "./${from.replace(/\.ts$/, ".js")}";`)
      .join("\n");
    return `${imports}\nexport async function example${at}() { ${given} {\n${code}} }\n`;
  });
  return `${GIVEN}\n${blocks.join("\n")}`;
}

function compile(): readonly string[] {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const files = FOLDERS.map((folder) => `${ROOT}src/${folder}/index.ts`);
  const sources = [...new Set(EXAMPLES.map(({ file }) => `${ROOT}${file}`))];
  const first = ts.createProgram([...files, ...sources, `${ROOT}src/math/index.ts`], config.options);
  const path = `${ROOT}examples.virtual.ts`;
  const text = moduleOf(first);
  const host = ts.createCompilerHost(config.options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === path ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile.call(host, name, ...rest);
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.readFile = (name) => (name === path ? text : readFile.call(host, name));
  const program = ts.createProgram([path], config.options, host, first);
  const virtual = program.getSourceFile(path);
  return [...program.getSyntacticDiagnostics(virtual), ...program.getSemanticDiagnostics(virtual)].map(
    ({ messageText, start = 0 }) => {
      const at = [...text.slice(0, start).matchAll(/function example(\d+)/g)].at(-1)?.[1];
      const example = EXAMPLES[Number(at)];
      return `${example?.file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}\n${example?.code}`;
    },
  );
}

describe("the examples of the docs comments", () => {
  it("default: every one compiles", { timeout: 120_000 }, () => {
    expect(EXAMPLES.length).toBeGreaterThan(150);
    expect(compile()).toEqual([]);
  });
});
