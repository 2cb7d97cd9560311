/** What two JSON schemas have to agree in, written down the same way for both generators. */

interface Json {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Json;
  readonly items?: Json;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Json[];
  readonly oneOf?: readonly Json[];
  readonly allOf?: readonly Json[];
  readonly format?: string;
  readonly maximum?: number;
  readonly definitions?: Readonly<Record<string, Json>>;
  readonly $defs?: Readonly<Record<string, Json>>;
}

export type JsonSchema = Json;

/** `strict` of objects says that unknown fields are refused. */
export type Shape =
  | "string"
  | "boolean"
  | "u32"
  | "u64"
  | { readonly enum: readonly string[] }
  | { readonly array: Shape }
  | {
      readonly fields: Readonly<Record<string, { readonly required: boolean; readonly shape: Shape }>>;
      readonly strict: boolean;
    }
  | { readonly union: readonly Shape[] };

const MAX_UINT32 = 2 ** 32 - 1;
const sorted = (shapes: readonly Shape[]) =>
  [...shapes].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const isNull = (schema: Json) => schema.type === "null";

/** Alternatives as one shape; null is what "not required" already says. */
function union(schemas: readonly Json[], root: Json): Shape {
  const shapes = schemas.filter((schema) => !isNull(schema)).map((schema) => shapeOf(schema, root));
  const [first] = shapes;
  if (first !== undefined && shapes.length === 1) return first;
  const words = shapes.flatMap((shape) => (typeof shape === "object" && "enum" in shape ? shape.enum : []));
  if (words.length >= shapes.length) return { enum: [...words].sort() };
  const flat = shapes.flatMap((shape) => (typeof shape === "object" && "union" in shape ? shape.union : [shape]));
  return { union: sorted(flat) };
}

function fieldsOf(schema: Json, root: Json): Shape {
  const fields = Object.entries(schema.properties ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [
      name,
      { required: schema.required?.includes(name) ?? false, shape: shapeOf(field, root) },
    ]);
  return { fields: Object.fromEntries(fields), strict: schema.additionalProperties === false };
}

/** @throws Error for a schema that neither generator makes of our messages: then this file has to learn it. */
export function shapeOf(schema: Json, root: Json = schema): Shape {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const target = root.definitions?.[name] ?? root.$defs?.[name];
    if (target === undefined) throw new Error(`no definition of ${schema.$ref}`);
    return shapeOf(target, root);
  }
  const several = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  if (several !== undefined) return union(several, root);
  if (schema.enum !== undefined) return { enum: schema.enum.map(String).sort() };
  const type = Array.isArray(schema.type) ? schema.type.find((each) => each !== "null") : schema.type;
  switch (type) {
    case "string":
    case "boolean":
      return type;
    case "integer":
      return schema.format === "uint32" || (schema.maximum ?? Number.POSITIVE_INFINITY) <= MAX_UINT32 ? "u32" : "u64";
    case "array":
      return { array: shapeOf(schema.items ?? {}, root) };
    case "object":
      return fieldsOf(schema, root);
    default:
      throw new Error(`unknown schema: ${JSON.stringify(schema).slice(0, 200)}`);
  }
}

/** The same shape with objects that take unknown fields, as answers are read. */
export function loose(shape: Shape): Shape {
  if (typeof shape === "string" || "enum" in shape) return shape;
  if ("array" in shape) return { array: loose(shape.array) };
  if ("union" in shape) return { union: sorted(shape.union.map(loose)) };
  const fields = Object.entries(shape.fields).map(([name, field]) => [name, { ...field, shape: loose(field.shape) }]);
  return { fields: Object.fromEntries(fields), strict: false };
}
