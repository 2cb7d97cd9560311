import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeOf } from "../ibc/test-network.js";
import { cameThrough, checkDenom, denomJson, escrowAddress, ibcDenom, parsePath, pathOf } from "./denom.js";

describe("ibcDenom", () => {
  it("default", () => {
    // Denoms of public chains.
    expect(ibcDenom("transfer/channel-0/uatom")).toBe(
      "ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2",
    );
    expect(ibcDenom("transfer/channel-141/uosmo")).toBe(
      "ibc/14F9BC3E44B8A9C1BE1FB08980FAB87034C9905EF17CF2F5008FC085218811CC",
    );
    expect(ibcDenom("transfer/channel-42/ujuno")).toBe(
      "ibc/46B44899322F3CD854D2D46DEEF881958467CDD4B3B10086DA49296BBED94BED",
    );
    expect(ibcDenom("transfer/channel-1/uatom")).toBe(
      "ibc/C4CFF46FD6DE35CA4CF4CE031E643C8FDC9BA4B99AE598E9B0ED98FE3A2319F9",
    );
  });

  it("behavior: a token that has not moved keeps its name", () => {
    expect(ibcDenom("uatom")).toBe("uatom");
    expect(ibcDenom("gamm/pool/1")).toBe("gamm/pool/1");
  });
});

describe("parsePath", () => {
  it("default", () => {
    expect(parsePath("transfer/channel-1/transfer/channel-0/gamm/pool/1")).toEqual({
      base: "gamm/pool/1",
      trace: [
        { portId: "transfer", channelId: "channel-1" },
        { portId: "transfer", channelId: "channel-0" },
      ],
    });
  });

  it("behavior: what is no pair of port and channel belongs to the base", () => {
    expect(parsePath("transfer/channel-x/uatom")).toEqual({ base: "transfer/channel-x/uatom", trace: [] });
    expect(parsePath("transfer/channel-0")).toEqual({ base: "transfer/channel-0", trace: [] });
    expect(parsePath("transfer/channel-0/")).toEqual({
      base: "",
      trace: [{ portId: "transfer", channelId: "channel-0" }],
    });
    expect(parsePath("transfer/07-tendermint-3/uatom").trace).toHaveLength(1);
  });

  it("behavior: a path put together again is the same", () => {
    const part = fc.constantFrom("transfer", "channel-0", "channel-12", "uatom", "wasm.x", "ibc", "");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = [...parts, "uatom"].join("/");
        expect(pathOf(parsePath(path))).toBe(path);
      }),
    );
  });
});

describe("checkDenom", () => {
  it("error: SdkError transfer/3, no base", () => {
    expect(codeOf(() => checkDenom(parsePath("transfer/channel-0/ ")))).toBe("transfer/3");
  });
  it("error: SdkError host/2, a port that cannot be", () => {
    expect(codeOf(() => checkDenom(parsePath("a b/channel-0/uatom")))).toBe("host/2");
  });
});

describe("cameThrough", () => {
  it("default", () => {
    const denom = parsePath("transfer/channel-1/transfer/channel-0/uatom");
    expect(cameThrough(denom, "transfer", "channel-1")).toBe(true);
    expect(cameThrough(denom, "transfer", "channel-0")).toBe(false);
    expect(cameThrough(parsePath("uatom"), "transfer", "channel-1")).toBe(false);
  });
});

describe("denomJson", () => {
  it("default", () => {
    expect(denomJson(parsePath("transfer/channel-1/u<atom"))).toBe(
      '{"base":"u\\u003catom","trace":[{"port_id":"transfer","channel_id":"channel-1"}]}',
    );
    expect(denomJson(parsePath("uatom"))).toBe('{"base":"uatom","trace":null}');
  });
});

describe("escrowAddress", () => {
  it("default", () => {
    // Escrow accounts of public chains.
    expect(escrowAddress("cosmos", "transfer", "channel-141")).toBe("cosmos1x54ltnyg88k0ejmk8ytwrhd3ltm84xehrnlslf");
    expect(escrowAddress("cosmos", "transfer", "channel-207")).toBe("cosmos1ju6tlfclulxumtt2kglvnxduj5d93a64r5czge");
    expect(escrowAddress("juno", "transfer", "channel-0")).toBe("juno1a53udazy8ayufvy0s434pfwjcedzqv34q7p7vj");
  });
});
