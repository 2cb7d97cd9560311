import { MsgWithdrawDelegatorRewardResponse } from "cosmjs-types/cosmos/distribution/v1beta1/tx";
import { MsgBeginRedelegateResponse, MsgUndelegateResponse } from "cosmjs-types/cosmos/staking/v1beta1/tx";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTime, redelegateResponse, undelegateResponse, withdrawResponse } from "./response-bytes.js";

/** Below 2³¹ seconds: cosmjs-types writes no larger ones rightly. */
const times = fc.bigInt({ min: 0n, max: 2n ** 31n * 1_000_000_000n - 1n });
const coins = fc.record({
  denom: fc.stringMatching(/^[a-z]{3,200}$/),
  amount: fc.bigInt({ min: 0n, max: 2n ** 128n }),
});
const seconds = (time: bigint) => ({ seconds: time / 1_000_000_000n, nanos: Number(time % 1_000_000_000n) });
const wire = ({ denom, amount }: { denom: string; amount: bigint }) => ({ denom, amount: amount.toString() });

describe("undelegateResponse", () => {
  it("behavior: is what protobuf makes of it", () => {
    fc.assert(
      fc.property(times, coins, (time, coin) => {
        const message = MsgUndelegateResponse.fromPartial({ completionTime: seconds(time), amount: wire(coin) });
        expect(undelegateResponse(time, coin)).toEqual(MsgUndelegateResponse.encode(message).finish());
      }),
    );
  });
});

describe("redelegateResponse", () => {
  it("behavior: is read as it was, also the year 1 and late times", () => {
    for (const time of [0n, 5n, -62_135_596_800_000_000_000n, 2n ** 62n]) {
      expect(MsgBeginRedelegateResponse.decode(redelegateResponse(time)).completionTime).toEqual(seconds(time));
    }
  });
});

describe("withdrawResponse", () => {
  it("behavior: is what protobuf makes of it", () => {
    fc.assert(
      fc.property(fc.array(coins, { maxLength: 3 }), (list) => {
        const message = MsgWithdrawDelegatorRewardResponse.fromPartial({ amount: list.map(wire) });
        expect(withdrawResponse(list)).toEqual(MsgWithdrawDelegatorRewardResponse.encode(message).finish());
      }),
    );
  });
});

describe("formatTime", () => {
  it("default", () => {
    expect(formatTime(1_700_000_000_999_999_999n)).toBe("2023-11-14T22:13:20Z");
    expect(formatTime(-62_135_596_800_000_000_000n)).toBe("0001-01-01T00:00:00Z");
  });
});
