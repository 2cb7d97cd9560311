// The page around `model.js`: reads the inputs, draws what comes of them.
import { capOf, grouped, readAmount, readPercent, slashOf } from "./model.js";

const WIDTH = 480;
const ROW = 34;
const NAMES = 96;
const FIGURES = 108;
const MOST_CONSUMERS = 8;

const HELD = { asked: "nothing", share: "its share", local: "the local minimum" };
const consumers = [
  { name: "juno", asked: "1000", share: "30" },
  { name: "stargaze", asked: "1000", share: "30" },
  { name: "akash", asked: "1000", share: "30" },
];
const holders = [
  { name: "juno", amount: "1000" },
  { name: "stargaze", amount: "950" },
  { name: "akash", amount: "300" },
];

const byId = (id) => document.getElementById(id);

/** An element; attributes that are events become listeners. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

function shape(name, attributes, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Bars one below the other; each has layers `{ amount, kind }`, drawn over one another from zero. */
function draw(svg, rows) {
  const room = WIDTH - NAMES - FIGURES;
  let largest = 1n;
  for (const { amount } of rows.flatMap(({ layers }) => layers)) if (amount > largest) largest = amount;
  svg.setAttribute("viewBox", `0 0 ${WIDTH} ${rows.length * ROW + 8}`);
  svg.replaceChildren(
    svg.querySelector("title"),
    ...rows.flatMap(({ name, layers, figure }, at) => {
      const y = at * ROW + 8;
      return [
        shape("text", { x: 8, y: y + 18 }, name.length > 12 ? `${name.slice(0, 11)}…` : name),
        ...layers.map(({ amount, kind }) => {
          const width = Number((amount * 10_000n) / largest) * (room / 10_000);
          return shape("rect", { x: NAMES, y: y + 3, width, height: ROW - 12, rx: 3, class: kind });
        }),
        shape("text", { x: WIDTH - 8, y: y + 18, "text-anchor": "end" }, figure),
      ];
    }),
  );
}

/** The value of an input, or undefined, and the input marked; the first thing wrong is told. */
function read(input, reader, wrong) {
  const { value, error } = reader(input.value);
  if (error === undefined) input.removeAttribute("aria-invalid");
  else {
    input.setAttribute("aria-invalid", "true");
    wrong.push(error);
  }
  return value;
}

function showCap() {
  const form = byId("cap");
  const wrong = [];
  const local = read(form.elements.local, readAmount, wrong);
  const minLocalShare = read(form.elements.least, readPercent, wrong);
  byId("least-shown").textContent = `${form.elements.least.value} %`;
  const asked = [...byId("consumers").rows].map((row, at) => ({
    name: consumers[at].name,
    asked: read(row.querySelector(".amount"), readAmount, wrong),
    maxShare: read(row.querySelector(".share"), readPercent, wrong),
  }));
  byId("cap-error").textContent = wrong[0] ?? "";
  if (wrong.length > 0) return;
  const { rows, remote, total, localPercent } = capOf({ local, minLocalShare, consumers: asked });
  const home = { name: "local", layers: [{ amount: local, kind: "home" }], figure: `${localPercent} %` };
  draw(byId("cap-chart"), [
    home,
    ...rows.map((row) => ({
      name: row.name,
      layers: [
        { amount: row.asked, kind: "asked" },
        { amount: row.allowed, kind: "given" },
      ],
      figure: `${row.percent} %`,
    })),
  ]);
  byId("cap-summary").textContent =
    `Consumers have ${grouped(remote)} of ${grouped(total)}; ${grouped(local)} (${localPercent} %) are local.`;
  byId("cap-table").tBodies[0].replaceChildren(
    ...rows.map(({ name, allowed, percent, limit }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, name),
        ...[grouped(allowed), `${percent} %`, HELD[limit]].map((text) => element("td", {}, text)),
      ),
    ),
  );
}

function listConsumers() {
  byId("consumers").replaceChildren(
    ...consumers.map((consumer, at) => {
      const input = (field, attributes) =>
        element("input", {
          value: consumer[field],
          input: ({ target }) => {
            consumer[field] = target.value;
            showCap();
          },
          ...attributes,
        });
      const who = `consumer ${at + 1}`;
      const drop = () => {
        consumers.splice(at, 1);
        listConsumers();
        byId("add").focus();
      };
      return element(
        "tr",
        {},
        element("td", {}, input("name", { "aria-label": `Name of ${who}`, maxlength: "20" })),
        element("td", {}, input("asked", { "aria-label": `Asked by ${who}`, class: "amount", inputmode: "numeric" })),
        element("td", {}, input("share", { "aria-label": `Percent for ${who}`, class: "share", inputmode: "decimal" })),
        element("td", {}, element("button", { type: "button", "aria-label": `Remove ${who}`, click: drop }, "×")),
      );
    }),
  );
  byId("add").disabled = consumers.length >= MOST_CONSUMERS;
  showCap();
}

function showClaims() {
  const form = byId("claims");
  const wrong = [];
  const bonded = read(form.elements.bonded, readAmount, wrong);
  const ratio = read(form.elements.slash, readPercent, wrong);
  byId("slash-shown").textContent = `${form.elements.slash.value} %`;
  const claims = holders.map(({ name }, at) => ({
    name,
    amount: read(form.elements[`claim-${at}`], readAmount, wrong),
  }));
  if (bonded !== undefined) {
    for (const [at, { name, amount }] of claims.entries()) {
      if (amount === undefined || amount <= bonded) continue;
      form.elements[`claim-${at}`].setAttribute("aria-invalid", "true");
      wrong.push(`A claim is at most what is bonded: ${name}'s would be refused.`);
    }
  }
  byId("claims-error").textContent = wrong[0] ?? "";
  if (wrong.length > 0) return;
  const lienholder = form.elements.slashed.value;
  const result = slashOf({ bonded, claims, lienholder, ratio });
  const bar = (name, { before, after }) => ({
    name,
    layers: [
      { amount: before, kind: "lost" },
      { amount: after, kind: "given" },
    ],
    figure: grouped(after),
  });
  draw(byId("claims-chart"), [
    bar("bonded", result.bonded),
    ...result.claims.map(({ name, ...amounts }) => bar(name, amounts)),
    bar("free", result.free),
  ]);
  const cuts = result.cuts.map(({ name, amount }) => `${name} is told that its claim was cut by ${grouped(amount)}`);
  byId("claims-summary").textContent =
    `${grouped(result.lost)} are burned, ${grouped(result.bonded.after)} stay bonded, ` +
    `${grouped(result.free.after)} are free; ${cuts.length === 0 ? "no other claim is touched" : cuts.join("; ")}.`;
}

function listHolders() {
  byId("holders").replaceChildren(
    ...holders.map(({ name, amount }, at) => {
      const choice = { type: "radio", name: "slashed", value: name, "aria-label": `Slash the stake behind ${name}` };
      if (at === 0) choice.checked = "";
      return element(
        "div",
        { class: "holder" },
        element("input", choice),
        element("label", { for: `claim-${at}` }, name),
        element("input", { id: `claim-${at}`, name: `claim-${at}`, value: amount, inputmode: "numeric" }),
      );
    }),
  );
}

listHolders();
listConsumers();
showClaims();
byId("cap").addEventListener("input", showCap);
byId("claims").addEventListener("input", showClaims);
for (const form of [byId("cap"), byId("claims")]) form.addEventListener("submit", (event) => event.preventDefault());
byId("add").addEventListener("click", () => {
  consumers.push({ name: `chain ${consumers.length + 1}`, asked: "1000", share: "30" });
  listConsumers();
});
