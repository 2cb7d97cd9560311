import { describe, expect, test } from "vitest";
import { anchors, read } from "./pages.js";
import { lost, rowsOf } from "./proofs.js";

const PAGE = "docs/security.md";
/** Of what no contract decides. */
const NOBODY = "–";

describe(PAGE, () => {
  const text = read(PAGE);
  const rows = rowsOf(text, PAGE);

  test("every row says what its role can or cannot do, and names the tests that show it", () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter(({ what }) => !/^\| \*\*(?:can|cannot)\*\* /.test(what))).toEqual([]);
    const bare = rows.filter(({ proofs, rest }) => rest.some((each) => each !== NOBODY || proofs.length > 0));
    expect(bare).toEqual([]);
    // Proofs of light clients, and how well a validator works.
    expect(rows.filter(({ proofs }) => proofs.length === 0)).toHaveLength(2);
  });

  test("every test that is named runs in the file that the link leads to", () => {
    expect(lost(rows.flatMap(({ proofs }) => proofs))).toEqual([]);
  });

  test("every role of the first table has its section", () => {
    const table = text.split("\n## ")[0] ?? "";
    const sections = [...table.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(sections.length).toBeGreaterThan(9);
    expect(sections.filter((anchor = "") => !anchors(text).has(anchor))).toEqual([]);
  });
});
