export * from './config.js';
export { variables, type Variables } from './variables.js';
