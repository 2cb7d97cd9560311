/** What the unit tests of the contract folders share: addresses, bad input, a client that answers from a script. */
import { describe, expect, it } from "vitest";
import {
  InvalidAddressError,
  InvalidAmountError,
  InvalidArgumentError,
  InvalidRatioError,
  TxFailedError,
} from "../errors/index.js";
import { Decimal } from "../math/decimal.js";
import { toBech32 } from "./bech32.js";
import { fromJsonBytes } from "./bytes.js";
import type { EncodeObject, SigningClient, StdFee, TxResult, WireCoin } from "./client.js";
import type { CallParams, ExecuteMsg } from "./message.js";
import type { Codec } from "./query.js";
import type { SendOptions, SentTx } from "./tx.js";

const address = (prefix: string, fill: number, length = 20) => toBech32(prefix, new Uint8Array(length).fill(fill));

/** Addresses of the provider chain. */
export const OSMO = {
  alice: address("osmo", 1),
  bob: address("osmo", 2),
  lockup: address("osmo", 3, 32),
  provider: address("osmo", 4, 32),
  slasher: address("osmo", 5, 32),
  staking: address("osmo", 11, 32),
} as const;

/** Addresses of the consumer chain. */
export const JUNO = {
  carol: address("juno", 6),
  consumer: address("juno", 7, 32),
  staking: address("juno", 8, 32),
  gov: address("juno", 9),
  validator: address("junovaloper", 10),
} as const;

const FLIPPED = `${OSMO.alice.slice(0, -1)}${OSMO.alice.endsWith("q") ? "p" : "q"}`;

/** None of these is an account of the chain with the prefix osmo. */
export const BAD_OSMO_ACCOUNTS: readonly unknown[] = [
  undefined,
  null,
  7,
  "",
  "osmo1",
  "alice",
  OSMO.alice.toUpperCase(),
  ` ${OSMO.alice}`,
  FLIPPED,
  JUNO.carol,
  address("osmovaloper", 1),
  address("osmovalcons", 1),
  address("osmo", 1, 19),
  address("osmo", 1, 33),
  "osmo1".padEnd(5_000_000, "q"),
];

/** None of these is an operator address of a validator of any chain. */
export const BAD_VALIDATORS: readonly unknown[] = [
  undefined,
  "",
  JUNO.carol,
  JUNO.validator.toUpperCase(),
  address("valoper", 1),
  address("junovalcons", 1),
  address("junovaloper", 1, 21),
];

/** None of these is an amount that can move. */
export const BAD_AMOUNTS: readonly unknown[] = [0n, -1n, 2n ** 128n, 5, "5", undefined, null, 1.5];

/** None of these is a page's size. */
export const BAD_LIMITS: readonly unknown[] = [0, -1, 1.5, 2 ** 32, Number.NaN, "5", null];

/** None of these is a ratio that a slash can have. */
export const BAD_RATIOS: readonly unknown[] = [
  Decimal.ZERO,
  Decimal.parse("1.000000000000000001"),
  Decimal.parse("50"),
  "0.5",
  0.5,
  undefined,
];

export const TX: TxResult = {
  code: 0,
  height: 7,
  transactionHash: "AB".repeat(32),
  events: [],
  gasUsed: 100n,
  gasWanted: 200n,
};

export interface Sent {
  readonly sender: string;
  readonly messages: readonly EncodeObject[];
  readonly fee: StdFee | "auto" | number;
  readonly memo: string | undefined;
}

/** A client that remembers what it is asked and answers from a script. No chain behind it. */
export class ScriptedClient implements SigningClient {
  readonly sent: Sent[] = [];
  readonly queries: { readonly address: string; readonly msg: unknown }[] = [];

  constructor(
    private readonly script: {
      readonly answer?: (msg: unknown) => unknown;
      readonly deliver?: () => Promise<TxResult>;
      readonly simulate?: () => Promise<number>;
    } = {},
  ) {}

  async queryContractSmart(address: string, msg: unknown): Promise<unknown> {
    this.queries.push({ address, msg });
    return this.script.answer?.(msg);
  }

  async simulate(): Promise<number> {
    return this.script.simulate?.() ?? 100_000;
  }

  async signAndBroadcast(
    sender: string,
    messages: readonly EncodeObject[],
    fee: StdFee | "auto" | number,
    memo?: string,
  ): Promise<TxResult> {
    this.sent.push({ sender, messages, fee, memo });
    return this.script.deliver?.() ?? TX;
  }

  getChainId = async () => "osmosis";
  getHeight = async () => 1;
  getBalance = async (_: string, denom: string) => ({ denom, amount: "0" });
  getTx = async () => null;
  searchTx = async () => [];
}

type ErrorClass = new (...args: never[]) => Error;

/** Everything that is tested of a verb, as data. */
export interface VerbCase<P extends CallParams> {
  readonly build: (params: P) => ExecuteMsg;
  /** Missing where only contracts send the message. */
  readonly send?: (client: SigningClient, params: P, options?: SendOptions) => Promise<SentTx>;
  /** Complete parameters, optional ones included. */
  readonly params: P;
  readonly json: unknown;
  readonly funds?: readonly WireCoin[];
  /** What is paid where the caller says nothing; "auto" where left out. */
  readonly fee?: "auto" | number;
  /** The contract's strict schema. */
  readonly schema: Codec<unknown>;
  /** Per parameter: what it can't be, and the error for it. Sender and contract are tested for all verbs. */
  readonly refused?: Partial<Record<keyof P, readonly [values: readonly unknown[], error: ErrorClass]>>;
}

const foreign = (sender: string) => (sender.startsWith("osmo") ? JUNO.consumer : OSMO.lockup);

/** A verb's tests: its exact JSON, its refusals, its sender. */
export function describeVerb<P extends CallParams>(name: string, verb: VerbCase<P>): void {
  const { build, send, params, json, funds = [], fee = "auto", schema } = verb;

  describe(`${name}Msg`, () => {
    it("default", () => {
      const message = build(params);
      expect(message.typeUrl).toBe("/cosmwasm.wasm.v1.MsgExecuteContract");
      expect(fromJsonBytes(message.value.msg)).toEqual(json);
      expect({ ...message.value, msg: undefined }).toEqual({
        sender: params.sender,
        contract: params.contract,
        msg: undefined,
        funds,
      });
    });

    it("behavior: is frozen, pure, and what the schema takes", () => {
      const message = build(params);
      expect([message, message.value, message.value.funds].every(Object.isFrozen)).toBe(true);
      expect(build(params)).toEqual(message);
      expect(schema.safeParse(fromJsonBytes(message.value.msg)).success).toBe(true);
    });

    const accounts = [
      [undefined, "", "alice", params.sender.toUpperCase(), JUNO.validator],
      InvalidAddressError,
    ] as const;
    const table = {
      sender: accounts,
      contract: [[...accounts[0], foreign(params.sender)], InvalidAddressError] as const,
      ...verb.refused,
    };
    for (const [field, [values, error]] of Object.entries(table) as [
      string,
      readonly [readonly unknown[], ErrorClass],
    ][]) {
      it(`error: ${error.name} for ${field}`, () => {
        for (const value of values) {
          expect(() => build({ ...params, [field]: value }), String(value).slice(0, 50)).toThrow(error);
        }
      });
    }
  });

  if (send === undefined) return;
  describe(name, () => {
    it("default", async () => {
      const client = new ScriptedClient();
      const { transactionHash, height, events, gasUsed } = TX;
      expect(await send(client, params, { memo: "m" })).toEqual({ transactionHash, height, events, gasUsed });
      expect(client.sent).toEqual([{ sender: params.sender, messages: [build(params)], fee, memo: "m" }]);
    });

    it("error: bad input rejects and sends nothing", async () => {
      const client = new ScriptedClient();
      await expect(send(client, { ...params, sender: "alice" })).rejects.toThrow(InvalidAddressError);
      expect(client.sent).toEqual([]);
    });

    it("error: a refusal of the chain has the transaction's hash", async () => {
      const client = new ScriptedClient({ deliver: async () => ({ ...TX, code: 5, rawLog: "Unauthorized" }) });
      const error = await send(client, params).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(TxFailedError);
      expect(error).toMatchObject({ name: "UnauthorizedError", transactionHash: TX.transactionHash, height: 7 });
    });
  });
}

/** Refusals that many verbs share. */
export const REFUSED = {
  osmoAccount: [BAD_OSMO_ACCOUNTS, InvalidAddressError],
  junoAccount: [[undefined, "", OSMO.alice, JUNO.validator], InvalidAddressError],
  validator: [BAD_VALIDATORS, InvalidAddressError],
  junoValidator: [[...BAD_VALIDATORS, address("osmovaloper", 1)], InvalidAddressError],
  amount: [BAD_AMOUNTS, InvalidAmountError],
  limit: [BAD_LIMITS, InvalidArgumentError],
  ratio: [BAD_RATIOS, InvalidRatioError],
  text: [["", 7, "x".repeat(257), null], InvalidArgumentError],
  connection: [["", "connection", "connection-01", "channel-1", undefined, "connection-0 "], InvalidArgumentError],
} as const;
