import { ID_PREFIXES, type IdKind } from '#contract';
import { typeidUnboxed } from 'typeid-js';

/** A fresh id of this kind (TypeID: prefix and UUIDv7, sortable by time, unguessable). */
export const newId = (kind: IdKind): string => typeidUnboxed(ID_PREFIXES[kind]);
