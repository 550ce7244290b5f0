import { topologyKind } from '../support/env.js';
import { embeddedKills } from './embedded-kill.js';
import { fullKills } from './full-kill.js';
import { fullOutages } from './full-outage.js';

// Each topology breaks in its own ways: `TOPOLOGY` says which is under test.
if (topologyKind() === 'full') {
  fullKills();
  fullOutages();
} else {
  embeddedKills();
}
