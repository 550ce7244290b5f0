export * from './config.js';
export { variables, type Variables } from './variables.js';
export { weaknessOf } from './weak-keys.js';
