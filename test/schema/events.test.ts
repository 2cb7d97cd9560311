import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { events as consumer } from "../../src/consumer/eventSchema.js";
import { events as lockup } from "../../src/lockup/eventSchema.js";
import { events as provider } from "../../src/provider/eventSchema.js";
import { events as slasher } from "../../src/slasher/eventSchema.js";
import { events as staking } from "../../src/staking/eventSchema.js";
import { type Contract, sourceOf } from "./sources.js";

const CODECS: Readonly<Partial<Record<Contract, Readonly<Record<string, z.ZodMiniType>>>>> = {
  lockup,
  provider,
  consumer,
  staking,
  slasher,
};

/** The provider builds these names of two words. */
const BUILT = /^(ack|failed)_(stake|unstake)$/;

describe.each(Object.entries(CODECS))("events of %s", (contract, codecs) => {
  const source = sourceOf(contract as Contract);
  it.each(Object.entries(codecs))("default: %s", (name, codec) => {
    const words = BUILT.exec(name)?.slice(1) ?? [name];
    for (const word of words) expect(source).toContain(`"${word}"`);
    const { properties = {} } = z.toJSONSchema(codec, { io: "input" });
    for (const attribute of Object.keys(properties)) expect(source, attribute).toContain(`"${attribute}"`);
  });
});
