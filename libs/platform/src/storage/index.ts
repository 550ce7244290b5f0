export { ObjectMissing, Storage, type ByteRange, type StoredObject } from './storage.js';
