import { describe, expect, it, vi } from "vitest";
import { TooManyItemsError } from "../errors/index.js";
import { walk } from "./pagination.js";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}

const self = (item: number) => item;

describe("walk", () => {
  it("default", async () => {
    const pages = new Map<number | undefined, number[]>([
      [undefined, [1, 2]],
      [2, [3]],
      [3, []],
    ]);
    const page = vi.fn(async (startAfter: number | undefined) => pages.get(startAfter) ?? []);
    expect(await all(walk(page, self))).toEqual([1, 2, 3]);
    expect(page.mock.calls).toEqual([[undefined], [2], [3]]);
  });

  it("behavior: starts where it is told", async () => {
    const page = vi.fn(async (startAfter: number | undefined) => (startAfter === 5 ? [6] : []));
    expect(await all(walk(page, self, {}, 5))).toEqual([6]);
  });

  it("behavior: ends where the cursor does not move", async () => {
    const page = vi.fn(async () => [1, 2]);
    expect(await all(walk(page, self))).toEqual([1, 2]);
    expect(page).toHaveBeenCalledTimes(2);
  });

  it("behavior: asks for no page that nobody wants", async () => {
    const page = vi.fn(async (startAfter = 0) => [startAfter + 1]);
    for await (const item of walk(page, self)) if (item === 3) break;
    expect(page).toHaveBeenCalledTimes(3);
  });

  it("behavior: a page longer than asked is taken whole", async () => {
    const long = Array.from({ length: 1000 }, (_, item) => item + 1);
    expect(await all(walk(async (startAfter) => (startAfter === undefined ? long : []), self))).toEqual(long);
  });

  it("error: TooManyItemsError where a chain goes on for ever", async () => {
    const endless = walk(async (startAfter = 0) => [startAfter + 1, startAfter + 2], self, { maxItems: 5 });
    const seen: number[] = [];
    await expect(
      (async () => {
        for await (const item of endless) seen.push(item);
      })(),
    ).rejects.toThrow(TooManyItemsError);
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it("error: TooManyItemsError where cursors go in a circle", async () => {
    const circle = walk(async (startAfter) => [startAfter === 1 ? 2 : 1], self, { maxItems: 50 });
    await expect(all(circle)).rejects.toThrow(TooManyItemsError);
  });

  it("error: the signal's reason, between two pages", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const page = vi.fn(async (startAfter = 0) => [startAfter + 1]);
    const walking = (async () => {
      for await (const _ of walk(page, self, { signal: controller.signal })) controller.abort(reason);
    })();
    await expect(walking).rejects.toBe(reason);
    expect(page).toHaveBeenCalledTimes(1);
  });

  it("error: what a page throws", async () => {
    const failure = new Error("down");
    await expect(all(walk(() => Promise.reject(failure), self))).rejects.toBe(failure);
  });
});
