import { loadContracts } from "../contracts.js";
import { startEmbedded } from "../embedded.js";
import { tellStory } from "./story.js";
import { jsonTeller, textTeller } from "./teller.js";

export interface DemoOptions {
  readonly json: boolean;
  readonly write: (text: string) => void;
  readonly colours: boolean;
}

/** Tells the story on fresh embedded chains. */
export async function runDemo({ json, write, colours }: DemoOptions): Promise<void> {
  const teller = json ? jsonTeller(write) : textTeller(write, colours);
  const stage = startEmbedded();
  try {
    await tellStory(stage, await loadContracts(), teller, () => performance.now());
  } finally {
    await stage.close();
  }
}
