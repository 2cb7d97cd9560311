/** Digits after the point of every denom in the demo. */
const PLACES = 6;

/** `1234500000n` → `1234.5`; the denom is named beside it. */
export function units(amount: bigint): string {
  const text = amount.toString().padStart(PLACES + 1, "0");
  const fraction = text.slice(-PLACES).replace(/0+$/, "");
  return fraction === "" ? text.slice(0, -PLACES) : `${text.slice(0, -PLACES)}.${fraction}`;
}

/** Columns as wide as their widest cell; the first is text, the others numbers. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length);
    });
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join("   ")
      .trimEnd(),
  );
}

/** The beginning and the end of an address. */
export function short(address: string): string {
  const split = address.lastIndexOf("1") + 1;
  return address.length - split <= 12 ? address : `${address.slice(0, split + 4)}…${address.slice(-4)}`;
}
