import { fileURLToPath } from "node:url";

/** Where runs keep their chains' data and logs. Ignored by git. */
export const RUNS = fileURLToPath(new URL("../.cache/chains/runs", import.meta.url));
