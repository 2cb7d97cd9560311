import { describe, expect, it } from "vitest";
import { main } from "./main.js";

async function run(...args: string[]) {
  const printed = { out: "", error: "" };
  const code = await main(args, {
    out: (text) => {
      printed.out += text;
    },
    error: (text) => {
      printed.error += text;
    },
    colours: false,
  });
  return { code, ...printed };
}

describe("main", () => {
  it("default: demo tells the story, and its books close", async () => {
    const { code, out, error } = await run("demo");
    expect([code, error]).toEqual([0, ""]);
    expect(out).toContain("2400 bonded = 2230 returned + 170 slashed; the lockup holds 0");
  });

  it("behavior: --json prints one object a line with step, chain, height and numbers as strings", async () => {
    const { code, out } = await run("demo", "--json");
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const { step, chain, height, ...numbers } of lines) {
      expect(typeof step).toBe("string");
      expect(["osmosis", "juno", "stargaze"]).toContain(chain);
      expect(height).toBeGreaterThan(0);
      expect(Object.values(numbers).every((value) => typeof value === "string" || value === true)).toBe(true);
    }
    expect(lines.at(-1)).toMatchObject({
      step: "reconciled",
      bonded: "2400000000",
      returned: "2230000000",
      slashed: "170000000",
      ok: true,
    });
  });

  it("behavior: the same run twice prints the same", async () => {
    expect((await run("demo", "--json")).out).toBe((await run("demo", "--json")).out);
  });

  it("behavior: --help shows the commands", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("demo"), error: "" });
  });

  it.each([[], ["stake"], ["demo", "twice"], ["demo", "--fast"]])("error: called wrongly with %s", async (...args) => {
    const { code, out, error } = await run(...(args as string[]));
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain("mesh-security <command>");
  });
});
