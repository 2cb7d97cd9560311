// Runs named stages one after the other, shows what each prints, and ends with one line that counts the tests.
// From a shell every argument is a stage: node scripts/stages.mjs "npm test" "npm run demo"
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** A stage's own count where its output has one: vitest's, cargo's, or our closing line; one per stage otherwise. */
function count(output, ok) {
  const plain = stripVTControlCharacters(output);
  const [closing] = [...plain.matchAll(/^(\d+) passed, (\d+) failed$/gm)].slice(-1);
  let passed = 0;
  let failed = 0;
  const add = (p, f) => {
    passed += Number(p ?? 0);
    failed += Number(f ?? 0);
  };
  if (closing !== undefined) add(closing[1], closing[2]);
  else {
    for (const [, line] of plain.matchAll(/^\s*Tests\s+(.*)$/gm)) {
      add(/(\d+) passed/.exec(line)?.[1], /(\d+) failed/.exec(line)?.[1]);
    }
    for (const [, p, f] of plain.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;/gm)) add(p, f);
  }
  if (passed + failed === 0) return ok ? [1, 0] : [0, 1];
  return ok || failed > 0 ? [passed, failed] : [passed, 1];
}

function run(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.stderr.on("data", (chunk) => process.stderr.write(chunk));
    child.on("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve({ ok: false, output });
    });
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * Every stage runs, whatever the ones before it did; the process ends with 1 where one failed.
 * @param {readonly (readonly [name: string, command: string])[]} stages
 */
export async function runStages(stages) {
  const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);
  const rows = [];
  let passed = 0;
  let failed = 0;
  const start = performance.now();
  for (const [name, command] of stages) {
    process.stdout.write(`\n== ${name}\n`);
    const from = performance.now();
    const { ok, output } = await run(command);
    const [p, f] = count(output, ok);
    passed += p;
    failed += f;
    rows.push(
      `${ok ? "ok    " : "FAILED"} ${name.padEnd(34)} ${seconds(from).padStart(7)} s ${String(p + f).padStart(6)}`,
    );
    process.stdout.write(`== ${name}: ${ok ? "ok" : "FAILED"}, ${seconds(from)} s\n`);
  }
  process.stdout.write(`\n${rows.join("\n")}\ntotal ${seconds(start)} s\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runStages(process.argv.slice(2).map((command) => [command, command]));
}
