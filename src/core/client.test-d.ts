/** Checked by the compiler only: what users hold fits where the SDK takes it. */

import type { CosmWasmClient, SigningCosmWasmClient } from "@cosmjs/cosmwasm-stargate";
import type { EncodeObject as CosmjsMessage } from "@cosmjs/proto-signing";
import { waitForAck } from "../ibc/index.js";
import { createLockupClient, type LockupClient, type LockupReader } from "../lockup/client.js";
import { bondMsg, grantClaimMsg } from "../lockup/index.js";
import { createProviderClient } from "../provider/client.js";
import type { ChainClient, QueryClient, SigningClient } from "./client.js";

declare const reading: CosmWasmClient;
declare const signing: SigningCosmWasmClient;
declare const ids: { contract: string; sender: string; validator: string };

const query: QueryClient = reading;
const chain: ChainClient = reading;
const full: SigningClient = signing;

const reader: LockupReader = createLockupClient({ client: reading, contract: ids.contract });
const client: LockupClient = createLockupClient({ client: signing, contract: ids.contract, sender: ids.sender });
// @ts-expect-error a client that can't sign sends nothing
reader.bond;

const message: CosmjsMessage = bondMsg({ ...ids, funds: { denom: "uosmo", amount: 1n } });
signing.signAndBroadcast(ids.sender, [message], "auto");

// @ts-expect-error amounts are bigint: a double loses units above 2^53
bondMsg({ ...ids, funds: { denom: "uosmo", amount: 1 } });
// @ts-expect-error amounts are bigint: a text may hold anything
grantClaimMsg({ ...ids, lienholder: ids.contract, amount: "1" });
// @ts-expect-error the wire's spelling is not the SDK's
grantClaimMsg({ ...ids, leinholder: ids.contract, amount: 1n });
// @ts-expect-error the client already has the contract
client.unbond({ contract: ids.contract, amount: 1n });

const provider = createProviderClient({ client: signing, contract: ids.contract });
provider.unstake({ sender: ids.sender, validator: ids.validator, amount: 1n }, { fee: "auto", memo: "" });
// @ts-expect-error options that do not exist are refused, not ignored
provider.unstake({ validator: ids.validator, amount: 1n }, { funds: [] });

const outcome = waitForAck(
  { sourcePort: "a", sourceChannel: "b", destinationPort: "c", destinationChannel: "d", sequence: 1n },
  { source: reading, destination: signing },
);

export const checked = { query, chain, full, outcome };
