import { PARTS_BY_ADDRESS, STEPS_BY_ADDRESS } from "./rules.js";
import type { Json, Step } from "./trace.js";

export interface NormalEvent {
  readonly type: string;
  readonly attributes: readonly (readonly [key: string, value: Json])[];
  readonly [key: string]: Json;
}

const says = (event: NormalEvent | undefined, action: string) =>
  event?.type === "wasm" && event.attributes.some(([key, value]) => key === "action" && value === action);

/** The name of the message that a contract got, where a step has one message to a contract. */
function nameOf(messages: readonly { readonly value: Json }[]): string {
  const [only] = messages;
  const { msg } = (only?.value ?? {}) as { msg?: { json?: object } };
  return messages.length === 1 ? (Object.keys(msg?.json ?? {})[0] ?? "") : "";
}

const READS = new Set<Step["kind"]>(["query", "balance", "delegation"]);

/** Whether a step changes nothing. */
export const isRead = ({ kind }: Step): boolean => READS.has(kind);

/** Whether a step may change places with its neighbours of that kind. */
export const isMovable = (step: Step): boolean =>
  isRead(step) || (step.kind === "tx" && STEPS_BY_ADDRESS.includes(nameOf(step.messages)));

/** Events with the parts that `PARTS_BY_ADDRESS` names in an order that no address decides. */
export function partsInOrder(
  messages: readonly { readonly value: Json }[],
  events: readonly NormalEvent[],
): readonly NormalEvent[] {
  const action = PARTS_BY_ADDRESS[nameOf(messages)];
  if (action === undefined) return events;
  const starts = events.flatMap((_, at) => (says(events[at + 1], action) ? [at] : []));
  const parts = starts.map((start, at) => events.slice(start, starts[at + 1]));
  const keyed = parts.map((part) => [JSON.stringify(part), part] as const);
  keyed.sort(([x], [y]) => (x < y ? -1 : Number(x > y)));
  return [...events.slice(0, starts[0]), ...keyed.flatMap(([, part]) => part)];
}
