/** Digits after the point of every denom in the demo. */
const PLACES = 6;

/** `1234500000n` → `1234.5`; the denom is named beside it. */
export function units(amount: bigint): string {
  const text = amount.toString().padStart(PLACES + 1, "0");
  const fraction = text.slice(-PLACES).replace(/0+$/, "");
  return fraction === "" ? text.slice(0, -PLACES) : `${text.slice(0, -PLACES)}.${fraction}`;
}

/** Columns as wide as their widest cell; those that hold numbers below their head are right-aligned. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.map((_, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    return {
      width: Math.max(...cells.map((cell) => cell.length)),
      right: cells.slice(1).every((cell) => /^[\d.]+$/.test(cell)),
    };
  });
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const { width = 0, right = false } = columns?.[at] ?? {};
        return right ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("   ")
      .trimEnd(),
  );
}

/** The beginning and the end of an address. */
export function short(address: string): string {
  const split = address.lastIndexOf("1") + 1;
  return address.length - split <= 12 ? address : `${address.slice(0, split + 4)}…${address.slice(-4)}`;
}
