export { KeyStore } from './key-store.js';
export { readSecretFile } from './file-key-store.js';
export { SecretBox } from './secret-box.js';
export { Secret } from './secret.entity.js';
