import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { closeSockets } from '../factories/people.js';
import { startTopology, type Topology, type TopologyOptions } from './topology.js';
import { startUpstream, type Upstream } from './upstream.js';

export interface Server {
  readonly topology: Topology;
  readonly upstream: Upstream;
}

const START_MS = 90_000;

interface ServerOptions extends Omit<TopologyOptions, 'upstream'> {
  scripted?: boolean;
  /** A server for each test, where tests break theirs. */
  fresh?: boolean;
}

/**
 * Starts one server with a scripted model for the tests of a file (or a fresh one for each), and ends it after the last.
 * Ending checks that the processes leave cleanly, that no secret stands in a log and that every event fitted the
 * contract (see `Topology.stop`).
 */
export const useServer = (options: ServerOptions = {}): Server => {
  let topology: Topology | undefined;
  let upstream: Upstream | undefined;
  const { scripted = true, fresh = false, ...rest } = options;
  const [before, after] = fresh ? [beforeEach, afterEach] : [beforeAll, afterAll];

  before(async () => {
    upstream = await startUpstream();
    topology = await startTopology({ ...rest, ...(scripted ? { upstream } : {}) });
  }, START_MS);

  after(async () => {
    if (topology) closeSockets(topology);
    try {
      await topology?.stop();
    } finally {
      await upstream?.close();
    }
  }, START_MS);

  return {
    get topology() {
      if (topology === undefined) throw new Error('The server did not start');
      return topology;
    },
    get upstream() {
      if (upstream === undefined) throw new Error('The scripted model did not start');
      return upstream;
    },
  };
};
