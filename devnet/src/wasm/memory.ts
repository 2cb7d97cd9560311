/** A call that the virtual machine ended: a trap, a limit, a broken region. Its text is what x/wasm reports. */
export class VmError extends Error {
  override readonly name = "VmError";
}

/** Bytes of a `Region`: offset, capacity and length, 32 bits each. */
const REGION = 12;

/** Memory of an instance, in regions: the way a contract and its host hand each other bytes. */
export class RegionMemory {
  private bytes: Uint8Array;
  private view: DataView;

  constructor(private readonly memory: WebAssembly.Memory) {
    this.bytes = new Uint8Array(memory.buffer);
    this.view = new DataView(memory.buffer);
  }

  /** A copy of the region's bytes. Throws {@link VmError} where the region is broken or longer than `limit`. */
  read(pointer: number, limit: number): Uint8Array {
    const { offset, length } = this.region(pointer, limit);
    return this.bytes.slice(offset, offset + length);
  }

  /** The region's bytes as a string of one character a byte: the key of a table. */
  readKey(pointer: number, limit: number): string {
    const { offset, length } = this.region(pointer, limit);
    if (length <= 1024) return String.fromCharCode.apply(null, this.bytes.subarray(offset, offset + length) as never);
    let key = "";
    for (let at = offset; at < offset + length; at += 1) key += String.fromCharCode(this.bytes[at] as number);
    return key;
  }

  /** Fills a region that the contract has allocated. */
  write(signed: number, data: Uint8Array): void {
    this.refresh();
    const pointer = signed >>> 0;
    if (pointer + REGION > this.bytes.length) throw regionError("Region pointer out of bounds");
    const offset = this.view.getUint32(pointer, true);
    const capacity = this.view.getUint32(pointer + 4, true);
    if (data.length > capacity) {
      throw regionError(`Region too small. Got ${capacity}, required ${data.length}`);
    }
    if (offset + capacity > this.bytes.length) throw regionError("Region exceeds memory");
    this.bytes.set(data, offset);
    this.view.setUint32(pointer + 8, data.length, true);
  }

  private region(signed: number, limit: number): { offset: number; length: number } {
    this.refresh();
    // WebAssembly hands 32 bits over with a sign.
    const pointer = signed >>> 0;
    if (pointer === 0 || pointer + REGION > this.bytes.length) throw regionError("Region pointer out of bounds");
    const offset = this.view.getUint32(pointer, true);
    const capacity = this.view.getUint32(pointer + 4, true);
    const length = this.view.getUint32(pointer + 8, true);
    if (length > capacity) throw regionError(`Region length exceeds capacity. Length ${length}, capacity ${capacity}`);
    if (offset + capacity > this.bytes.length) throw regionError("Region exceeds memory");
    if (length > limit) throw regionError(`Region length too big. Got ${length}, limit ${limit}`);
    return { offset, length };
  }

  /** Growth of the memory detaches the old buffer. */
  private refresh(): void {
    if (this.bytes.length === this.memory.buffer.byteLength) return;
    this.bytes = new Uint8Array(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
  }
}

function regionError(text: string): VmError {
  return new VmError(`Error calling the VM: Communication error: ${text}`);
}
