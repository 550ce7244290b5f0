/** A request that waits for its turn in a room. */
export interface Waiting {
  generationId: string;
  /** Id of the user who asked. */
  requestedBy: string;
  /** Rises with the time of asking; unique in the room. */
  order: number;
}

/**
 * The order in which a room's waiting requests will be served: the asker served longest ago comes next, each asker's
 * own requests stay in their order (R40, Q8, rulings 2).
 *
 * @param lastTurn per user the number of the turn in which they were last served (rising); absent means never.
 */
export function turnOrder(waiting: readonly Waiting[], lastTurn: ReadonlyMap<string, number>): Waiting[] {
  const lines = [...Map.groupBy(waiting, (request) => request.requestedBy)].map(([asker, requests]) => ({
    requests: requests.toSorted((a, b) => a.order - b.order),
    served: 0,
    last: lastTurn.get(asker) ?? -Infinity,
  }));
  let turn = Math.max(0, ...lastTurn.values());

  return waiting.map(() => {
    const next = lines
      .filter((line) => line.served < line.requests.length)
      .reduce((first, line) => (isBefore(line, first) ? line : first));
    next.last = ++turn;
    return next.requests[next.served++]!;
  });
}

/** The request to serve now, or undefined when nobody waits. */
export function nextInLine(waiting: readonly Waiting[], lastTurn: ReadonlyMap<string, number>): Waiting | undefined {
  return turnOrder(waiting, lastTurn)[0];
}

interface Line {
  requests: Waiting[];
  served: number;
  last: number;
}

function isBefore(a: Line, b: Line): boolean {
  return a.last === b.last ? a.requests[a.served]!.order < b.requests[b.served]!.order : a.last < b.last;
}
