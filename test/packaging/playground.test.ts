import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const page = new URL("../../docs/playground/index.html", import.meta.url);
const html = readFileSync(page, "utf8");
const modules = ["playground.js", "model.js"].map((name) => readFileSync(new URL(name, page), "utf8"));
/** Loaded as a browser loads it: with the built package beside it. */
const model = await import(new URL("./model.js", page).href);
const percent = (text: string) => model.readPercent(text).value;

describe("the playground's page", () => {
  test("behavior: asks for nothing that a strict content security policy refuses", () => {
    expect(html).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toMatch(/ src="[\w.]+\.js"/);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    for (const text of modules)
      expect(text).not.toMatch(/innerHTML|\beval\b|new Function|\.style\b|"style"|https?:\/\/(?!www\.w3\.org)/);
  });

  test("behavior: every file that it names is there", () => {
    const named = [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = ""]) => path);
    const imported = modules.flatMap((text) => [...text.matchAll(/from "([^"]+)"/g)].map(([, path = ""]) => path));
    expect(named).toContain("playground.js");
    expect(imported).toContain("../../dist/math/index.js");
    expect([...named, ...imported].filter((path) => !existsSync(new URL(path, page)))).toEqual([]);
  });

  test("behavior: every input has a name that is read aloud, and scripts find what they look for", () => {
    const wanted = [...(modules[0] ?? "").matchAll(/byId\("([\w-]+)"\)/g)].map(([, id = ""]) => id);
    expect(wanted.filter((id) => !html.includes(`id="${id}"`))).toEqual([]);
    const inputs = [...html.matchAll(/<label[^>]*>(?:(?!<\/label>)[\s\S])*<input/g)].length;
    expect(inputs).toBe([...html.matchAll(/<input/g)].length);
    for (const [, id = ""] of html.matchAll(/aria-labelledby="([\w-]+)"/g)) expect(html).toContain(`id="${id}"`);
  });
});

describe("readAmount, readPercent", () => {
  test("default", () => {
    expect(model.readAmount(" 1 000 000 ").value).toBe(1_000_000n);
    expect(model.readPercent("30").value.toString()).toBe("0.3");
    expect(model.readPercent("0.05").value.toString()).toBe("0.0005");
    expect(model.readPercent("100").value.toString()).toBe("1");
  });

  test("behavior: says why a text is none", () => {
    for (const text of ["", "-1", "1e18", "0x10", "1.5", "9".repeat(50)]) {
      expect(model.readAmount(text), text).toMatchObject({ value: undefined, error: expect.stringMatching(/./) });
    }
    for (const text of ["", "101", "-1", "x", "1.2.3"]) {
      expect(model.readPercent(text), text).toMatchObject({ value: undefined, error: expect.stringMatching(/./) });
    }
  });
});

describe("capOf", () => {
  const consumers = ["a", "b", "c"].map((name) => ({ name, asked: 1000n, maxShare: percent("30") }));

  test("default", () => {
    const free = model.capOf({ local: 100n, minLocalShare: percent("0"), consumers });
    expect(free.rows.map((row: { allowed: bigint }) => row.allowed)).toEqual([300n, 300n, 300n]);
    expect(free).toMatchObject({ remote: 900n, total: 1000n, localPercent: "10.00" });
    expect(free.rows[0]).toMatchObject({ percent: "30.00", limit: "share" });
  });

  test("behavior: says what holds a consumer down", () => {
    const least = model.capOf({ local: 100n, minLocalShare: percent("40"), consumers });
    expect(least.rows.map((row: { limit: string }) => row.limit)).toEqual(["local", "local", "local"]);
    expect(least.remote).toBe(150n);
    const small = [{ name: "a", asked: 5n, maxShare: percent("100") }];
    const row = model.capOf({ local: 100n, minLocalShare: percent("0"), consumers: small }).rows[0];
    expect(row).toMatchObject({ allowed: 5n, limit: "asked" });
  });

  test("behavior: without any stake there is nothing to show a part of", () => {
    const nothing = model.capOf({ local: 0n, minLocalShare: percent("0"), consumers: [] });
    expect(nothing).toMatchObject({ rows: [], total: 0n, localPercent: "0.00" });
  });
});

describe("slashOf", () => {
  const claims = [
    { name: "juno", amount: 1000n },
    { name: "stargaze", amount: 950n },
    { name: "akash", amount: 300n },
  ];

  test("default", () => {
    const result = model.slashOf({ bonded: 1000n, claims, lienholder: "juno", ratio: percent("10") });
    expect(result.lost).toBe(100n);
    expect(result.bonded).toEqual({ before: 1000n, after: 900n });
    expect(result.cuts).toEqual([{ name: "stargaze", amount: 50n }]);
    expect(result.claims.map((claim: { after: bigint }) => claim.after)).toEqual([900n, 900n, 300n]);
  });

  test("behavior: a slash of nothing, or of who has no claim, changes nothing", () => {
    for (const [lienholder, ratio] of [
      ["juno", "0"],
      ["nobody", "100"],
    ] as const) {
      const result = model.slashOf({ bonded: 1000n, claims, lienholder, ratio: percent(ratio) });
      expect(result).toMatchObject({ lost: 0n, cuts: [], bonded: { before: 1000n, after: 1000n } });
    }
  });

  test("behavior: to the end leaves nothing", () => {
    const result = model.slashOf({ bonded: 1000n, claims, lienholder: "juno", ratio: percent("100") });
    expect(result).toMatchObject({ lost: 1000n, bonded: { after: 0n }, free: { after: 0n } });
  });

  test("error: AmountUnderflowError where a claim is above what is bonded", () => {
    expect(() => model.accountOf(10n, claims)).toThrow(expect.objectContaining({ name: "AmountUnderflowError" }));
  });
});
