import { MeshError } from "./base.js";
import { shown } from "./number.js";

/** An address that is no address of the kind and chain that is needed here. */
export class InvalidAddressError extends MeshError {
  override readonly name = "InvalidAddressError";
  readonly got: string;
  constructor(
    readonly expected: string,
    got: unknown,
    reason?: string,
  ) {
    super(`"${shown(got)}" is not ${expected}.`, reason === undefined ? {} : { details: [reason] });
    this.got = shown(got);
  }
}

/** A denom that no chain would take, or another one than the contract works with. */
export class InvalidDenomError extends MeshError {
  override readonly name = "InvalidDenomError";
  readonly got: string;
  constructor(
    readonly expected: string,
    got: unknown,
  ) {
    super(`Denom "${shown(got)}" is not ${expected}.`);
    this.got = shown(got);
  }
}

/** Any other argument that can't be right, found before anything was sent. `argument` is its name. */
export class InvalidArgumentError extends MeshError {
  override readonly name = "InvalidArgumentError";
  readonly got: string;
  constructor(
    readonly argument: string,
    readonly expected: string,
    got: unknown,
  ) {
    super(`${argument}: "${shown(got)}" is not ${expected}.`);
    this.got = shown(got);
  }
}
