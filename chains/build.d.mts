/** The folder of the binaries; builds what is missing. Throws where a binary is not the one that was built. */
export function ensureBinaries(): Promise<string>;
