import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startGuarded } from "./guarded.js";
import { until } from "./until.js";

const env = { PATH: process.env.PATH };

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("startGuarded", () => {
  let folder: string;
  const start = (...args: readonly [command: string, ...rest: string[]]) =>
    startGuarded(args[0], args.slice(1), { log: join(folder, "log"), env });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "guarded-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("default", async () => {
    const guarded = await start("sh", "-c", "echo said; exec sleep 600");
    await until("its words", async () => (readFileSync(join(folder, "log"), "utf8") === "said\n" ? true : undefined));
    expect(alive(guarded.pid)).toBe(true);
    await guarded.stop();
    expect(alive(guarded.pid)).toBe(false);
  });

  test("behavior: killed, it is gone when kill comes back", async () => {
    const guarded = await start("sleep", "600");
    await guarded.kill();
    expect(alive(guarded.pid)).toBe(false);
  });

  test("behavior: stopping what has ended by itself is no fault", async () => {
    const guarded = await start("true");
    await until("its end", async () => (alive(guarded.pid) ? undefined : true));
    await guarded.stop();
    expect(alive(guarded.pid)).toBe(false);
  });

  test("behavior: it ends with whoever started it, even where that is killed", async () => {
    const outfile = join(folder, "keeper.mjs");
    await build({
      stdin: {
        contents: `import { startGuarded } from "./guarded.js";
          const { pid } = await startGuarded("sleep", ["600"], { log: "/dev/null", env: process.env });
          console.log(pid);
          await new Promise(() => setInterval(() => {}, 1_000));`,
        resolveDir: fileURLToPath(new URL(".", import.meta.url)),
        loader: "ts",
      },
      bundle: true,
      format: "esm",
      platform: "node",
      outfile,
    });
    const keeper: ChildProcess = spawn(process.execPath, [outfile], { stdio: ["ignore", "pipe", "inherit"] });
    if (keeper.stdout === null) throw new Error("a keeper without output");
    const [line] = await once(createInterface(keeper.stdout), "line");
    const pid = Number(line);
    expect(alive(pid)).toBe(true);
    keeper.kill("SIGKILL");
    await once(keeper, "exit");
    await until("the guarded process to end", async () => (alive(pid) ? undefined : true));
  });
});
