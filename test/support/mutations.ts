/** A body that a route has to refuse, and why. */
export interface BadBody {
  name: string;
  body: unknown;
}

type Fields = Record<string, unknown>;

const without = (body: Fields, field: string): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));

/** Values of every JSON type but the one that stands there. */
const wrong = (value: unknown): unknown[] => {
  const others: Record<string, unknown> = { string: 'xyzzyxyz', number: 7, boolean: true, object: {}, array: [] };
  const own = Array.isArray(value) ? 'array' : typeof value;
  return Object.entries(others)
    .filter(([type]) => type !== own)
    .map(([, other]) => other);
};

export const OVERSIZED = 'x'.repeat(120_000);

/**
 * Bodies next to a valid one that must be refused: each required field missing, one field too many, each field with
 * each wrong type, each text field far too long, and JSON that is no object.
 */
export const badBodies = (valid: Fields, required: readonly string[]): BadBody[] => [
  ...required.map((field) => ({ name: `without ${field}`, body: without(valid, field) })),
  { name: 'with a field too many', body: { ...valid, surprise: 1 } },
  ...required.map((field) => ({ name: `${field} as null`, body: { ...valid, [field]: null } })),
  ...Object.entries(valid).flatMap(([field, value]) =>
    wrong(value).map((other) => ({ name: `${field} as ${JSON.stringify(other)}`, body: { ...valid, [field]: other } })),
  ),
  ...Object.entries(valid)
    .filter(([, value]) => typeof value === 'string')
    .map(([field]) => ({ name: `${field} far too long`, body: { ...valid, [field]: OVERSIZED } })),
  ...[[], [valid], 'text', 7, true].map((body) => ({ name: `${JSON.stringify(body).slice(0, 20)} as a body`, body })),
];
