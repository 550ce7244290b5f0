import { ID_PREFIXES, type IdKind } from '#contract';
import { fromString, toUUID, typeidUnboxed } from 'typeid-js';

/** A fresh id of this kind (TypeID: prefix and UUIDv7, sortable by time, unguessable). */
export const newId = (kind: IdKind): string => typeidUnboxed(ID_PREFIXES[kind]);

/** When an id was made: UUIDv7 begins with the Unix time in milliseconds (RFC 9562 §5.7). */
export const timeOfId = (id: string): Date =>
  new Date(Number.parseInt(toUUID(fromString(id)).replace('-', '').slice(0, 12), 16));
