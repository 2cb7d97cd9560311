/** One end of a channel to be opened. */
export interface ChannelEnd {
  readonly chainId: string;
  readonly connectionId: string;
  readonly portId: string;
}

/**
 * What a deployment needs of a relayer: connections and channels. The embedded devnet's relayer and one that drives
 * real chains both stand behind it.
 */
export interface Relaying {
  /** Makes clients and a connection between two chains; answers its id on each, in the order asked. */
  connect(chainA: string, chainB: string): Promise<readonly [connectionA: string, connectionB: string]>;
  /** Does the four steps of the handshake; answers the channel's id on each end. */
  openChannel(
    a: ChannelEnd,
    b: ChannelEnd,
    options: { readonly order: "unordered" | "ordered"; readonly version: string },
  ): Promise<readonly [channelA: string, channelB: string]>;
}
