import { kinds } from "../ibc/errors.js";

export const transferErrors = kinds("transfer", {
  invalidDenom: [3, "invalid denomination for cross-chain transfer"],
  invalidVersion: [4, "invalid ICS20 version"],
  invalidAmount: [5, "invalid token amount"],
  denomNotFound: [6, "denomination not found"],
  maxChannels: [9, "max transfer channels"],
  invalidMemo: [11, "invalid memo"],
});

export const callbackErrors = kinds("ibccallbacks", {
  outOfGas: [6, "callback out of gas"],
  panic: [7, "callback panic"],
  invalidData: [8, "invalid callback data"],
});
