import type { DeviceSession } from '#contract';
import { deviceName } from './device-name.js';
import type { SessionRow } from './session.entity.js';

/** A session as its owner may see it. */
export const presentSession = (row: SessionRow, currentId: string): DeviceSession => ({
  id: row.id,
  current: row.id === currentId,
  device: deviceName(row.userAgent),
  address: row.address,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
});
